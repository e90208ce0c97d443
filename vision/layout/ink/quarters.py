"""Pages that lie on their side or upside down, told by where letters line up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.layout.components import Components
from vision.layout.ink.level import sharpness, skew_angle
from vision.layout.types import Floats, Mask

MANY, FEWEST, LEAST = 500, 200, 40
"""Letters from which rows leave no doubt, from which they tell at all, and below which a page is left as it lies."""

SMALL, LARGE = 0.5, 2.0
"""Sides of the marks that are looked at, in letter heights: the longer one at least, both at most."""

SIDEWAYS = 1.3
"""How much sharper rows must be along the page's height: labelled pages that lie right have 0.25 to 1.3, turned ones
the inverse; the two that have more than 0.8 are handwriting with fewer letters than lines need."""

UPSIDE = 0.9
"""Feet over heads of letters in sharpness, below which a page is upside down; print has 1.1 to 1.8."""

CLEARLY, CLEAR_FEET = 1.35, 1.1
"""How many times sharper rows must be one way than the other, and feet than heads or the reverse, to leave no doubt."""

ROW, EDGE = 0.3, 0.15
"""Height of a row in letter heights, for the middles of letters and for their feet."""


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies: quarter turns anticlockwise that put it upright, 0 to 3.

    along_clear, over_clear: whether its letters leave no doubt which way its lines run, and what of them is up.
    """

    quarters: int
    along_clear: bool = True
    over_clear: bool = True


def how_it_lies(parts: Components, height: float, *, feet_tell: bool) -> Lie:
    """Told by its letters: they line up along lines, and on their feet more sharply than on their heads.

    For capitals and ascenders are many and descenders few. feet_tell: false for scripts where they do not. 0 quarters
    where there are too few letters.
    """
    letters = marks(parts, height)
    if letters.sum() < FEWEST:
        return Lie(0, along_clear=bool(letters.sum() < LEAST), over_clear=False)
    x, y, w, h = (column[letters] for column in (parts.x, parts.y, parts.w, parts.h))
    along, across = x + w / 2, y + h / 2
    lying = crispness(across, along, height) / crispness(along, across, height)
    sideways = lying > SIDEWAYS
    if sideways:
        x, y, w, h = y, -(x + w), h, w
    tilt = skew_angle(x + w / 2, y + h, height)
    feet, heads = (sharpness(x + w / 2, edge, tilt, EDGE * height) for edge in (y + h, y))
    over = feet_tell and feet < (1 if sideways else UPSIDE) * heads
    return Lie(
        int(sideways) + 2 * int(over),
        along_clear=bool(letters.sum() > MANY and max(lying, 1 / lying) > CLEARLY),
        over_clear=bool(feet_tell and max(feet, heads) > CLEAR_FEET * min(feet, heads)),
    )


def marks(parts: Components, height: float) -> Mask:
    longer = np.maximum(parts.w, parts.h)
    return np.asarray((longer > SMALL * height) & (longer < LARGE * height), bool)


def crispness(x: Floats, y: Floats, height: float) -> float:
    """How sharply points pile up in rows, at the angle where they do most."""
    return sharpness(x, y, skew_angle(x, y, height), ROW * height)
