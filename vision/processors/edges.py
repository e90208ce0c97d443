"""Edges: where brightness changes quickly."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import cv2
import numpy as np

from vision.colour import Channel, pick_channel, to_gray, to_rgb
from vision.params import Range
from vision.processor import processor
from vision.types import Image

_BAND = 24  # rows worked on at a time, so that they stay in the processor's cache


@processor("Roberts")
def roberts(
    image: Image, *, channel: Annotated[Channel, "The part of the colour that is looked at."] = "luma"
) -> Image:
    """Draw edges dark on white by comparing each pixel with its diagonal neighbours.

    Roberts' cross (1963), equal to `skimage.filters.roberts` within one grey level.
    """
    source = cv2.copyMakeBorder(pick_channel(image, channel), 0, 1, 0, 1, cv2.BORDER_REFLECT)
    result = np.empty_like(image)
    for top in range(0, len(image), _BAND):
        rows = source[top : top + _BAND + 1].astype(np.float32)
        falling = cv2.subtract(rows[1:, 1:], rows[:-1, :-1])
        rising = cv2.subtract(rows[1:, :-1], rows[:-1, 1:])
        edges = cv2.convertScaleAbs(cv2.magnitude(falling, rising), alpha=-math.sqrt(0.5), beta=255)
        cv2.cvtColor(edges, cv2.COLOR_GRAY2RGB, dst=result[top : top + _BAND])
    return result


@processor("Canny")
def canny(
    image: Image,
    *,
    low: Annotated[int, Range(0, 500), "Weak edges count from here if they touch a strong one."] = 60,
    high: Annotated[int, Range(0, 500), "Strong edges count from here."] = 160,
) -> Image:
    """Trace thin, clean outlines."""
    return to_rgb(cv2.Canny(to_gray(image), min(low, high), max(low, high)))


@processor("Sobel")
def sobel(
    image: Image,
    *,
    direction: Annotated[Literal["both", "across", "down"], "The way in which brightness has to change."] = "both",
) -> Image:
    """Show how fast brightness changes, bright where it changes most.

    Equal to `skimage.filters.sobel` (both), `sobel_v` (across), `sobel_h` (down) within one grey level.
    """
    gray = to_gray(image)
    border = cv2.BORDER_REFLECT
    across = cv2.Sobel(gray, cv2.CV_32F, 1, 0, scale=0.25, borderType=border)
    down = cv2.Sobel(gray, cv2.CV_32F, 0, 1, scale=0.25, borderType=border)
    if direction == "both":
        return to_rgb(cv2.convertScaleAbs(cv2.magnitude(across, down), alpha=math.sqrt(0.5)))
    return to_rgb(cv2.convertScaleAbs(across if direction == "across" else down))
