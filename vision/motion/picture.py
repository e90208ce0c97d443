"""The picture as motion is looked for in it: small, slightly smoothed, brightness apart from colour."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.settings import Rect
from vision.types import Image

Plane = NDArray[np.float32]
"""(h, w)."""
Planes = NDArray[np.float32]
"""(3, h, w): brightness and two colour differences, each in one piece."""
Spots = NDArray[np.uint8]

_LONG_SIDE = 240


def reduced(image: Image) -> Planes:
    """(3, h, w) float32, brightness and two colour differences in grey levels, averaged over whole blocks of pixels.

    Its longer side is at most 240. Colours are Y, Cr, Cb of BT.601, the differences around 0.5.
    """
    height, width = image.shape[:2]
    block = math.ceil(max(height, width) / _LONG_SIDE)
    h, w = max(1, height // block), max(1, width // block)
    whole = image[: h * block, : w * block] if min(height, width) >= block else image
    small = cv2.resize(whole, (w, h), interpolation=cv2.INTER_AREA)
    blurred: NDArray[Any] = cv2.GaussianBlur(small.astype(np.float32), (5, 5), 0)
    planes = np.empty((3, h, w), np.float32)
    cv2.split(cv2.cvtColor(blurred, cv2.COLOR_RGB2YCrCb), list(planes))
    return planes


@lru_cache(maxsize=32)
def looked_at_spots(shape: tuple[int, int], mask: tuple[Rect, ...]) -> Spots:
    """(h, w), 1 where the mask leaves the picture to be looked at, read-only."""
    height, width = shape
    spots = np.ones(shape, np.uint8)
    for left, top, right, bottom in mask:
        rows = slice(math.floor(top * height), math.ceil(bottom * height))
        spots[rows, math.floor(left * width) : math.ceil(right * width)] = 0
    spots.flags.writeable = False
    return spots
