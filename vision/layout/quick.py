"""Text lines in a moving picture: a rough look, many times a second."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.components import EIGHT, Components, components
from vision.layout.ink.binarise import is_light_on_dark, local_statistics
from vision.layout.ink.level import skew_angle
from vision.layout.ink.scale import letter_height, letter_like
from vision.layout.types import Boxes, Mask
from vision.types import Gray

LEAST_SIDE, LEAST_LETTER = 16, 4
"""Pixels of the smallest picture and of the smallest letter that are looked at."""

WINDOW, LEAST_WINDOW = 24, 15
"""The longer side over what is around a pixel, and its least side in pixels."""

CONTRAST = 18
"""Grey levels by which ink is darker than what is around it: more than a camera's noise."""

LETTER = (0.45, 2.5, 8.0)
"""Letters that make lines, in letter heights: taller than, shorter than, narrower than."""

WORD_SPACE = 1.7
"""Letter heights that are bridged."""

FEWEST, SHORTEST = 4, 4
"""Letters that make a line, and its width in letter heights."""

HIGHEST, SHAPE = 3.2, 2.5
"""Height of a level line in letter heights at most, and how many times wider than high it is at least."""

ASKEW = 10.0
"""Degrees to either side that a page before the camera may be turned; more finds rows in a face."""


def quick_lines(gray: Gray) -> Boxes:
    """(N, 4) boxes of lines of text, from top to bottom; (0, 4) where nothing looks like text.

    Marks of about one height that follow each other closely are a line: what letters do, and little else.
    """
    if min(gray.shape) < LEAST_SIDE:
        return np.zeros((0, 4))
    if is_light_on_dark(gray):
        gray = 255 - gray
    parts = components(ink_of(gray))
    height = letter_height(parts)
    if height < LEAST_LETTER:
        return np.zeros((0, 4))
    low, high, wide = (share * height for share in LETTER)
    letters = letter_like(parts) & (parts.h > low) & (parts.h < high) & (parts.w < wide)
    skew = skew_angle((parts.x + parts.w / 2)[letters], (parts.y + parts.h)[letters], height, ASKEW)
    return runs(parts, letters, height, skew)


def ink_of(gray: Gray) -> Mask:
    """Pixels clearly darker than their surroundings."""
    mean, _ = local_statistics(gray, max(LEAST_WINDOW, max(gray.shape) // WINDOW))
    return np.asarray(mean - gray > CONTRAST, bool)


def runs(parts: Components, letters: Mask, height: float, skew: float) -> Boxes:
    """The boxes of the runs of letters that are long and level enough; skew: degrees by which the page is turned."""
    ink = parts.mask(letters).astype(np.uint8)
    bridge = np.ones((1, round(WORD_SPACE * height) | 1), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=EIGHT)
    x, y, w, h = stats[:, :4].T.astype(np.float64)
    row = (parts.y[letters] + parts.h[letters] / 2).astype(int)
    column = (parts.x[letters] + parts.w[letters] / 2).astype(int)
    members = np.bincount(labels[row, column], minlength=count)
    level = h - w * abs(np.tan(np.radians(skew)))
    line = (members >= FEWEST) & (w > SHORTEST * height) & (level < HIGHEST * height) & (w > SHAPE * level)
    line[0] = False  # the paper
    found = np.stack([x, y, x + w, y + h], axis=1)[line]
    return np.asarray(found[np.argsort(found[:, 1])], np.float64)
