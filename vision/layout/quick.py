"""Text lines in a moving picture: a rough look, many times a second."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.ink.binarise import is_light_on_dark, local_statistics
from vision.layout.ink.components import Components, components
from vision.layout.ink.level import skew_angle
from vision.layout.ink.scale import letter_height, letter_like
from vision.layout.types import Boxes, Mask
from vision.types import Gray

_CONTRAST = 18  # grey levels by which ink is darker than what is around it
_WORD_SPACE = 1.7  # letter heights that are bridged
_LETTERS = 4  # no fewer make a line


def quick_lines(gray: Gray) -> Boxes:
    """(N, 4) boxes of lines of text, from top to bottom; (0, 4) where nothing looks like text.

    Marks of about one height that follow each other closely are a line: what letters do, and little else.
    """
    if min(gray.shape) < 16:
        return np.zeros((0, 4))
    if is_light_on_dark(gray):
        gray = 255 - gray
    parts = components(ink_of(gray))
    height = letter_height(parts)
    if height < 4:
        return np.zeros((0, 4))
    letters = letter_like(parts) & (parts.h > 0.45 * height) & (parts.h < 2.5 * height) & (parts.w < 8 * height)
    skew = skew_angle((parts.x + parts.w / 2)[letters], (parts.y + parts.h)[letters], height)
    return runs(parts, letters, height, skew)


def ink_of(gray: Gray) -> Mask:
    """Pixels clearly darker than their surroundings."""
    mean, _ = local_statistics(gray, max(15, max(gray.shape) // 24))
    return np.asarray(mean - gray > _CONTRAST, bool)


def runs(parts: Components, letters: Mask, height: float, skew: float) -> Boxes:
    """The boxes of the runs of letters that are long and level enough; skew: degrees by which the page is turned."""
    ink = parts.mask(letters).astype(np.uint8)
    bridge = np.ones((1, max(3, round(_WORD_SPACE * height)) | 1), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    x, y, w, h = stats[:, :4].T.astype(np.float64)
    row = (parts.y[letters] + parts.h[letters] / 2).astype(int)
    column = (parts.x[letters] + parts.w[letters] / 2).astype(int)
    members = np.bincount(labels[row, column], minlength=count)
    level = h - w * abs(np.tan(np.radians(skew)))
    line = (members >= _LETTERS) & (w > 4 * height) & (level < 3.2 * height) & (w > 2.5 * level)
    line[0] = False  # the paper
    found = np.stack([x, y, x + w, y + h], axis=1)[line]
    return np.asarray(found[np.argsort(found[:, 1])], np.float64)
