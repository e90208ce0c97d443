"""Where the pictures come from: the visitor's camera, or something that needs none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import live.video.bird_house  # noqa: F401  registers its source
from live.video.containers import check_video
from live.video.player import FilmPlayer, played
from live.video.sources import LoopedVideo, Source, programs, still
from ui.common import bench
from ui.common.language import _, told
from ui.common.pictures import tell
from ui.common.session_cache import places, remembered
from ui.common.webrtc import CameraRequest, MicrophoneRequest
from ui.common.words import plain
from ui.live.sound import sound_panel
from ui.live.sound.sound_panel import SoundRequest
from vision.imageio import Picture, load_picture
from vision.types import Image, VisionError
from vision.words.said import N_, said

_CHOICE = "picture source"
_OF_MINE = {
    "video": N_("A video of mine"),
    "picture": N_("A picture of mine"),
    "photo": N_("One photo"),
}
_USUAL = N_("The camera's own")
_SIZES = {_USUAL: None, "640 × 480": (640, 480), "1280 × 720": (1280, 720)}
_SIDES = {N_("Front"): "user", N_("Rear"): "environment"}


@dataclass(frozen=True, slots=True)
class Picked:
    """A camera to ask for, a source made here, or what opens one photo; all None while a file is still missing.

    photo: raises VisionError. The photo itself would stay as long as the page's session.
    sound: whose sound is the picture.
    """

    camera: CameraRequest | None = None
    feed: Source | None = None
    photo: Callable[[], Image] | None = None
    sound: SoundRequest | None = None

    @property
    def name(self) -> str:
        """Of its stream."""
        return self.sound.name if self.sound is not None else "camera" if self.camera is not None else "made"

    @property
    def asked(self) -> CameraRequest | MicrophoneRequest | None:
        """What the browser is asked for."""
        return self.sound.asked if self.sound is not None else self.camera


def pick() -> Picked:
    """The choice and what belongs to it."""
    made = {name: p.label for name, p in programs().items()}
    labels = {"webcam": N_("My camera"), **made, **_OF_MINE, **sound_panel.SOURCES}
    choice = st.selectbox(_("Picture from"), list(labels), format_func=lambda name: _(labels[name]), key=_CHOICE)
    if choice == "webcam":
        return Picked(camera=_camera())
    if choice in programs():
        st.caption(_(programs()[choice].help))
        return Picked(feed=programs()[choice].function)
    try:
        if choice in sound_panel.SOURCES:
            return Picked(sound=sound_panel.pick(choice))
        return {"video": _video, "picture": _picture, "photo": _photo}[choice]()
    except VisionError as error:
        st.error(plain(error), icon=":material/broken_image:")
        return Picked()


def choose(name: str) -> None:
    """Select a source from elsewhere on the page; for a button's `on_click`."""
    st.session_state[_CHOICE] = name


def _camera() -> CameraRequest:
    with st.popover(_("Camera settings"), icon=":material/tune:", width="stretch"):
        side = _one(_("Side"), _SIDES, "Front", "camera side")
        size = _one(_("Size"), _SIZES, _USUAL, "camera size")
        label = _("Pictures a second")
        rate = st.segmented_control(label, [10, 15, 30], default=30, required=True, key="camera rate")
        st.caption(_("Larger pictures take more of the network and of the booth's processor."))
        button = _("Choose camera").upper()  # as the frame's own says, see ui.common.webrtc
        st.caption(
            _("These hold from the next START. On a computer with several cameras, use {button}.", button=button)
        )
    return CameraRequest(_SIDES[side], _SIZES[size], rate)


def _one(label: str, names: Iterable[str], default: str, key: str) -> str:
    return st.segmented_control(label, list(names), default=default, required=True, format_func=_, key=key)


def _video() -> Picked:
    file = st.file_uploader(_("Video"), key="uploaded video")
    if file is None:
        return Picked()
    held = places().get("looped video")
    if held is None or held[0] != file.file_id:
        bench.run(check_video, file.getvalue(), words=_("Opening the video …"))
        held = places()["looped video"] = (file.file_id, played(file.getvalue()))
    st.fragment(_damage, run_every=5.0)(held[1])
    return Picked(feed=held[1])


def _damage(video: FilmPlayer | LoopedVideo) -> None:
    """It shows while the video plays."""
    if video.damage.packets:
        st.caption(f":material/broken_image: {plain(video.damage)}")


def _picture() -> Picked:
    file = st.file_uploader(_("Picture"), key="uploaded picture")
    return Picked(feed=still(_opened(file))) if file else Picked()


def _photo() -> Picked:
    file = st.camera_input(_("Photo"), key="taken photo")
    return Picked(photo=partial(_opened, file)) if file else Picked()


def _opened(file: UploadedFile) -> Image:
    def opened() -> Picture:
        try:
            return bench.run(load_picture, file.getvalue(), words=_("Opening {name} …", name=plain(file.name)))
        except VisionError as error:
            raise VisionError(said("{name}: {reason}", name=file.name, reason=told(error))) from None

    picture = remembered(("opened", file.file_id), opened)
    tell(file.name, picture.notes)
    return picture.image
