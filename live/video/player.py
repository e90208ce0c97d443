"""An uploaded film played in a process of its own, with limits. `python -m live.video.player BYTES` is that process."""

from __future__ import annotations

import struct
import sys
import threading
from collections.abc import Callable, Iterator

import numpy as np

from live.video.film import Damage
from live.video.sources import LoopedVideo
from vision.types import Image, VisionError, as_image
from vision.words.said import N_
from work import companion
from work.companion import Companion

_HEAD = struct.Struct("<III")  # height and width, 0 for the picture sent last; damaged packets
_ENDED = N_("The video takes more time or memory than the booth gives one visitor; please try a smaller one.")


class FilmPlayer:
    """`LoopedVideo` at a distance. Thread-safe; raises VisionError like it, and like `Companion`."""

    def __init__(self, data: bytes, most_bytes: int | None = None) -> None:
        self.damage = Damage()
        self._film = Companion(__name__, data, _ENDED, most_bytes)
        self._last: Image | None = None
        self._turn = threading.Lock()

    def __call__(self, time_s: float) -> Image:
        with self._turn:
            answer = self._film.ask(time_s)
            height, width, self.damage.packets = _HEAD.unpack_from(answer)
            if height:
                pixels = np.frombuffer(answer, np.uint8, offset=_HEAD.size)
                self._last = as_image(pixels.reshape(height, width, 3))
            if self._last is None:
                raise VisionError(_ENDED)
            return self._last


def played(data: bytes) -> FilmPlayer | LoopedVideo:
    """The film at a distance, where the system has what that takes. Raises VisionError like `LoopedVideo`."""
    return LoopedVideo(data) if sys.platform == "win32" else FilmPlayer(data)


def _shown(data: bytes) -> Callable[[float], Iterator[companion.Part]]:
    """Each picture once."""
    play = LoopedVideo(data)
    last: Image | None = None

    def show(time_s: float) -> Iterator[companion.Part]:
        nonlocal last
        image = play(time_s)
        height, width = image.shape[:2] if image is not last else (0, 0)
        yield _HEAD.pack(height, width, play.damage.packets)
        if image is not last:
            yield np.ascontiguousarray(image).data.cast("B")
        last = image

    return show


if __name__ == "__main__":
    companion.answer(_shown)
