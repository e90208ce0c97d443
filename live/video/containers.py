"""Open a visitor's video so that it can only be one: no list of other files, no network, no picture without end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import av

from live.video.film import Damage, film_frames
from vision.types import VisionError
from vision.words.said import N_, said

MOST_WIDE, MOST_HIGH = 4096, 2304
_FORMATS = "mov,matroska,avi,mpegts,ogg"
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "none"}  # FFmpeg opens nothing but these bytes
_NO_VIDEO = N_("This is not a video that can be read; MP4, WebM, MOV and AVI usually are.")


@dataclass(frozen=True, slots=True, eq=False)
class OpenVideo:
    """A container, its video stream, its first frame, the frames after it, and what of it is damaged."""

    container: Any
    stream: Any
    first: av.VideoFrame
    frames: Iterator[av.VideoFrame]
    damage: Damage


def open_video(data: bytes) -> OpenVideo:
    """The video up to its first frame. Raises VisionError for what is no video, has none, or is too large.

    A later frame larger than the limit is damage, and passed over.
    """
    try:
        container = av.open(io.BytesIO(data), mode="r", metadata_errors="replace", container_options=_OPTIONS)
        stream = container.streams.video[0]
        _check_size(stream.width, stream.height)
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"max_pixels": str(MOST_WIDE * MOST_HIGH)}
        damage = Damage()
        frames = film_frames(container, stream, damage)
        first = next(frames)
    except VisionError:
        raise
    except Exception:  # the library has many names for damage
        raise VisionError(_NO_VIDEO) from None
    return OpenVideo(container, stream, first, frames, damage)


def check_video(data: bytes) -> None:
    """Whether `open_video` can do it, and within the limits of the bench, where this is called."""
    open_video(data).container.close()


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_WIDE * MOST_HIGH:
        raise VisionError(
            said(
                "The video's pictures are too large ({width} x {height} pixels); "
                "the limit is {most_wide} x {most_high}, please save it smaller.",
                width=width,
                height=height,
                most_wide=MOST_WIDE,
                most_high=MOST_HIGH,
            )
        )
