"""The only caller of webrtc_streamer: a video on the page, from START to STOP."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from aiortc import MediaStreamTrack, RTCConfiguration, RTCIceTransportPolicy
from streamlit.runtime.runtime import Runtime
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from live.libraries import found, replace
from ui.common.host_settings import ice_servers, relay_only
from ui.common.language import _
from ui.common.words import plain
from vision.words.said import N_

if TYPE_CHECKING:  # here and below: much to import, and START is to be in sight before
    from live.recording.microphone import Microphone
    from live.video.stream import LiveStream

_PAGE = "streamlit_webrtc.shutdown:_get_current_page_script_hash"
_RELAY = "streamlit.runtime.runtime:Runtime.streamlit-webrtc-global-relay"
KEYS = ("stream ", "webrtc ", "began ", "microphone ")
"""What the names of a connection's things in the session begin with."""
WORDS = {
    "start": N_("Start"),
    "stop": N_("Stop"),
    "select_device": N_("Choose camera"),
    "select_camera": N_("Choose camera"),
    "select_microphone": N_("Choose microphone"),
    "media_api_not_available": N_("This browser shows no camera here: open the page with https."),
    "device_ask_permission": N_("Please allow the camera in the browser's question."),
    "device_not_available": N_("There is no camera, or another program holds it."),
    "device_access_denied": N_("The camera was refused. Allow it beside the address, then try again."),
}
"""The library's own buttons and messages."""
WORDS_ALONE = {
    **WORDS,
    "select_device": N_("Choose microphone"),
    "media_api_not_available": N_("This browser shows no microphone here: open the page with https."),
    "device_ask_permission": N_("Please allow the microphone in the browser's question."),
    "device_not_available": N_("There is no microphone, or another program holds it."),
    "device_access_denied": N_("The microphone was refused. Allow it beside the address, then try again."),
}
"""Where the microphone alone is asked for."""
_SOUND = {"echoCancellation": False, "noiseSuppression": False}  # nothing is played back that could echo
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CameraRequest:
    """What is asked of the browser's camera: ideals, so that any camera will do. No `size`: the browser's choice."""

    facing: str = "user"
    size: tuple[int, int] | None = (640, 480)
    rate: int = 30
    microphone: bool = False

    def constraints(self) -> dict[str, Any]:
        video = {"facingMode": {"ideal": self.facing}, "frameRate": {"ideal": self.rate, "max": 30}}
        if self.size is not None:
            video |= {side: {"ideal": n} for side, n in zip(("width", "height"), self.size, strict=True)}
        return {"video": video, "audio": _SOUND if self.microphone else False}


@dataclass(frozen=True, slots=True)
class MicrophoneRequest:
    """The microphone alone is asked for: the pictures are made here. gain: whether what is quiet is made louder."""

    gain: bool = False

    @property
    def microphone(self) -> bool:
        return True

    def constraints(self) -> dict[str, Any]:
        return {"video": False, "audio": {**_SOUND, "autoGainControl": self.gain}}


@dataclass(frozen=True, slots=True)
class Connection:
    """How far the visitor's connection is; `since` is when START was pressed, by the monotonic clock."""

    playing: bool = False
    since: float | None = None

    @property
    def active(self) -> bool:
        return self.playing or self.since is not None


def stream_named(name: str, make: Callable[[], LiveStream]) -> LiveStream:
    """The visitor's stream of this name; a new one once the former has ended, since each serves one connection."""
    key = f"stream {name}"
    stream: LiveStream | None = st.session_state.get(key)
    if stream is None or stream.readyState == "ended":
        stream = st.session_state[key] = make()
    return stream


def belonging(name: str, stream: LiveStream, make: Callable[[], T]) -> T:
    """Where the sound of this stream comes from: each serves one connection."""
    key = f"microphone {name}"
    held: tuple[LiveStream, T] | None = st.session_state.get(key)
    if held is None or held[0] is not stream:
        held = st.session_state[key] = stream, make()
    return held[1]


def microphone_of(name: str, stream: LiveStream) -> Microphone:
    """The microphone that belongs to this stream."""
    from live.recording.microphone import Microphone

    return belonging(name, stream, Microphone)


