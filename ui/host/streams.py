"""What the host sees: each stream, and the machine's load."""

from __future__ import annotations

import hmac
import time
from typing import Any

import streamlit as st

from live.rooms.tries import Tries
from live.video.admission import Turn
from live.video.usage import UsageMeter
from ui.common.host_settings import setting
from ui.common.language import _, told
from ui.common.limits import limits
from ui.common.waiting import capacity
from ui.common.words import figure, plain
from ui.host import booths
from vision.types import VisionError

_INSIDE, _EVERYBODY = "host is in", "everybody"


def let_in() -> bool:
    """Ask for the password once per turn; False until it is right."""
    if st.session_state.get(_INSIDE):
        return True
    with st.form("host password", border=False):
        given = st.text_input(
            _("Host password"), type="password", autocomplete="current-password", key="host password given"
        )
        sent = st.form_submit_button(_("Show the streams"), type="primary", key="host password sent")
    if sent:
        _try(given)
    return False


def _try(given: str) -> None:
    try:
        _tries().begin(_EVERYBODY, time.monotonic())
    except VisionError as error:
        st.error(plain(error), icon=":material/lock_clock:")
        return
    if not _right(given):
        st.error(_("That is not the password in this server's settings."), icon=":material/lock:")
        return
    _tries().right(_EVERYBODY)
    st.session_state[_INSIDE] = True
    st.rerun()


@st.cache_resource(show_spinner=False)
def _tries() -> Tries:
    """Of all sessions together: whoever guesses opens many."""
    return Tries(limits().host_tries, limits().host_wait_s)


def _right(given: str) -> bool:
    expected = str(setting("HOST_PASSWORD") or "")
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


@st.fragment(run_every=2.0)
def show() -> None:
    """Numbers and a row for each stream, every two seconds."""
    register = capacity()
    turns, whole = register.turns(), register.all_booths()
    usage = st.session_state.setdefault("usage meter", UsageMeter()).read()
    live = len(turns) if whole is None else sum(booth.live for booth in whole.booths)
    most = register.limit if whole is None else sum(booth.most for booth in whole.booths)
    waiting = register.waiting() if whole is None else whole.waiting
    with st.container(horizontal=True):
        st.metric(_("Live streams"), _("{number} of {most}", number=f"{live:d}", most=f"{most:d}"), border=True)
        st.metric(_("Waiting"), f"{waiting:d}", border=True)
        st.metric(_("Processor cores busy"), figure(usage.cores, ".2f"), border=True)
        st.metric(_("Memory"), _megabytes(usage.memory_mb), border=True)
        st.metric(_("Threads"), usage.threads, border=True)
    booths.show(whole)
    if turns:
        st.dataframe([_row(i, turn) for i, turn in enumerate(turns, 1)], hide_index=True)
    else:
        st.info(_("Nobody is live at the moment."), icon=":material/videocam_off:")


def _megabytes(memory: float | None) -> str:
    return _("unknown") if memory is None else f"{memory:.0f} MB"


def _row(number: int, turn: Turn) -> dict[str, Any]:
    report = turn.stream.report()
    return {
        _("Stream"): number,
        _("Minutes"): round(turn.seconds / 60, 1),
        _("Size"): "{} × {}".format(*report.size) if report.running else _("starting"),
        _("Frames in"): round(report.fps_in, 1),
        _("Frames out"): round(report.fps_out, 1),
        _("Skipped"): report.skipped,
        _("Milliseconds a frame"): round(sum(step[1] for step in report.steps), 1),
        _("Filters"): ", ".join(step[0] for step in report.steps) or _("none"),
        _("Trouble"): "; ".join(told(error[1]) for error in report.errors),
    }
