"""The tab 'Read it': the words of the page's lines, corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.common import bench
from ui.common.language import _, ngettext, told
from ui.common.words import plain
from ui.layout.knobs import Knobs
from ui.layout.outcomes import Editor, Outcome
from ui.layout.source import Sheet
from ui.layout.transcript import SURE, transcript, unsure
from vision.layout import Line, PageLayout
from vision.read import HOW_TO_INSTALL, languages, read
from vision.read.transcribe import line_picture
from vision.types import Image, VisionError
from vision.words.said import N_

_LIMIT_S = 240.0
_NAMES = {
    "ara": N_("Arabic"),
    "ces": N_("Czech"),
    "chi_sim": N_("Chinese, simplified"),
    "chi_tra": N_("Chinese, traditional"),
    "deu": N_("German"),
    "ell": N_("Greek"),
    "eng": N_("English"),
    "fra": N_("French"),
    "frk": N_("German in Fraktur"),
    "grc": N_("Greek, ancient"),
    "heb": N_("Hebrew"),
    "hin": N_("Hindi"),
    "ita": N_("Italian"),
    "jpn": N_("Japanese"),
    "kor": N_("Korean"),
    "lat": N_("Latin"),
    "nld": N_("Dutch"),
    "pol": N_("Polish"),
    "por": N_("Portuguese"),
    "rus": N_("Russian"),
    "spa": N_("Spanish"),
    "ukr": N_("Ukrainian"),
    "yid": N_("Yiddish"),
}
PRESSED = "page line"
"""Where the state holds the line (from 0) that was pressed."""


def show(image: Image, editor: Editor, knobs: Knobs, sheets: Sequence[Sheet], outcomes: Sequence[Outcome]) -> list[int]:
    """Languages and the button, then the text; the line (from 0) that was pressed."""
    there = _installed()
    if not there:
        st.info(_(HOW_TO_INSTALL), icon=":material/translate:")
        return []
    wanted = _languages(there)
    _buttons(wanted, editor, knobs, sheets, outcomes)
    if trouble := st.session_state.pop("page not read", ""):
        st.error(plain(told(trouble)))
    layout = editor.outcome.layout
    if not layout.was_read:
        words = _("Each line goes to tesseract as a picture of its own, laid level. What it is unsure of is marked.")
        st.caption(words)
        return []
    return _text(image, editor, layout)


@st.cache_data(show_spinner=False, ttl=60)
def _installed() -> tuple[str, ...]:
    try:
        return languages()
    except VisionError:  # it is there but does not run
        return ()


def _languages(there: Sequence[str]) -> list[str]:
    return st.multiselect(
        _("Written in"),
        there,
        default=["eng" if "eng" in there else there[0]],
        format_func=lambda code: f"{_(_NAMES[code])} ({plain(code)})" if code in _NAMES else plain(code),
        key="page languages",
        help=_("Several are tried together; each more takes longer. Installed on this machine, by tesseract's names."),
        placeholder=_("Choose options"),
    )


def _buttons(
    wanted: Sequence[str], editor: Editor, knobs: Knobs, sheets: Sequence[Sheet], outcomes: Sequence[Outcome]
) -> None:
    good = [sheet for sheet, outcome in zip(sheets, outcomes, strict=True) if outcome.layouts]
    with st.container(horizontal=True, gap="xsmall"):
        one = st.button(
            _("Read this page"), type="primary", icon=":material/play_arrow:", disabled=not wanted, key="read page"
        )
        more = len(good) > 1 and st.button(
            _("Read all {number}", number=len(good)),
            icon=":material/library_books:",
            disabled=not wanted,
            key="read all",
        )
    if one or more:
        chosen = good if more else [sheet for sheet in good if sheet.key == editor.key[0]]
        for number, sheet in enumerate(chosen, 1):
            words = _("Reading …")
            if more:
                name = plain(sheet.name)
                words = _("Page {number} of {total}: {name}", number=number, total=len(chosen), name=name)
            _read(sheet, Editor(sheet, knobs), "+".join(wanted), words)
        st.rerun()


def _read(sheet: Sheet, editor: Editor, language: str, words: str) -> None:
    try:
        image, __ = sheet.load()
        layout = editor.outcome.layout
        done = bench.run(read, image, layout, language, words=words, limit_s=_LIMIT_S, reports=True)
    except VisionError as error:
        st.session_state["page not read"] = str(error)
    else:
        editor.take(done)


def _text(image: Image, editor: Editor, layout: PageLayout) -> list[int]:
    count = sum(len(line.words) for line in layout.lines)
    doubt = unsure(layout)
    st.caption(
        ngettext(
            "{number} word, :orange-background[{doubt} of them unsure] (below {sure:.0f} %). "
            "Press a line, here or on the page, to see its words and to correct it; every export follows.",
            "{number} words, :orange-background[{doubt} of them unsure] (below {sure:.0f} %). "
            "Press a line, here or on the page, to see its words and to correct it; every export follows.",
            count,
            doubt=doubt,
            sure=100 * SURE,
        )
    )
    chosen = st.session_state.get(PRESSED)
    if chosen is not None and chosen >= len(layout.lines):
        chosen = st.session_state[PRESSED] = None
    transcript(layout, chosen, press)
    if chosen is None:
        return []
    _line(image, editor, layout, chosen)
    return [chosen]


def press(line: int) -> None:
    """Line `line`, from 0, is the one whose words are shown."""
    st.session_state[PRESSED] = line


def _line(image: Image, editor: Editor, layout: PageLayout, index: int) -> None:
    line = layout.lines[index]
    st.image(line_picture(image, layout, line), width="stretch", alt=_("Line {number}, laid level", number=index + 1))
    key = f"line text {editor.key[0]} {editor.outcome.edition} {index}"
    label = _("Line {number}", number=index + 1)
    st.text_input(label, line.text, key=key, on_change=lambda: editor.rewrite(index, st.session_state[key]))
    st.markdown(_words(line))


def _words(line: Line) -> str:
    """Each word with how sure it is, in percent."""
    badges = (":green-badge[" if word.confidence >= SURE else ":orange-badge[" for word in line.words)
    return " ".join(
        f"{badge}{plain(word.text)} {100 * word.confidence:.0f}]"
        for badge, word in zip(badges, line.words, strict=True)
    )
