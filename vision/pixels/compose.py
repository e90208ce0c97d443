"""Pictures put beside each other or into a frame of another size."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, as_image


def letterboxed(image: Image, width: int, height: int) -> Image:
    """The whole picture in a frame of `width` x `height` pixels, black where it leaves room; itself when it fits."""
    h, w = image.shape[:2]
    if (w, h) == (width, height):
        return image
    scale = min(width / w, height / h)
    inner = max(1, min(width, round(w * scale))), max(1, min(height, round(h * scale)))
    shrinks = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    frame = np.zeros((height, width, 3), np.uint8)
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    frame[top : top + inner[1], left : left + inner[0]] = cv2.resize(image, inner, interpolation=shrinks)
    return frame


def beside(left: Image, right: Image) -> Image:
    """Two pictures next to each other; the right one is letterboxed to the left one's size when they differ."""
    height, width = left.shape[:2]
    return as_image(np.hstack([left, letterboxed(right, width, height)]))


def thumbnail(image: Image, longest: int = 320) -> Image:
    """The picture scaled down until its longer side is at most `longest` pixels."""
    height, width = image.shape[:2]
    scale = min(1.0, longest / max(height, width))
    return letterboxed(image, max(1, round(width * scale)), max(1, round(height * scale)))


def laid_over(upper: Image, lower: Image, share: NDArray[Any]) -> Image:
    """`upper` where the share, (H, W) in [0, 1], is 1, `lower` where it is 0, mixed in 256 steps in between."""
    above = cv2.cvtColor(cv2.convertScaleAbs(share, alpha=255), cv2.COLOR_GRAY2RGB)
    below = cv2.multiply(lower, cv2.bitwise_not(above), scale=1 / 255)
    return as_image(cv2.add(cv2.multiply(upper, above, scale=1 / 255), below))
