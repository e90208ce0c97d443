"""The camera that the host plugged in or named in the settings; visitors look, and change nothing."""

from __future__ import annotations

import contextlib

import streamlit as st

from live.recording.clips import Retention
from live.watching.booth_camera import BoothCamera
from ui.common import own_clips
from ui.common.host_settings import setting
from ui.common.words import plain
from vision.motion.settings import MotionSettings, parse_mask
from vision.types import VisionError

_KEPT = Retention(most_s=30 * 24 * 3600.0, most_bytes=20e9)


def booth_camera() -> BoothCamera | None:
    """The camera of SERVER_CAMERA, watching from the first visitor on; None when the host set none."""
    source = setting("SERVER_CAMERA")
    return _watching(str(source)) if source else None


def status(camera: BoothCamera) -> None:
    """Say when it is away, and when it came back."""
    now = camera.status()
    if not now.connected:
        problem = plain(now.problem) or "It is being opened."
        st.warning(
            f"{problem} It is tried again and again, without any need to press START.",
            title="The booth's camera is away",
            icon=":material/videocam_off:",
        )
    elif now.reconnects:
        st.caption(":material/sync: The camera was lost for a while and is back.")


@st.cache_resource(show_spinner=False)
def _watching(source: str) -> BoothCamera:
    settings = MotionSettings(mask=parse_mask(str(setting("SERVER_CAMERA_MASK") or "")))
    retention = _KEPT if own_clips.clip_directory() else Retention()
    return BoothCamera(source, own_clips.clip_root() / "booth-camera", settings, retention)


def start() -> None:
    """Begin to watch with the first visitor of any page; what is wrong, the recorder page says."""
    with contextlib.suppress(VisionError):
        booth_camera()
