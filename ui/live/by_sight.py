"""A recording that begins with what the filters find, and ends when that is gone."""

from __future__ import annotations

import time

import streamlit as st

from live.recording.microphone import SoundOrigin
from live.recording.take import Take
from live.video.stream import LiveStream
from ui.common.language import _
from ui.common.webrtc import Connection
from ui.live import findings, recording

_WANTED, _ONLY = "record by sight", "record only"
_TAKE, _SEEN_S = "take by sight", "last in sight"
_STAYS_S = 3.0  # a finding flickers: so long after the last one it is gone


def panel(stream: LiveStream, microphone: SoundOrigin | None, connection: Connection) -> None:
    """Beside the video: whether to, and what has to be seen."""
    wanted = st.toggle(
        _("Record while something is found"),
        key=_WANTED,
        help=_("A face, a hand, a code, what Teach has learned: whatever the filters of your recipe find."),
    )
    if wanted:
        tip = _("As the line under the picture names it: face.")
        st.text_input(_("Only"), key=_ONLY, placeholder=_("anything"), help=tip)
    watching = connection.active and (wanted or _TAKE in st.session_state)
    st.fragment(_watch, run_every=1.0 if watching else None)(stream, microphone, wanted)


def _watch(stream: LiveStream, microphone: SoundOrigin | None, wanted: bool) -> None:
    """Once a second. A recording begun by hand is left alone, and so is one that was stopped by hand."""
    now, under_way = time.monotonic(), recording.under_way()
    own: Take | None = st.session_state.get(_TAKE)
    if wanted and _in_sight(stream, str(st.session_state.get(_ONLY) or "")):
        st.session_state[_SEEN_S] = now
        can = recording.possible(stream, microphone) and not recording.problem()
        if can and under_way is None and own is None:
            if take := recording.begin(stream, microphone):
                st.session_state[_TAKE] = take
            st.rerun()
    elif own is not None and (not wanted or now - st.session_state.get(_SEEN_S, 0.0) > _STAYS_S):
        del st.session_state[_TAKE]
        if own is under_way:
            own.stop()
            st.rerun()


def _in_sight(stream: LiveStream, only: str) -> bool:
    shot = stream.snapshot() if stream.report().running else None
    if shot is None:
        return False
    found = shot.found.pick(shot.found.score > 0)  # 0: a step says what it lacks
    return any(findings.fits(label, only) for label in found.label)
