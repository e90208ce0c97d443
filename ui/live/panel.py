"""The live picture with its line of words, the numbers behind it, and help when nothing comes."""

from __future__ import annotations

import time
from collections.abc import Container, Iterable

import streamlit as st

from live.video.meter import Report
from live.video.stream import LiveStream
from ui.common import recipe_state
from ui.common.language import _, ngettext, told
from ui.common.webrtc import Connection
from ui.common.words import figure, plain
from ui.live import findings, looks, recording, snapshot, stage, status_line, troubles
from ui.live.sound import microphone_words
from ui.live.stage import camera_words
from vision.catalogue import label_of, needs_of
from vision.models.files import lacking
from vision.words.said import N_

_PATIENCE_S = 10
_LINE = "split line"

TITLE = N_("See what a computer sees")
HINT = N_("Press START, allow the camera, and pick a look.")
HINT_WITHOUT = N_("Press START and pick a look. No camera is needed.")
_ADVICE = (
    N_("The browser asks whether this page may use the camera: choose **Allow**."),
    N_("If you refused before, press the camera or lock symbol beside the address and allow it there."),
    N_("Close other programs that use the camera."),
    N_("Away from this computer, the page must be opened with **https**, or browsers hide the camera."),
)


def stage_picture(stream: LiveStream, connection: Connection) -> None:
    """The picture; once a second while it runs, what is found in it, and plain words when it does not."""
    st.fragment(_picture, run_every=1.0 if connection.active else None)(stream, connection)


def split_line() -> float | None:
    """Where the line stands that parts the camera's picture from the filtered one, a share of the width."""
    wanted = st.toggle(
        _("Split"), key="split", help=_("Left of a line as the camera sees it, right of it filtered. Drag the line.")
    )
    return float(st.session_state.get(_LINE, 0.5)) if wanted else None


def status(stream: LiveStream, connection: Connection) -> None:
    """Below a video without a stage: the same words, errors and troubles."""
    st.fragment(_status, run_every=1.0 if connection.active else None)(stream, connection)
    camera_words.show(microphone_words.listens(stream))
    help_with_permission()


def numbers(stream: LiveStream, connection: Connection) -> None:
    """How fast it goes, for those who want to know: worked out while they look."""
    with st.expander(_("Numbers"), icon=":material/speed:", key="numbers", on_change="rerun") as opened:
        if opened.open:
            st.fragment(_numbers, run_every=1.0 if connection.active else None)(stream)


def help_with_permission() -> None:
    with st.expander(_("**Permission denied**, or no picture after START?"), icon=":material/help:"):
        st.markdown("\n".join(f"- {_(advice)}" for advice in _ADVICE))
        troubles.ways_out("help")


def _picture(stream: LiveStream, connection: Connection) -> None:
    report = stream.report()
    live = report.running and connection.active
    if live and snapshot.is_new():
        st.rerun()
    shot = stream.snapshot() if live else None
    recipe = recipe_state.current().recipe
    texts, seen = findings.read_and_seen(shot.found, recipe) if shot is not None else ((), None)
    words = _line(stream, report, connection, findings.in_words(seen) if seen is not None else "")
    look = looks.name_of(recipe)
    name = _("Live picture, {look}", look=look) if live else _("Picture")
    data = {
        "title": _(TITLE),
        "hint": microphone_words.hint(stream) or _(HINT if stream.feed is None else HINT_WITHOUT),
        "name": name,
        "words": words,
        "split": stream.split,
    }

    def move(at: float) -> None:
        st.session_state[_LINE] = stream.split = at

    stage.picture(data, troubles.heard, on_split=move)
    for text in texts:
        st.code(text, language=None)
    _problems(stream, report, connection)


def _status(stream: LiveStream, connection: Connection) -> None:
    report = stream.report()
    st.caption(plain(_line(stream, report, connection, "")))
    _problems(stream, report, connection)


def _problems(stream: LiveStream, report: Report, connection: Connection) -> None:
    name = _trouble(stream, report, connection)
    if name:
        own = f"{name} microphone" if microphone_words.listens(stream) else ""
        troubles.show(own if own in troubles.TROUBLES else name)
    if report.running and connection.active:
        steps = {s.name for s in stream.recipe.steps if s.on}
        lacks = {name for name in steps if lacking(needs_of(name))}
        _show_lacks(lacks)
        _show_errors(report, {"", *steps} - lacks, hides=bool(stream.recipe.hiding))


def _show_lacks(names: Iterable[str]) -> None:
    for name in sorted(names):
        needs = _(
            "{filter} needs a file that is not here yet. Its button is in the recipe: at the left, "
            "on a telephone behind the arrows above.",
            filter=_(label_of(name)),
        )
        st.info(needs, icon=":material/download:")


def _show_errors(report: Report, of: Container[str], *, hides: bool) -> None:
    """What went wrong with these steps; "" is the source. The report remembers others that are gone."""
    if hides and report.errors:
        st.info(_("Nothing but a blur goes out until all of it works again."), icon=":material/visibility_off:")
    for name, error in (pair for pair in report.errors if pair[0] in of):
        title = _("The picture source has a problem")
        if name:
            title = _("{filter} could not work on this picture", filter=_(label_of(name)))
        st.warning(plain(told(error)), title=title, icon=":material/warning:")


def _line(stream: LiveStream, report: Report, connection: Connection, found: str) -> str:
    fresh = status_line.said()
    if report.running and connection.active:
        st.session_state["was live"] = True
        records = _("Recording") if recording.under_way() is not None else ""
        return " · ".join(part for part in (_("Live"), records, found, fresh) if part)
    if connection.active:
        return _("Connecting …")
    stopped = (microphone_words.stopped(stream) or _("Camera stopped")) if st.session_state.get("was live") else ""
    return " · ".join(part for part in (stopped, fresh) if part)


def _trouble(stream: LiveStream, report: Report, connection: Connection) -> str:
    """The name of what is wrong, "" when all is well."""
    waited = time.monotonic() - connection.since if connection.since is not None else 0.0
    heard = troubles.current()
    if heard == "insecure" and stream.feed is not None and not microphone_words.listens(stream):
        return ""  # pictures made here need no camera
    if heard:
        return heard
    if connection.active and waited > _PATIENCE_S and not report.running:
        return "lost"
    if connection.playing and report.running and waited > _PATIENCE_S and not report.fps_in:
        return "still"
    return ""


def _numbers(stream: LiveStream) -> None:
    report = stream.report()
    if not report.running:
        st.caption(_("Nothing runs yet."))
        return
    width, height = report.size
    rows = [
        _("{come:.0f} pictures a second come in, {go:.0f} go out", come=report.fps_in, go=report.fps_out),
        _("{width} × {height} pixels", width=width, height=height),
        *(f"{_(label_of(name))}: {figure(ms, '.1f')} ms" for name, ms in report.steps),
        ngettext("{number} skipped so far", "{number} skipped so far", report.skipped),
    ]
    st.markdown("\n".join(f"- {row}" for row in rows))
