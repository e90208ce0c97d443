"""Smaller and back: where slow work is done on fewer pixels than are shown."""

from __future__ import annotations

import cv2

from vision.types import Image, as_image


def shrunk(image: Image, most: int) -> Image:
    """A copy whose longer side is at most `most` pixels, each the mean of those it stands for."""
    height, width = image.shape[:2]
    scale = min(1.0, most / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def stretched(small: Image, like: Image, *, smooth: bool = True) -> Image:
    """`small` at the size of `like`; not `smooth` keeps its values, as labels and masks need."""
    how = cv2.INTER_LINEAR if smooth else cv2.INTER_NEAREST
    return as_image(cv2.resize(small, (like.shape[1], like.shape[0]), interpolation=how))
