"""Blur: each pixel becomes a mix of those around it."""

from __future__ import annotations

from typing import Annotated

import cv2

from vision.params import Range
from vision.processor import processor
from vision.types import Image, as_image


@processor("Gaussian blur")
def gaussian_blur(
    image: Image, *, radius: Annotated[float, Range(0.5, 30, step=0.5, unit="px"), "More is softer."] = 4.0
) -> Image:
    """Soften the picture evenly, as if seen through frosted glass."""
    return as_image(cv2.GaussianBlur(image, (0, 0), radius))
