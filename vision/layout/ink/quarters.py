"""Pages that lie on their side or upside down, told by where letters line up."""

from __future__ import annotations

import numpy as np

from vision.layout.components import Components
from vision.layout.ink.level import sharpness, skew_angle
from vision.layout.types import Floats, Mask

FEWEST = 200
"""Letters below which a page is left as it lies."""

SMALL, LARGE = 0.5, 2.0
"""Sides of the marks that are looked at, in letter heights: the longer one at least, both at most."""

SIDEWAYS = 1.3
"""How much sharper rows must be along the page's height: labelled pages that lie right have 0.25 to 1.3, turned ones
the inverse; the two that have more than 0.8 are handwriting with fewer letters than lines need."""

UPSIDE = 0.9
"""Feet over heads of letters in sharpness, below which a page is upside down; print has 1.1 to 1.8."""

CLEARLY, CLEAR_FEET = 1.5, 1.1
"""How many times sharper rows must be one way than the other, and feet than heads or the reverse, to leave no doubt."""

ROW, EDGE = 0.3, 0.15
"""Height of a row in letter heights, for the middles of letters and for their feet."""


def quarter_turns(parts: Components, height: float, *, feet_tell: bool) -> tuple[int, bool]:
    """How many quarter turns anticlockwise put the page upright, 0 to 3, and whether its letters tell clearly.

    Letters line up along lines, and on their feet more sharply than on their heads, since capitals and ascenders are
    many and descenders few. feet_tell: false for scripts where they do not.
    """
    letters = marks(parts, height)
    if letters.sum() < FEWEST:
        return 0, False
    x, y, w, h = (column[letters] for column in (parts.x, parts.y, parts.w, parts.h))
    along, across = x + w / 2, y + h / 2
    lying = crispness(across, along, height) / crispness(along, across, height)
    sideways = lying > SIDEWAYS
    if sideways:
        x, y, w, h = y, -(x + w), h, w
    tilt = skew_angle(x + w / 2, y + h, height)
    feet, heads = (sharpness(x + w / 2, edge, tilt, EDGE * height) for edge in (y + h, y))
    over = feet_tell and feet < (1 if sideways else UPSIDE) * heads
    clear = max(lying, 1 / lying) > CLEARLY and feet_tell and max(feet, heads) > CLEAR_FEET * min(feet, heads)
    return int(sideways) + 2 * int(over), clear


def marks(parts: Components, height: float) -> Mask:
    longer = np.maximum(parts.w, parts.h)
    return np.asarray((longer > SMALL * height) & (longer < LARGE * height), bool)


def crispness(x: Floats, y: Floats, height: float) -> float:
    """How sharply points pile up in rows, at the angle where they do most."""
    return sharpness(x, y, skew_angle(x, y, height), ROW * height)
