"""A page made ready: reduced until its letters are small, dark on light, upright, binary."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from vision.layout.components import Components, components
from vision.layout.ink.binarise import binarise, is_light_on_dark, local_statistics
from vision.layout.ink.level import rotation, skew_angle
from vision.layout.ink.scale import JOINED, letter_height, letter_like
from vision.layout.types import Floats, InkMethod, Mask
from vision.types import Gray, VisionError, as_gray

LETTER = 11.0
"""Height in pixels to which letters are reduced: enough to tell lines apart, small enough to be quick."""

PIXELS = 3.5e6
"""Size of the first look at a page, before the height of its letters is known."""

FIRST_WINDOW, LEAST_WINDOW = 40, 15
"""First look: the page's longer side over the window of local thresholds, and its least side in pixels."""

WINDOW = 6
"""Side of the window of local thresholds in letter heights: two lines and the paper between them."""

RESIZE = 0.15
"""A change of size below this share is not worth a second reduction."""

BODY = (0.5, 2.0, 4.0)
"""Letters whose feet tell the tilt, in letter heights: taller than, shorter than, narrower than."""

LEVEL = 0.05
"""Degrees of tilt that are left alone: a pixel over a line of 1100."""

ASKEW = 8.0
"""Degrees of tilt from which letters as wide as high look taller by RESIZE, so that the page was reduced too far: that
is measured again, and the page turned before it is reduced, or the letters' edges are lost."""

FINER = 3
"""How many times larger than it is read a page far askew is turned, if it has so many pixels."""

WEAKEST = 0.4
"""Part of the letters' usual contrast below which ink shines through from the back of the leaf."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """gray: (h, w) reduced and upright. parts: its ink. scale: height of a letter in it. matrix: (2, 3) page to it."""

    gray: Gray
    parts: Components
    scale: float
    skew_degrees: float
    matrix: Floats


def prepare(gray: Gray, *, scale: float | None, mask: Mask | None, method: InkMethod) -> Prepared:
    """The page as the later steps want it.

    scale: height of a letter on the page when it is known. mask: (H, W), false is not looked at.
    Raises VisionError when there is nothing like a letter.
    """
    factor = factor_for(gray, PIXELS)
    if is_light_on_dark(reduced(gray, factor)):
        gray = as_gray(255 - gray)
    if scale is None:
        scale = first_look(reduced(gray, factor), mask, method) / factor
    better = min(1.0, LETTER / scale)
    if abs(better / factor - 1) > RESIZE:
        factor = better
    small = reduced(gray, factor)
    height = scale * factor
    parts, weakest = strong_parts(small, masked(binarise(small, method, window=int(WINDOW * height)), mask), height)
    height = letter_height(parts) or height
    skew = skew_of(parts, height)
    shrink = np.diag([small.shape[1] / gray.shape[1], small.shape[0] / gray.shape[0], 1.0])
    if abs(skew) <= LEVEL:
        return Prepared(small, parts, height, 0.0, shrink[:2])
    turn, size = rotation(small.shape[1], small.shape[0], skew)
    upright = turned_upright(gray if abs(skew) > ASKEW else small, small.shape, turn, size)
    ink = binarise(upright, method, window=int(WINDOW * height))
    if mask is not None:
        resized = cv2.resize(mask.astype(np.uint8), small.shape[::-1], interpolation=cv2.INTER_NEAREST)
        ink &= cv2.warpAffine(resized, turn, size, flags=cv2.INTER_NEAREST) > 0
    parts, _ = strong_parts(upright, ink, height, weakest)
    if abs(skew) > ASKEW:
        height = letter_height(parts) or height
        if factor < 1 and scale * factor > (1 + RESIZE) * height:
            return prepare(gray, scale=height / factor, mask=mask, method=method)
    return Prepared(upright, parts, height, skew, turn @ shrink)


def turned_upright(gray: Gray, shape: tuple[int, ...], turn: Floats, size: tuple[int, int]) -> Gray:
    """The page turned while its letters are as large as it has them, then reduced.

    turn, size: (2, 3) from the page reduced to `shape` to the upright one, and the width and height of that.
    """
    factor = shape[0] / gray.shape[0]
    finer = min(FINER, math.ceil(1 / factor))
    fine = reduced(gray, finer * factor)
    small = resizing(shape[1] / fine.shape[1], shape[0] / fine.shape[0])
    matrix = (resizing(finer, finer) @ np.vstack([turn, [0, 0, 1]]) @ small)[:2]
    large = (finer * size[0], finer * size[1])
    upright = cv2.warpAffine(fine, matrix, large, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return as_gray(cv2.resize(upright, size, interpolation=cv2.INTER_AREA))


def resizing(across: float, down: float) -> Floats:
    """(3, 3) from the middles of pixels to those of the picture so many times larger."""
    return np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2], [0, 0, 1]])


def first_look(gray: Gray, mask: Mask | None, method: InkMethod) -> float:
    """Height of a letter before anything is known; VisionError when there is nothing like one."""
    window = max(LEAST_WINDOW, max(gray.shape) // FIRST_WINDOW)
    height = letter_height(components(masked(binarise(gray, method, window=window), mask)))
    if height <= 0:
        raise VisionError("No text was found on this page: it is blank, or its letters are under 4 pixels high.")
    return height


def skew_of(parts: Components, height: float) -> float:
    """Degrees by which the letters of usual size are turned, clockwise positive."""
    least, most, widest = (share * height for share in BODY)
    letters = letter_like(parts) & (parts.h > least) & (parts.h < most) & (parts.w < widest)
    x, y, feet = parts.x + parts.w / 2, parts.y + parts.h / 2, parts.y + parts.h
    return skew_angle(x[letters], y[letters], height, feet=feet[letters])


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


def strong_parts(gray: Gray, ink: Mask, scale: float, weakest: float | None = None) -> tuple[Components, float]:
    """Components about as dark against the paper as the letters are, and the least contrast that was asked for.

    What shines through from the back of the leaf, and the grain of a dark table under it, is weaker.
    """
    parts = components(ink)
    mean, _ = local_statistics(gray, int(WINDOW * scale))
    on = parts.labels > 0
    total = np.bincount(parts.labels[on], mean[on] - gray[on], len(parts) + 1)[1:]
    contrast = total / np.maximum(parts.area, 1)
    if weakest is None:
        letters = letter_like(parts)
        weight = np.minimum(parts.w, JOINED * parts.h)[letters]
        weakest = WEAKEST * float(np.average(contrast[letters], weights=weight)) if letters.any() else 0.0
    return parts.pick(contrast > weakest), weakest
