"""The only caller of webrtc_streamer: one LiveStream on the page, from START to STOP."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.runtime import Runtime
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from live import broadcast, stage, transport
from live.stream import LiveStream
from ui.settings import ice_servers

_RELAY = "streamlit-webrtc-global-relay"


@dataclass(frozen=True, slots=True)
class Camera:
    """What is asked of the browser's camera: ideals, so that any camera will do."""

    facing: str = "user"
    width: int = 640
    height: int = 480
    rate: int = 30

    def constraints(self) -> dict[str, Any]:
        video = {
            "facingMode": {"ideal": self.facing},
            "width": {"ideal": self.width},
            "height": {"ideal": self.height},
            "frameRate": {"ideal": self.rate, "max": 30},
        }
        return {"video": video, "audio": False}


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


def show(name: str, stream: LiveStream, camera: Camera | None) -> Connection:
    """The video with its START button; `camera` None when the pictures are made here."""
    return _player(
        name,
        camera.constraints() if camera else None,
        muted=True,
        source_video_track=stream,
        sink_video_track=stream if camera else None,
        sendback_audio=False,
        media_toggle_controls=False,
    )


def show_room(name: str, ends: stage.Connection, *, microphone: bool) -> Connection:
    """A room's mosaic and sound with their START button; a watcher is asked for no camera."""
    constraints = None
    if ends.camera is not None:
        constraints = {**Camera(rate=stage.RATE).constraints(), "audio": microphone}
    return _player(
        name,
        constraints,
        muted=False,
        source_video_track=ends.screen,
        source_audio_track=ends.ear,
        sink_video_track=ends.camera,
        sink_audio_track=ends.microphone,
    )


def _player(name: str, constraints: dict[str, Any] | None, *, muted: bool, **tracks: Any) -> Connection:
    """A connection that sends what `constraints` ask of the browser, and only receives when they are None."""
    _prepare_server()
    try:
        servers = ice_servers()
    except ValueError as error:
        st.error(str(error), icon=":material/settings_alert:")
        return Connection()
    configuration = {} if servers is None else {"iceServers": servers}
    context = webrtc_streamer(
        key=f"webrtc {name}",
        mode=WebRtcMode.SENDRECV if constraints else WebRtcMode.RECVONLY,
        rtc_configuration=configuration or None,
        media_stream_constraints=constraints or {"video": True, "audio": not muted},
        video_html_attrs={
            "autoPlay": True,
            "playsInline": True,
            "muted": muted,
            "controls": False,
            "style": {"width": "100%", "borderRadius": "0.75rem", "background": "#0d1113"},
        },
        **tracks,
    )
    state, key = context.state, f"began {name}"
    if not (state.signalling or state.playing):
        st.session_state.pop(key, None)
        return Connection()
    return Connection(state.playing, st.session_state.setdefault(key, time.monotonic()))


@st.cache_resource(show_spinner=False)
def _prepare_server() -> None:
    """Once per server: tuned bitrates, encodings shared, and no queue between a stream and its connection."""
    transport.install()
    broadcast.install()
    setattr(Runtime.instance(), _RELAY, transport.DirectRelay())
