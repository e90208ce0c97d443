"""The pictures of a film as they were meant: packet by packet, over damage, turned and wide as it says."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import cv2
import numpy as np

from live.video.frames import is_usual
from vision.types import Image, as_image
from vision.words.said import said_of

_MOST_UNREAD = 100
_DAMAGE = (av.InvalidDataError, av.PatchWelcomeError, av.ArgumentError, av.BugError)
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


@dataclass(slots=True)
class Damage:
    """packets: how many could not be read and were passed over so far."""

    packets: int = 0

    def __str__(self) -> str:
        if not self.packets:
            return ""
        return said_of(
            "The film is damaged: {number} place of it was passed over.",
            "The film is damaged: {number} places of it were passed over.",
            self.packets,
        )


def film_frames(container: Any, stream: Any, damage: Damage) -> Generator[av.VideoFrame]:
    """All frames that can be read; what cannot is counted in `damage`.

    Raises OSError (`av.FFmpegError` is one) when the source itself fails, not what it holds.
    """
    packets, unread = container.demux(stream), 0
    while unread < _MOST_UNREAD:
        try:
            packet = next(packets)
        except (StopIteration, av.EOFError):
            return
        except _DAMAGE:  # the generator is spent, the container goes on behind the bad place
            packets, unread = container.demux(stream), unread + 1
            damage.packets += 1
            continue
        try:
            frames = packet.decode()
        except av.EOFError:
            return
        except _DAMAGE:
            damage.packets += 1
            continue
        unread = 0
        yield from frames


def as_meant(frame: av.VideoFrame, aspect: Fraction | None) -> Image:
    """The picture, upright and with square pixels. aspect: width of its pixels by their height, None for square."""
    image = _rgb(frame)
    if aspect and aspect != 1 and 0.1 < aspect < 10:
        height, width = image.shape[:2]
        image = as_image(cv2.resize(image, (max(1, round(width * aspect)), height), interpolation=cv2.INTER_LINEAR))
    turn = _TURNS.get(frame.rotation % 360)
    return image if turn is None else np.ascontiguousarray(as_image(cv2.rotate(image, turn)))


def _rgb(frame: av.VideoFrame) -> Image:
    """As PyAV does it; the usual kind of film by OpenCV, in half the time."""
    if is_usual(frame) and not (frame.width % 2 or frame.height % 2):
        return as_image(cv2.cvtColor(frame.to_ndarray(), cv2.COLOR_YUV2RGB_I420))
    return as_image(frame.to_ndarray(format="rgb24"))
