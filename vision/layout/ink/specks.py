"""What is no text among the ink: the border of a scan, pictures, dirt, what is left of rules. Lengths in letters."""

from __future__ import annotations

import numpy as np

from vision.layout.components import Components
from vision.layout.ink.scale import letter_like
from vision.layout.types import Boxes, Mask

BORDER = 4
"""What touches the edge of the picture and is longer than this is the dark round the scan."""

DOT, DOT_AREA = 0.18, 0.02
"""Both sides of a speck, and its area in square letters: a full stop is larger."""

BAR, BAR_SHAPE = 2.5, 6
DASH, DASH_SHAPE = 5, 8
"""A short upright and a short level rule: longer than this, and so many times longer than wide."""

ALONG, CRUMB = 0.4, 0.35
"""Crumbs of a rule: how far from its middle line, and how wide at the most."""

HUGE, LONG = 8, 8
"""A picture is taller than this; a run of joined letters may be so many times longer."""

BULKY, FULL = 3, 0.85
"""Or it is taller than this and so much of its box is ink."""

TITLE = 2.2
"""A title's letters are higher than this."""

TITLE_ROW, TITLE_LETTERS, ALIKE, LEVEL = 1.0, 2, 2.0, 0.6
"""Letters of a title: how far apart in their own heights, how many beside one, and how their heights differ at most;
share of its height that lies in the other's row."""

FILLED = 0.15
"""Share of ink in the box of a picture that swallows what lies in it; a frame has less."""

WHOLE_PAGE = 3
"""The page over the largest picture that may swallow: a frame round everything does not."""


def scan_border(parts: Components, scale: float) -> Mask:
    """(N,) true for the dark round a scan: large components that touch the border of the picture."""
    height, width = parts.labels.shape
    at_edge = (parts.x <= 1) | (parts.y <= 1)
    at_edge |= (parts.x + parts.w >= width - 1) | (parts.y + parts.h >= height - 1)
    return np.asarray(at_edge & (np.maximum(parts.h, parts.w) > BORDER * scale), bool)


def dirt(parts: Components, upright: Boxes, scale: float, keep_horizontal: bool) -> Mask:
    """(N,) true for specks, for short rules, and for what is left of a rule along its line."""
    speck = ((parts.h < DOT * scale) & (parts.w < DOT * scale)) | (parts.area < DOT_AREA * scale**2)
    rule = (parts.h > BAR * scale) & (parts.h > BAR_SHAPE * parts.w)
    if not keep_horizontal:
        rule |= (parts.w > DASH * scale) & (parts.w > DASH_SHAPE * parts.h)
    x, y = (parts.x + parts.w / 2)[:, None], (parts.y + parts.h / 2)[:, None]
    near = np.abs(x - (upright[:, 0] + upright[:, 2]) / 2) < ALONG * scale
    on = (near & (y > upright[:, 1]) & (y < upright[:, 3])).any(1)
    return np.asarray(speck | rule | (on & (parts.w < CRUMB * scale)), bool)


def solid_pictures(parts: Components, scale: float) -> Mask:
    """(N,) true for components that are far too large for text: pictures and ornaments."""
    huge = np.maximum(parts.h, parts.w / LONG) > HUGE * scale
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    bulky = (parts.h > BULKY * scale) & (fill > FULL)
    return np.asarray(huge | bulky, bool)


def title_letters(parts: Components, scale: float) -> Mask:
    """(N,) true for large marks with two letters of about their own height beside them in their row.

    The mark itself may be a mere stroke: I, l.
    """
    chosen = (parts.h > TITLE * scale) & (parts.w < ALIKE * parts.h)
    found = np.zeros(len(parts), bool)
    if not chosen.any():
        return found
    likely = letter_like(parts) & (parts.w < ALIKE * parts.h)
    x, y, w, h = (column[likely] for column in (parts.x, parts.y, parts.w, parts.h))
    for i in np.flatnonzero(chosen):
        tall = parts.h[i]
        level = np.minimum(y + h, parts.y[i] + tall) - np.maximum(y, parts.y[i]) > LEVEL * np.maximum(h, tall)
        gap = np.maximum(x - parts.x[i] - parts.w[i], parts.x[i] - x - w)
        alike = np.maximum(h, tall) < ALIKE * np.minimum(h, tall)
        beside = level & alike & (gap >= 0) & (gap < TITLE_ROW * tall)
        found[i] = beside.sum() >= TITLE_LETTERS
    return found


def inside_pictures(parts: Components, pictures: Mask) -> Mask:
    """(N,) true for components whose centre lies in the box of a well filled picture."""
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    covered = np.zeros(parts.labels.shape, np.int32)
    for i in np.flatnonzero(pictures & (fill > FILLED)):
        x, y, w, h = (int(v[i]) for v in (parts.x, parts.y, parts.w, parts.h))
        if w * h < covered.size / WHOLE_PAGE:
            covered[y : y + h, x : x + w] = 1
    row = (parts.y + parts.h / 2).astype(int)
    column = (parts.x + parts.w / 2).astype(int)
    return np.asarray(covered[row, column] > 0, bool)
