"""What stands around the page: its tabs, the way from page to page, and what was found in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from ui.common.controls import tabs_of
from ui.common.language import _, ngettext, told
from ui.common.pictures import tell
from ui.common.words import plain
from ui.layout.outcomes import Outcome, try_again
from ui.layout.source import Sheet
from vision.layout.ink.level import LIMIT
from vision.layout.reading.certainty import DOUBTFUL

_NAMED = 8  # doubtful lines at most


@dataclass(frozen=True, slots=True)
class Panel:
    """The tabs beside the page."""

    found: TabContainer
    correct: TabContainer
    read: TabContainer
    save: TabContainer
    settings: TabContainer


def tabs() -> Panel:
    names = (
        f":material/visibility: {_('Found')}",
        f":material/edit: {_('Correct')}",
        f":material/abc: {_('Read it')}",
        f":material/download: {_('Save')}",
        f":material/tune: {_('Settings')}",
    )
    return Panel(*tabs_of(names, "page panel"))


def turn_pages(sheets: Sequence[Sheet], outcomes: Sequence[Outcome]) -> int | None:
    """Which page is shown, from 0; None when there is none to show. Pages that went wrong are named."""
    for sheet, outcome in zip(sheets, outcomes, strict=True):
        if outcome.error:
            st.warning(plain(told(outcome.error)), title=plain(sheet.name), icon=":material/broken_image:")
    if any(outcome.again for outcome in outcomes):
        st.button(_("Try again"), icon=":material/refresh:", on_click=try_again)
    good = [i for i, outcome in enumerate(outcomes) if outcome.layouts]
    if not good:
        if not sheets:
            words = _("Add a file or take a photo above; the page appears here.")
            st.info(words, icon=":material/arrow_upward:")
        return None
    if len(good) == 1:
        (index,) = good
        if sheets[index].about:
            st.caption(plain(_(sheets[index].about)))
    else:
        index = good[st.pagination(len(good), key=f"page number {len(good)}", width="stretch") - 1]
        st.caption(plain(sheets[index].name))
    tell(sheets[index].name, outcomes[index].notes)
    return index


def summary(outcome: Outcome) -> None:
    """The numbers of a page, each with what it means."""
    layout = outcome.layout
    with st.grid(2, min_column_width=120, gap="xsmall"):
        st.metric(_("Lines"), len(layout.lines), border=True)
        st.metric(_("Columns"), len(layout.columns), border=True)
        st.metric(_("Letter height"), _("{height:.0f} px", height=layout.scale), border=True)
        tilt = _("{degrees:+.1f}°", degrees=layout.skew_degrees) if layout.skew_degrees else "0°"
        st.metric(_("Tilt"), tilt, border=True)
    if layout.turned:
        words = _(
            "The page lay turned by {angle}° clockwise; if it did not, say so under Settings.", angle=layout.turned
        )
        st.caption(words)
    if abs(layout.skew_degrees) >= LIMIT:
        words = _("This page lies askew by {limit:g}° or more: straighten the picture, then try again.", limit=LIMIT)
        st.warning(words)
    found_in = _(
        "Found in {seconds:.1f} seconds on {width} × {height} pixels.",
        seconds=outcome.seconds,
        width=layout.width,
        height=layout.height,
    )
    st.caption(found_in)
    legend = (
        f":red[:material/crop_landscape:] {_('a line of text, numbered in the order of reading')}",
        f":blue[:material/view_column:] {_('a colour for each column')}",
        f":blue[:material/width:] {_('a white gap that parts columns')}",
        f":orange[:material/horizontal_rule:] {_('a printed rule')}",
        f":violet[:material/select_all:] {_('with *Regions*: a frame round text, titles, pictures and tables')}",
    )
    st.markdown("\n\n".join(legend))
    doubtful = [str(number) for number, line in enumerate(layout.lines, 1) if line.certainty < DOUBTFUL]
    if doubtful:
        named = ", ".join(doubtful[:_NAMED]) + (" …" if len(doubtful) > _NAMED else "")
        st.caption(
            ngettext(
                "{number} line looks little like text ({lines}): ornaments go under *Correct*.",
                "{number} lines look little like text ({lines}): ornaments go under *Correct*.",
                len(doubtful),
                lines=named,
            )
        )
    across = sum(line.column is None for line in layout.lines)
    if across:
        st.caption(
            ngettext(
                "{number} line across several columns, like a heading.",
                "{number} lines across several columns, like a heading.",
                across,
            )
        )
