"""One press keeps the moment: the picture is downloaded, and stays on the page with its unfiltered twin."""

from __future__ import annotations

import time
from dataclasses import dataclass

import streamlit as st

from live.video.stream import LiveStream
from ui.common.language import _
from ui.common.webrtc import Connection
from ui.common.words import file_word
from ui.live import status_line
from vision.imageio import save_png
from vision.types import VisionError
from vision.words.said import N_

_ALBUM, _TOLD = "snapshots", "snapshot told"
_PATIENCE_S = 3.0


@dataclass
class Album:
    """The visitor's newest snapshot, as PNG; filled by the download, which runs outside of the page's script."""

    filtered: bytes = b""
    raw: bytes = b""
    hides: bool = False
    taken: int = 0

    def take(self, stream: LiveStream) -> bytes:
        """The moment's filtered picture; raises VisionError when none comes."""
        end = time.monotonic() + _PATIENCE_S
        while (shot := stream.snapshot()) is None:
            if time.monotonic() > end:
                raise VisionError("There is no picture yet.")
            time.sleep(0.05)
        self.filtered, self.raw, self.hides = save_png(shot.filtered), save_png(shot.raw), shot.hides
        self.taken += 1
        return self.filtered


def album() -> Album:
    held: Album = st.session_state.setdefault(_ALBUM, Album())
    return held


def button(stream: LiveStream, connection: Connection) -> None:
    """Take a picture home with one press; the video goes on."""
    mine = album()
    st.download_button(
        _("Snapshot"),
        lambda: mine.take(stream),
        "vision-booth.png",
        "image/png",
        icon=":material/photo_camera:",
        on_click="ignore",
        disabled=not connection.playing,
        width="stretch",
        key="snapshot",
    )


def is_new() -> bool:
    """Whether one was taken since this was asked last, which is then said once."""
    taken = album().taken
    if st.session_state.get(_TOLD, 0) == taken:
        return False
    st.session_state[_TOLD] = taken
    status_line.say(N_("Picture saved"))
    return True


def kept() -> None:
    """The snapshot, to look at and to download again."""
    mine = album()
    if not mine.taken:
        return
    st.image(mine.filtered, alt=_("Your snapshot, filtered"), width="stretch")
    with st.container(horizontal=True):
        _save(_("Filtered PNG"), mine.filtered, "vision-booth.png")
        if mine.hides:
            _save(_("Only hidden PNG"), mine.raw, f"vision-booth-{file_word(N_('only hidden'))}.png")
        else:
            _save(_("Unfiltered PNG"), mine.raw, f"vision-booth-{file_word(N_('unfiltered'))}.png")


def _save(label: str, png: bytes, name: str) -> None:
    st.download_button(label, png, name, "image/png", icon=":material/download:", width="stretch", on_click="ignore")
