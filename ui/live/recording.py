"""Record on the live page: start and stop, how it stands, and what has been recorded."""

from __future__ import annotations

from functools import partial

import streamlit as st

from live.recording.microphone import SoundOrigin
from live.recording.recorder import RecordingLimits, Status
from live.recording.sound import SILENCE_DBFS
from live.recording.take import SOUND_ONLY, Take, What
from live.video.stream import LiveStream
from ui.common import own_clips, words
from ui.common.clips import gallery
from ui.common.language import _, ngettext, told
from ui.common.webrtc import Connection
from ui.live import status_line
from vision.types import VisionError
from vision.words.said import N_

_LIMITS = RecordingLimits(longest_s=600.0, most_bytes=200_000_000)
_TAKE, _CHOICE, _TOLD, _PROBLEM = "take", "what to record", "recording told", "recording problem"
_QUIETEST_DBFS = -60.0
_WHAT: dict[What, str] = {
    "filtered": N_("The filtered video"),
    "unfiltered": N_("The unfiltered video"),
    "both": N_("Both, side by side"),
    "wav": N_("Sound only, WAV"),
    "ogg": N_("Sound only, OGG (small)"),
}


def button(stream: LiveStream, microphone: SoundOrigin | None, connection: Connection) -> None:
    """Record, and stop; `microphone` None when it is switched off."""
    st.fragment(_button, run_every=_pace(microphone, connection))(stream, microphone, connection)


def panel(stream: LiveStream, microphone: SoundOrigin | None, connection: Connection) -> None:
    """Beside the video: what to record, and how it stands."""
    offered = [w for w in _WHAT if microphone is not None or w not in SOUND_ONLY]
    st.selectbox(_("Record"), offered, format_func=lambda what: _(_WHAT[what]), key=_CHOICE)
    st.fragment(_status, run_every=_pace(microphone, connection))(stream, microphone)


def recorded() -> None:
    """What was recorded in this visit, to play and to take home."""
    store = own_clips.existing()
    if store is not None and store.clips():
        st.subheader(_("Your recordings"), anchor=False)
        if own_clips.came_back():
            st.caption(_("Welcome back: these are from before this page was closed or loaded anew."))
        gallery.show(store, own_clips.promise(), own=True, in_a_row=1)
    own_clips.remember()


def _pace(microphone: SoundOrigin | None, connection: Connection) -> float | None:
    """Seconds from one look to the next: only a take and a microphone change by themselves."""
    return 1.0 if connection.active and (under_way() is not None or microphone is not None) else None


def under_way() -> Take | None:
    """The take that is being made."""
    take: Take | None = st.session_state.get(_TAKE)
    return take if take is not None and take.status().recording else None


def possible(stream: LiveStream, microphone: SoundOrigin | None) -> bool:
    """Whether what is chosen to be recorded is there."""
    return stream.readyState == "live" and (_listening(microphone) is not None or _chosen() not in SOUND_ONLY)


def begin(stream: LiveStream, microphone: SoundOrigin | None) -> Take | None:
    """Begin a take of what is chosen; None when that cannot be, see `problem`."""
    for key in (_TOLD, _PROBLEM):
        st.session_state.pop(key, None)
    try:
        take = Take(own_clips.store(), stream, _listening(microphone), _chosen(), _LIMITS)
    except (VisionError, OSError) as error:
        st.session_state[_PROBLEM] = str(error)
        return None
    st.session_state[_TAKE] = take
    return take


def problem() -> str:
    """Why the last take could not begin, until the next one does."""
    return str(st.session_state.get(_PROBLEM, ""))


def _listening(microphone: SoundOrigin | None) -> SoundOrigin | None:
    return microphone if microphone is not None and microphone.live else None


def _chosen() -> What:
    what: What = st.session_state.get(_CHOICE, "filtered")
    return what


def _button(stream: LiveStream, microphone: SoundOrigin | None, connection: Connection) -> None:
    take = under_way()
    if take is not None:
        label = _("Stop recording")
        st.button(label, type="primary", width="stretch", key="stop recording", on_click=_end, args=(take,))
        return
    can = connection.playing and possible(stream, microphone)
    most = words.length(_LIMITS.longest_s), words.size(_LIMITS.most_bytes)
    tip = _("Up to {length} or {size}.", length=most[0], size=most[1])
    needed = _("Press START first.") if _chosen() not in SOUND_ONLY else _("Press START and allow the microphone.")
    icon = ":material/fiber_manual_record:"
    press = partial(_begin, stream, microphone)
    st.button(
        _("Record"),
        icon=icon,
        width="stretch",
        disabled=not can,
        help=tip if can else needed,
        key="record",
        on_click=press,
    )


def _status(stream: LiveStream, microphone: SoundOrigin | None) -> None:
    if problem():
        st.error(words.plain(told(problem())), icon=":material/hard_drive:")
    take: Take | None = st.session_state.get(_TAKE)
    if take is not None and take.status().recording:
        _going(take)
        return
    if take is not None:
        _over(take)
    listening = microphone is not None and microphone.live
    running = stream.report().running and stream.readyState == "live"
    if running and microphone is not None and not listening:
        st.caption(_("The microphone joins at the next **START**."))
    if listening and microphone is not None:
        _loudness(microphone.level.peak)


def _begin(stream: LiveStream, microphone: SoundOrigin | None) -> None:
    begin(stream, microphone)
    st.rerun()


def _end(take: Take) -> None:
    take.stop()
    st.rerun()


def _going(take: Take) -> None:
    status = take.status()
    st.markdown(
        f":red[:material/fiber_manual_record:] **{_clock(status.elapsed_s)}** · {words.size(status.size_bytes)}"
    )
    left_out = ngettext("{number} picture left out", "{number} pictures left out", status.dropped)
    st.caption(f"{_(_WHAT[take.what])} · {left_out}" if status.dropped else _(_WHAT[take.what]))
    if take.microphone is not None:
        _loudness(take.microphone.level.peak)


def _over(take: Take) -> None:
    """Say once how it ended; the page is drawn again, so that the new file is among the recordings."""
    status = take.status()
    if st.session_state.get(_TOLD) != take.name:
        st.session_state[_TOLD] = take.name
        take.stop()
        status_line.say(N_("Clip saved"))
        st.rerun(scope="app")
    ended = words.plain(told(status.ended))
    if not status.elapsed_s:
        st.warning(ended or _("There was nothing to record."), icon=":material/warning:")
    elif ended:
        saved = _("{reason} What came before is saved below.", reason=ended)
        st.warning(saved, icon=":material/warning:")
    elif take.lost:
        lost = _("The video ended, and the recording with it. It is saved below.")
        st.warning(lost, icon=":material/videocam_off:")
    else:
        st.success(_saved(status), icon=":material/check_circle:")


def _saved(status: Status) -> str:
    length, size = words.length(status.elapsed_s), words.size(status.size_bytes)
    return _("Saved below: {length}, {size}.", length=length, size=size)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _loudness(peak_dbfs: float) -> None:
    share = (max(peak_dbfs, _QUIETEST_DBFS) - _QUIETEST_DBFS) / -_QUIETEST_DBFS
    words_for_it = _("silent") if peak_dbfs <= SILENCE_DBFS else f"{peak_dbfs:.0f} dB"
    too_loud = f" · {_('too loud')}" if peak_dbfs > -1 else ""
    st.progress(min(1.0, share), f":material/mic: {words_for_it}{too_loud}")
