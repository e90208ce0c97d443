"""A photo or clip taken at the stand, shown with the square that a telephone reads."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from live.recording.recorder import RecordingLimits
from live.recording.take import Take
from live.video.stream import LiveStream
from ui.common import links, own_clips
from ui.common.language import _, pgettext
from ui.live import own_takeaways
from ui.live.stand.times import CLIP_S
from vision.imageio import save_jpeg
from vision.types import VisionError

_SOUVENIR, _TAKE = "souvenir", "souvenir take"


@dataclass(frozen=True, slots=True)
class Souvenir:
    """What was taken, as a picture to show, and its address."""

    picture: bytes
    address: str


def take_photo(stream: LiveStream) -> None:
    """Keep the moment; nothing happens before the first picture."""
    shot = stream.snapshot()
    if shot is None:
        return
    jpeg = save_jpeg(shot.filtered)
    address = own_takeaways.put(jpeg, "image/jpeg", "vision-booth.jpg")
    st.session_state[_SOUVENIR] = Souvenir(jpeg, address)


def take_clip(stream: LiveStream) -> None:
    """Begin a clip of some seconds; raises VisionError, OSError."""
    if not recording():
        limits = RecordingLimits(longest_s=CLIP_S, most_bytes=50_000_000)
        st.session_state[_TAKE] = Take(own_clips.store(), stream, None, "filtered", limits)


def recording() -> bool:
    take: Take | None = st.session_state.get(_TAKE)
    return take is not None and take.status().recording


def collect() -> bool:
    """A clip that is finished becomes the souvenir; whether one did."""
    take: Take | None = st.session_state.get(_TAKE)
    if take is None or take.status().recording:
        return False
    take.stop()
    del st.session_state[_TAKE]
    store = own_clips.existing()
    clips = store.clips() if store is not None else ()
    if store is None or not clips:
        return False
    try:
        data, picture = store.path(clips[0].name).read_bytes(), store.thumbnail(clips[0].name)
        address = own_takeaways.put(data, "video/mp4", "vision-booth.mp4")
    except (VisionError, OSError):
        return False
    st.session_state[_SOUVENIR] = Souvenir(picture or b"", address)
    return True


def drop() -> None:
    """Stop a clip that is being made; what was taken goes with the visitor's session."""
    take: Take | None = st.session_state.get(_TAKE)
    if take is not None:
        take.stop()


def put_away() -> None:
    st.session_state.pop(_SOUVENIR, None)


def show() -> None:
    """The picture and its square, until it is put away."""
    held: Souvenir | None = st.session_state.get(_SOUVENIR)
    if held is None:
        return
    with st.container(key="souvenir", border=True):
        if held.picture:
            st.image(held.picture, alt=_("What you took"), width="stretch")
        links.show_square(held.address, _("A QR code with the address of your picture"))
        st.markdown(_("**Take it home:** point your telephone at the square. It works for ten minutes."))
        if links.only_here(held.address):
            st.caption(_(links.ONLY_HERE))
        st.button(
            pgettext("what lies open", "Close"),
            icon=":material/close:",
            on_click=put_away,
            key="put away",
            width="stretch",
        )
