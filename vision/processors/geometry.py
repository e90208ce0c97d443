"""Geometry: pixels move, colours stay."""

from __future__ import annotations

from typing import Annotated, Literal

import cv2

from vision.params import Range
from vision.processor import processor
from vision.types import Image, as_image


@processor("Mirror", moves_pixels=True)
def mirror(
    image: Image,
    *,
    axis: Annotated[Literal["left_right", "top_bottom", "both"], "Which sides change places."] = "left_right",
) -> Image:
    """Swap the sides of the picture."""
    code = {"left_right": 1, "top_bottom": 0, "both": -1}[axis]
    return as_image(cv2.flip(image, code))


@processor("Pixelate")
def pixelate(image: Image, *, size: Annotated[int, Range(2, 64, unit="px"), "The side of a block."] = 12) -> Image:
    """Replace each block of pixels by its average colour."""
    height, width = image.shape[:2]
    small = (max(1, round(width / size)), max(1, round(height / size)))
    blocks = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    return as_image(cv2.resize(blocks, (width, height), interpolation=cv2.INTER_NEAREST))
