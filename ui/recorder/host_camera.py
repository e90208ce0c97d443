"""The cameras that the host plugged in or named in the settings; visitors look, and change nothing."""

from __future__ import annotations

import contextlib
import re

import streamlit as st

from live.recording.clips import Retention
from live.watching.booth_camera import BoothCamera
from ui.common import own_clips
from ui.common.host_settings import setting
from ui.common.language import _, told
from ui.common.words import plain
from vision.motion.settings import MotionSettings, parse_mask
from vision.types import VisionError
from vision.words.said import N_

_USUAL = N_("The booth's camera")
_NAMED = re.compile(r"([^=:/|]{1,40}?)\s*=\s*(\S.*)")
_KEPT = Retention(most_s=30 * 24 * 3600.0, most_bytes=20e9)


def booth_cameras() -> tuple[BoothCamera, ...]:
    """The cameras of SERVER_CAMERA, watching from the first visitor on; none when the host set none."""
    return tuple(_watching(*named, at) for at, named in enumerate(named_sources(str(setting("SERVER_CAMERA") or ""))))


def named_sources(text: str) -> tuple[tuple[str, str], ...]:
    """(name, source) of each camera: one, or several lines or parts with | between them, as "Garden = rtsp://...".

    Names are made different where they are missing or the same.
    """
    named: list[tuple[str, str]] = []
    for part in filter(None, (p.strip() for p in re.split(r"[|\n]", text))):
        given = _NAMED.fullmatch(part)
        name, source = given.groups() if given else (_USUAL, part)
        taken = [n for n, at in named]
        named.append((name if name not in taken else f"{name} {len(taken) + 1}", source))
    return tuple(named)


def in_words(name: str) -> str:
    """A camera's name; that of one without a name of its own in the visitor's language."""
    if name.startswith(_USUAL):
        return _(_USUAL) + plain(name.removeprefix(_USUAL))
    return plain(name)


def status(camera: BoothCamera) -> None:
    """Say when it is away, and when it came back."""
    now = camera.status()
    if not now.connected:
        problem = plain(told(now.problem)) or _("It is being opened.")
        st.warning(
            f"{problem} {_('It is tried again and again, without any need to press START.')}",
            title=_("{camera} is away", camera=in_words(camera.name)),
            icon=":material/videocam_off:",
        )
    elif now.reconnects:
        st.caption(f":material/sync: {_('The camera was lost for a while and is back.')}")


@st.cache_resource(show_spinner=False)
def _watching(name: str, source: str, at: int) -> BoothCamera:
    settings = MotionSettings(mask=parse_mask(str(setting("SERVER_CAMERA_MASK") or "")))
    retention = _KEPT if own_clips.clip_directory() else Retention()
    directory = own_clips.clip_root() / ("booth-camera" if at == 0 else f"booth-camera-{at + 1}")
    return BoothCamera(source, directory, settings, retention, name)


def start() -> None:
    """Begin to watch with the first visitor of any page; what is wrong, the recorder page says."""
    with contextlib.suppress(VisionError):
        booth_cameras()
