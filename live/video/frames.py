"""Between a video frame and the arrays that `vision` works on.

Everything stays in I420, the encoder's own format, until a step wants RGB.
"""

from __future__ import annotations

from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, as_image, as_uint8

I420 = NDArray[np.uint8]
"""(H * 3 / 2, W): the luma plane, then the two quarter-size colour planes."""

_FULL = 2  # of av.video.reformatter.ColorRange
_BT601 = (2, 5, 6)  # of its Colorspace; 2 where the sender does not say


def is_usual(frame: av.VideoFrame) -> bool:
    """Whether its pixels are I420 of limited range by BT.601, as VP8's are taken to be."""
    return frame.format.name == "yuv420p" and frame.color_range != _FULL and frame.colorspace in _BT601


def usual(frame: av.VideoFrame) -> av.VideoFrame:
    """The frame with the same colours in usual pixels; H.264 may say that it comes in others."""
    if is_usual(frame):
        return frame
    return frame.reformat(format="yuv420p", dst_color_range="MPEG", dst_colorspace="ITU601")


def to_i420(frame: av.VideoFrame) -> I420:
    """A usual frame's pixels; an odd last row or column is left out, since I420 has none."""
    width, height = frame.width & ~1, frame.height & ~1
    if (width, height) != (frame.width, frame.height):
        rgb = frame.to_ndarray(format="rgb24")[:height, :width]
        return from_rgb(np.ascontiguousarray(rgb))
    return as_uint8(frame.to_ndarray(format="yuv420p"))


def to_rgb(i420: I420) -> Image:
    return as_image(cv2.cvtColor(i420, cv2.COLOR_YUV2RGB_I420))


def from_rgb(image: Image) -> I420:
    """An odd last row or column is left out."""
    height, width = image.shape[:2]
    return as_uint8(cv2.cvtColor(image[: height & ~1, : width & ~1], cv2.COLOR_RGB2YUV_I420))


def to_frame(i420: I420, like: av.VideoFrame) -> av.VideoFrame:
    """A frame of these pixels with the time stamp of another."""
    frame = around(i420)
    frame.pts, frame.time_base = like.pts, like.time_base
    return frame


def around(i420: I420) -> av.VideoFrame:
    """A frame without a time stamp around these very pixels, which nobody may change any more."""
    divides = len(i420) % 6 == 0  # PyAV takes other heights for smaller ones, and has to copy
    make = av.VideoFrame.from_numpy_buffer if divides else av.VideoFrame.from_ndarray
    return make(i420, format="yuv420p")


def mirrored(i420: I420) -> I420:
    """Left and right swapped, without a way through RGB."""
    rows, width = i420.shape
    height = rows * 2 // 3
    result: NDArray[Any] = np.empty_like(i420)
    cv2.flip(i420[:height], 1, dst=result[:height])
    colour, flipped = (a[height:].reshape(height, width // 2) for a in (i420, result))
    cv2.flip(colour, 1, dst=flipped)
    return as_uint8(result)


def side_by_side(raw: Image, filtered: Image, at: float = 0.5) -> Image:
    """Left of a line as the camera saw it, right of it filtered; at: the line's place, a share of the width."""
    edge = round(raw.shape[1] * min(1.0, max(0.0, at)))
    both = filtered.copy()
    both[:, :edge] = raw[:, :edge]
    both[:, max(0, edge - 1) : edge + 1] = 255
    return both
