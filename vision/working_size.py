"""The same look on a picture of any size: pixels mean those of a picture 640 pixels wide."""

from __future__ import annotations

from typing import Literal

import cv2

from vision.types import Image, as_image

WIDTH = 640
Enlarge = Literal["", "smooth", "sharp"]
"""How a picture that was worked at working size becomes large again; "" for one that is worked at any size."""


def narrowed(image: Image, width: int = WIDTH) -> Image:
    """The picture made `width` pixels wide; itself when it is no wider, or when `width` is 0."""
    tall, wide = image.shape[:2]
    if not 0 < width < wide:
        return image
    size = (width, max(1, round(tall * width / wide)))
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def enlarged(small: Image, like: Image, how: Enlarge = "smooth") -> Image:
    """What was worked on a narrowed picture at the size of `like`; itself when that is its size."""
    if small.shape == like.shape:
        return small
    way = cv2.INTER_NEAREST if how == "sharp" else cv2.INTER_CUBIC
    return as_image(cv2.resize(small, like.shape[1::-1], interpolation=way))
