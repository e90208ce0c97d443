"""What is put behind people: a packaged photograph, a colour, or a picture that the viewer brought along."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.imageio import load_picture
from vision.photographs import photograph
from vision.pixels.size_cache import for_each_size
from vision.types import Image, as_image

MOST_SIDE = 1920
"""Pixels of the longer side of a viewer's own picture that are kept; no camera shows more of it."""


def open_backdrop(data: bytes) -> Image:
    """A file's picture, its longer side at most MOST_SIDE; raises VisionError like `load_picture`."""
    image = load_picture(data).image
    scale = MOST_SIDE / max(image.shape[:2])
    return image if scale >= 1 else _scaled(image, scale)


def filling(picture: Image, height: int, width: int) -> Image:
    """The picture as small as fills (height, width), cut from its middle."""
    tall, wide = picture.shape[:2]
    whole = _scaled(picture, max(width / wide, height / tall), height, width)
    top, left = (whole.shape[0] - height) // 2, (whole.shape[1] - width) // 2
    return as_image(np.ascontiguousarray(whole[top : top + height, left : left + width]))


@for_each_size
def packaged(height: int, width: int, name: str) -> Image:
    """The photograph of that name, `filling` (height, width); nobody may write on it."""
    return filling(photograph(name), height, width)


@for_each_size
def plain(height: int, width: int, hue: int) -> Image:
    """One colour; hue: degrees. Nobody may write on it."""
    one: NDArray[np.uint8] = np.array([[[hue // 2, 200, 210]]], np.uint8)
    return as_image(np.full((height, width, 3), cv2.cvtColor(one, cv2.COLOR_HSV2RGB)[0, 0], np.uint8))


def _scaled(picture: Image, scale: float, height: int = 1, width: int = 1) -> Image:
    """At least (height, width)."""
    size = max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale))
    return as_image(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR))
