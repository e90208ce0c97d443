"""Pictures to send."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np


def picture(grey: int = 90, width: int = 320, height: int = 240, pts: int = 0) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.full((height, width, 3), grey, np.uint8), format="rgb24")
    frame.pts, frame.time_base = pts, Fraction(1, 90_000)
    return frame


def noise(seed: int, width: int = 320, height: int = 240) -> av.VideoFrame:
    pixels = np.random.default_rng(seed).integers(0, 256, (height * 3 // 2, width), np.uint8)
    frame = av.VideoFrame.from_ndarray(pixels, format="yuv420p")
    frame.pts, frame.time_base = seed * 3000, Fraction(1, 90_000)
    return frame
