"""A page made ready: reduced until its letters are small, dark on light, upright, binary."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vision.layout.ink.binarise import Method, binarise, is_light_on_dark, local_statistics
from vision.layout.ink.components import Components, components
from vision.layout.ink.level import rotation, skew_angle
from vision.layout.ink.scale import letter_height, letter_like
from vision.layout.types import Floats, Mask
from vision.types import Gray, VisionError, as_gray

LETTER = 11.0
"""Height in pixels to which letters are reduced: enough to tell lines apart, small enough to be quick."""

PIXELS = 3.5e6
"""Size of the first look at a page, before the height of its letters is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """gray, ink: (h, w) reduced and upright. scale: height of a letter in them. matrix: (2, 3) page to reduced."""

    gray: Gray
    ink: Mask
    scale: float
    skew_degrees: float
    matrix: Floats


def prepare(gray: Gray, *, scale: float | None, mask: Mask | None, method: Method) -> Prepared:
    """The page as the later steps want it.

    scale: height of a letter on the page when it is known. mask: (H, W), false is not looked at.
    Raises VisionError when there is nothing like a letter.
    """
    factor = factor_for(gray, PIXELS)
    if is_light_on_dark(reduced(gray, factor)):
        gray = as_gray(255 - gray)
    if scale is None:
        first = reduced(gray, factor)
        parts = components(masked(binarise(first, method, window=max(15, max(first.shape) // 40)), mask))
        scale = checked_scale(letter_height(parts)) / factor
    better = min(1.0, LETTER / scale)
    if abs(better / factor - 1) > 0.15:
        factor = better
    small = reduced(gray, factor)
    height = scale * factor
    parts, weakest = strong_parts(small, masked(binarise(small, method, window=int(6 * height)), mask), height)
    height = letter_height(parts) or height
    letters = letter_like(parts) & (parts.h > 0.5 * height) & (parts.h < 2 * height) & (parts.w < 4 * height)
    skew = skew_angle((parts.x + parts.w / 2)[letters], (parts.y + parts.h)[letters], height)
    shrink = np.diag([small.shape[1] / gray.shape[1], small.shape[0] / gray.shape[0], 1.0])
    if abs(skew) <= 0.05:
        return Prepared(small, parts.labels > 0, height, 0.0, shrink[:2])
    turn, size = rotation(small.shape[1], small.shape[0], skew)
    upright = as_gray(cv2.warpAffine(small, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
    ink = binarise(upright, method, window=int(6 * height))
    if mask is not None:
        resized = cv2.resize(mask.astype(np.uint8), small.shape[::-1], interpolation=cv2.INTER_NEAREST)
        ink &= cv2.warpAffine(resized, turn, size, flags=cv2.INTER_NEAREST) > 0
    parts, _ = strong_parts(upright, ink, height, weakest)
    return Prepared(upright, parts.labels > 0, height, skew, turn @ shrink)


def factor_for(gray: Gray, pixels: float) -> float:
    """How much to reduce a page to at most `pixels`."""
    return float(min(1.0, (pixels / gray.size) ** 0.5))


def reduced(gray: Gray, factor: float) -> Gray:
    """The page at `factor` times its size."""
    if factor >= 1:
        return gray
    size = (max(1, round(gray.shape[1] * factor)), max(1, round(gray.shape[0] * factor)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)


def masked(ink: Mask, mask: Mask | None) -> Mask:
    """The ink where the mask, brought to its size, is true."""
    if mask is None:
        return ink
    return ink & (cv2.resize(mask.astype(np.uint8), ink.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0)


def checked_scale(height: float) -> float:
    if height <= 0:
        raise VisionError("No text was found on this page: it is blank, or its letters are under 4 pixels high.")
    return height


def strong_parts(gray: Gray, ink: Mask, scale: float, weakest: float | None = None) -> tuple[Components, float]:
    """Components about as dark against the paper as the letters are, and the least contrast that was asked for.

    What shines through from the back of the leaf, and the grain of a dark table under it, is weaker.
    """
    parts = components(ink)
    mean, _ = local_statistics(gray, int(6 * scale))
    on = parts.labels > 0
    total = np.bincount(parts.labels[on], mean[on] - gray[on], len(parts) + 1)[1:]
    contrast = total / np.maximum(parts.area, 1)
    if weakest is None:
        letters = letter_like(parts)
        weight = np.minimum(parts.w, 3 * parts.h)[letters]
        weakest = 0.4 * float(np.average(contrast[letters], weights=weight)) if letters.any() else 0.0
    return components(parts.mask(contrast > weakest)), weakest
