"""Where the letters of each line stand, read off their feet: two points where that is straight, more where it bends."""

from __future__ import annotations

import numpy as np

from vision.layout.components import Components
from vision.layout.lines.fragments import Fragments
from vision.layout.types import Floats

FEET = 0.5
"""From the middle of a line down to where its letters stand, in letter heights: a first guess, half a letter."""

NEAR = 0.9
"""Letter heights up and down from the first guess within which feet are looked for: the next line is further."""

SMALL, LARGE = 0.55, 3.0
"""Height of what has feet, in letter heights: accents and points are smaller, what holds two lines is larger."""

STRETCH, FEWEST = 8.0, 4
"""Letter heights of the stretches whose feet are taken together, and letters that say where they are."""

LONG = 10.0
"""Letter heights from which a line's ends say how it climbs; a shorter one hangs on single letters."""

STRAIGHT = 0.15
"""Letter heights by which a baseline may be off a straight line and still is one."""


def baselines(found: Fragments, letters: Components, scale: float) -> list[Floats]:
    """(K, 2) points of each line from left to right, at the reduced size; K is 2 for a straight one."""
    sizes = found.sizes(scale)
    middle_x, middle_y, foot = letters.x + letters.w / 2, letters.y + letters.h / 2, letters.y + letters.h
    out = []
    for box, left_y, right_y, size in zip(found.box, found.left_y, found.right_y, sizes, strict=True):
        guess = first_guess(box, left_y, right_y, size)
        inside = (middle_x > box[0]) & (middle_x < box[2]) & (middle_y > box[1]) & (middle_y < box[3])
        inside &= (letters.h > SMALL * size) & (letters.h < LARGE * size)
        off = foot - np.interp(middle_x, guess[:, 0], guess[:, 1])
        inside &= np.abs(off) < NEAR * size
        out.append(fitted(guess, middle_x[inside], off[inside], size))
    return out


def first_guess(box: Floats, left_y: float, right_y: float, size: float) -> Floats:
    """(2, 2) half a letter below the middles of its two ends; level where it is too short to tell."""
    if box[2] - box[0] <= LONG * size:
        left_y = right_y = (left_y + right_y) / 2
    return np.array([[box[0], left_y + FEET * size], [box[2], right_y + FEET * size]])


def fitted(guess: Floats, x: Floats, off: Floats, size: float) -> Floats:
    """The guess moved to the feet at `x`, which are `off` it.

    The median of each stretch: letters that go below the line are few.
    """
    if len(x) < FEWEST:
        return guess
    left, right = guess[:, 0]
    count = max(1, round((right - left) / (STRETCH * size)))
    stretch = np.clip(((x - left) / (right - left) * count).astype(int), 0, count - 1)
    full = [k for k in range(count) if (stretch == k).sum() >= FEWEST]
    if len(full) < 2:
        return np.asarray(guess + np.array([0.0, np.median(off)]), np.float64)
    at = np.array([np.median(x[stretch == k]) for k in full])
    down = np.array([np.median(off[stretch == k]) for k in full])
    slope, height = np.polyfit(at, down, 1)
    line = slope * at + height
    if np.abs(down - line).max() < STRAIGHT * size:
        return np.asarray(guess + np.stack([np.zeros(2), slope * guess[:, 0] + height], 1), np.float64)
    nodes = np.concatenate([[left], at, [right]])
    moved = np.concatenate([[beyond(at, down, left)], down, [beyond(at, down, right)]])
    return np.stack([nodes, np.interp(nodes, guess[:, 0], guess[:, 1]) + moved], 1)


def beyond(at: Floats, down: Floats, x: float) -> float:
    """The offset at an end of the line, as its last two stretches run."""
    a, b = (0, 1) if x < at[0] else (-2, -1)
    return float(down[a] + (down[b] - down[a]) * (x - at[a]) / (at[b] - at[a]))
