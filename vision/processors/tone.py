"""Tone: each pixel's brightness and colour, whatever its neighbours are."""

from __future__ import annotations

from typing import Annotated, Literal

import cv2
import numpy as np

from vision.colour import to_gray, to_rgb
from vision.params import Range
from vision.processor import processor
from vision.types import Image, as_image


@processor("Grayscale")
def grayscale(image: Image) -> Image:
    """Take the colours away and keep the brightness."""
    return to_rgb(to_gray(image))


@processor("Invert")
def invert(image: Image) -> Image:
    """Swap light and dark, and each colour with its opposite."""
    return as_image(cv2.bitwise_not(image))


@processor("Gamma")
def gamma(
    image: Image,
    *,
    exponent: Annotated[float, Range(0.1, 5, step=0.1), "Below 1 brightens, above 1 darkens."] = 1.0,
) -> Image:
    """Brighten or darken with a power law, leaving black and white where they are."""
    table = np.rint(255 * (np.arange(256) / 255) ** exponent).astype(np.uint8)
    return as_image(cv2.LUT(image, table))


@processor("Threshold")
def threshold(
    image: Image,
    *,
    method: Annotated[
        Literal["binary", "otsu", "adaptive"],
        "binary: your level; otsu: the level is found from the picture; adaptive: a level for each place.",
    ] = "otsu",
    level: Annotated[int, Range(0, 255), "What is brighter turns white (binary only)."] = 128,
    radius: Annotated[int, Range(1, 50, unit="px"), "How far around a place is looked (adaptive only)."] = 12,
    offset: Annotated[int, Range(-50, 50), "How much darker than its surroundings ink is (adaptive only)."] = 7,
) -> Image:
    """Turn every pixel black or white."""
    gray = to_gray(image)
    if method == "binary":
        _, result = cv2.threshold(gray, level, 255, cv2.THRESH_BINARY)
    elif method == "otsu":
        _, result = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    else:
        mean = cv2.ADAPTIVE_THRESH_MEAN_C
        result = cv2.adaptiveThreshold(gray, 255, mean, cv2.THRESH_BINARY, 2 * radius + 1, offset)
    return to_rgb(result)