def show(
    name: str,
    stream: LiveStream,
    asked: CameraRequest | MicrophoneRequest | None,
    heard: MediaStreamTrack | None = None,
    aloud: bool = True,
) -> Connection:
    """The video with its START button, or the line before it.

    asked: of the browser, None when pictures and sound are made here. heard: what the visitor hears, if `aloud`.
    """
    from ui.common import waiting

    component = f"webrtc {name}"
    connecting = pressed(name)
    try:
        admitted = waiting.admit(stream, connecting)
    except ValueError as error:
        st.error(plain(error), icon=":material/settings_alert:")
        return Connection()
    if not admitted:
        st.session_state.pop(component, None)
        return Connection()
    return player(
        component,
        asked.constraints() if asked else None,
        muted=heard is None or not aloud,
        source_video_track=stream,
        source_audio_track=heard,
        sink_video_track=stream if isinstance(asked, CameraRequest) else None,
        sink_audio_track=microphone_of(name, stream) if asked else None,
        sendback_audio=heard is not None,
        media_toggle_controls=False,
        desired_playing_state=False if waiting.end_when_over(stream, connecting) else None,
    )


def pressed(name: str) -> bool:
    """Whether this visitor's START was."""
    former = st.session_state.get(f"webrtc {name}")
    return former is not None and (former.state.signalling or former.state.playing)


def start_button(name: str) -> None:
    """What `show` draws for a camera that nobody has started: no stream is needed for it."""
    camera = CameraRequest(size=None).constraints()
    player(f"webrtc {name}", camera, muted=True, sendback_audio=False, media_toggle_controls=False)


def player(component: str, constraints: dict[str, Any] | None, *, muted: bool, **tracks: Any) -> Connection:
    """A connection that sends what `constraints` ask of the browser, and only receives when they are None."""
    try:
        servers = ice_servers()
        if "source_video_track" in tracks:
            prepare_server()
    except ValueError as error:
        st.error(plain(error), icon=":material/settings_alert:")
        return Connection()
    configuration: dict[str, Any] = {} if servers is None else {"iceServers": servers}
    if relay_only():
        configuration["iceTransportPolicy"] = "relay"
    said = WORDS if constraints is None or constraints["video"] else WORDS_ALONE
    translations: Any = {place: _(words) for place, words in said.items()}
    context = webrtc_streamer(
        key=component,
        mode=WebRtcMode.SENDRECV if constraints else WebRtcMode.RECVONLY,
        rtc_configuration=configuration or None,
        media_stream_constraints=constraints or {"video": True, "audio": tracks.get("source_audio_track") is not None},
        video_html_attrs={
            "autoPlay": True,
            "playsInline": True,
            "muted": muted,
            "controls": False,
            "style": {"width": "100%", "borderRadius": "0.75rem", "background": "#0d1113"},
        },
        translations=translations,
        **tracks,
    )
    state, key = context.state, f"began {component}"
    if not (state.signalling or state.playing):
        st.session_state.pop(key, None)
        return Connection()
    return Connection(state.playing, st.session_state.setdefault(key, time.monotonic()))


def prepare_server() -> None:
    """Ready for connections. Raises ValueError for a broken setting."""
    _prepare_server(relay_only())


@st.cache_resource(show_spinner=False)
def _prepare_server(through_relay: bool) -> None:
    """Once per server: tuned transport, shared encodings, no queue before a connection, no fight over cores."""
    from live import transport
    from live.video import heap, workers

    transport.install()
    workers.share_cores()
    heap.settle()
    logging.getLogger("streamlit_webrtc.webrtc").addFilter(_is_news)
    replace(_RELAY, transport.DirectRelay(), Runtime.instance())
    replace(_PAGE, after_first_look(found(_PAGE)))
    if through_relay:  # streamlit-webrtc hands the policy to the browser alone
        through = partial(RTCConfiguration, iceTransportPolicy=RTCIceTransportPolicy.RELAY)
        replace("streamlit_webrtc.config:AiortcRTCConfiguration", through)


def after_first_look(page_of: Callable[[Any], str]) -> Callable[[Any], str]:
    """`page_of`, but "" (unknown) the first time that a thread asks.

    A session learns its page from its event loop, a moment after a run has begun. Whoever watches over a connection
    looks at once, then each second: on a busy server it saw the page before, and ended what START had just begun.
    """
    here = threading.local()

    def page(session: Any) -> str:
        looked, here.looked = getattr(here, "looked", False), True
        return page_of(session) if looked else ""

    return page


def _is_news(record: logging.LogRecord) -> bool:
    """Firefox ends its candidates with an empty one, which the library calls an error each time."""
    return not (isinstance(record.args, tuple) and record.args[:1] == ("",))
