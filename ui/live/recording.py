"""Record on the live page: start and stop, how it stands, and what has been recorded."""

from __future__ import annotations

import streamlit as st

from live.recording.microphone import Microphone
from live.recording.recorder import RecordingLimits, Status
from live.recording.sound import SILENCE_DBFS
from live.recording.take import SOUND_ONLY, Take, What
from live.video.stream import LiveStream
from ui.common import gallery, own_clips, words
from ui.common.webrtc import Connection
from vision.types import VisionError

_LIMITS = RecordingLimits(longest_s=600.0, most_bytes=200_000_000)
_RECORDING = "recording"
_QUIETEST_DBFS = -60.0
_WHAT: dict[What, str] = {
    "filtered": "The filtered video",
    "unfiltered": "The unfiltered video",
    "both": "Both, side by side",
    "wav": "Sound only, WAV",
    "ogg": "Sound only, OGG (small)",
}


def panel(stream: LiveStream, microphone: Microphone | None, connection: Connection) -> None:
    """Beside the video; `microphone` None when it is switched off."""
    st.fragment(_panel, run_every=0.5 if connection.active else None)(stream, microphone)


def recorded() -> None:
    """What was recorded in this own_clips, to play and to take home."""
    store = own_clips.existing()
    if store is not None and store.clips():
        st.subheader("Your recordings", anchor=False)
        if own_clips.came_back():
            st.caption("Welcome back: these are from before this page was closed or loaded anew.")
        gallery.show(store, own_clips.promise(), own=True)
    own_clips.remember()


def _panel(stream: LiveStream, microphone: Microphone | None) -> None:
    recording: Take | None = st.session_state.get(_RECORDING)
    if recording is not None and recording.status().recording:
        _under_way(recording)
        return
    if recording is not None:
        _over(recording)
    _ready(stream, microphone)


def _ready(stream: LiveStream, microphone: Microphone | None) -> None:
    offered = [w for w in _WHAT if microphone is not None or w not in SOUND_ONLY]
    what = st.selectbox("Record", offered, format_func=_WHAT.__getitem__, key="what to record")
    running = stream.report().running and stream.readyState == "live"
    listening = microphone is not None and microphone.live
    if running and microphone is not None and not listening:
        st.caption("The microphone joins at the next **START**.")
    if listening and microphone is not None:
        _loudness(microphone.level.peak)
    can = running and (listening or what not in SOUND_ONLY)
    tip = f"Up to {words.length(_LIMITS.longest_s)} or {words.size(_LIMITS.most_bytes)}."
    tip = tip if can else "Press START first." if what not in SOUND_ONLY else "Press START and allow the microphone."
    if st.button("Record", icon=":material/fiber_manual_record:", width="stretch", disabled=not can, help=tip):
        _begin(stream, microphone if listening else None, what)


def _begin(stream: LiveStream, microphone: Microphone | None, what: What) -> None:
    st.session_state.pop("recording told", None)
    try:
        st.session_state[_RECORDING] = Take(own_clips.store(), stream, microphone, what, _LIMITS)
    except (VisionError, OSError) as error:
        st.error(words.plain(error), icon=":material/hard_drive:")
        return
    st.rerun()


def _under_way(recording: Take) -> None:
    status = recording.status()
    if st.button("Stop recording", icon=":material/stop_circle:", type="primary", width="stretch"):
        recording.stop()
    st.markdown(
        f":red[:material/fiber_manual_record:] **{_clock(status.elapsed_s)}** · {words.size(status.size_bytes)}"
    )
    st.caption(_WHAT[recording.what] + (f" · {status.dropped} pictures left out" if status.dropped else ""))
    if recording.microphone is not None:
        _loudness(recording.microphone.level.peak)


def _over(recording: Take) -> None:
    """Say once how it ended; the page is drawn again, so that the new file is among the recordings."""
    status = recording.status()
    if st.session_state.get("recording told") != recording.name:
        st.session_state["recording told"] = recording.name
        recording.stop()
        st.rerun(scope="app")
    if not status.elapsed_s:
        st.warning(words.plain(status.ended) or "There was nothing to record.", icon=":material/warning:")
    elif status.ended:
        st.warning(f"{words.plain(status.ended)} What came before is saved below.", icon=":material/warning:")
    elif recording.lost:
        st.warning("The video ended, and the recording with it. It is saved below.", icon=":material/videocam_off:")
    else:
        st.success(f"Saved below: {_summary(status)}.", icon=":material/check_circle:")


def _summary(status: Status) -> str:
    return f"{words.length(status.elapsed_s)}, {words.size(status.size_bytes)}"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _loudness(peak_dbfs: float) -> None:
    share = (max(peak_dbfs, _QUIETEST_DBFS) - _QUIETEST_DBFS) / -_QUIETEST_DBFS
    words_for_it = "silent" if peak_dbfs <= SILENCE_DBFS else f"{peak_dbfs:.0f} dB"
    st.progress(min(1.0, share), f":material/mic: {words_for_it}" + (" · too loud" if peak_dbfs > -1 else ""))
