"""The angle by which a page is turned, from the sharpness of its projection profile."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LIMIT = 25.0
"""Degrees to either side that are searched."""

FEWEST = 12
"""Letters below which rows pile up by chance."""

SEARCH = ((LIMIT, 0.5, 0.5), (0.6, 0.1, 0.3), (0.12, 0.02, 0.15))
"""Coarse to fine: degrees to either side of the best so far, step in degrees, height of a row in letter heights."""

BLOCK = 3.0
"""Letter heights of a row that holds a line with the white under it: what piles up there is the block of text."""


def skew_angle(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    scale: float,
    limit: float = LIMIT,
    *,
    feet: NDArray[np.float64] | None = None,
) -> float:
    """Degrees, clockwise positive, for letters at (x, y): the turn that piles them up on the fewest rows.

    Coarse to fine, as in Postl 1986; 0 with too few letters to tell. feet: (N,) y of the letters' feet, by which the
    finer search goes where y are their middles: boxes of words far askew reach below their feet.
    """
    if len(x) < FEWEST:
        return 0.0
    (widest, step, row), *finer = SEARCH
    reach = min(widest, limit)
    angles = np.arange(-reach, reach + step / 2, step)
    best = float(angles[np.argmax([lines_apart(x, y, angle, row * scale, BLOCK * scale) for angle in angles])])
    feet = y if feet is None else feet
    for reach, step, row in finer:
        angles = np.clip(best + np.arange(-reach, reach + step / 2, step), -limit, limit)
        best = float(angles[np.argmax([sharpness(x, feet, angle, row * scale) for angle in angles])])
    return best


def lines_apart(x: NDArray[np.float64], y: NDArray[np.float64], degrees: float, row: float, block: float) -> float:
    """Sharpness of rows over that of rows so high that only the outline of the text shows in them.

    A block of text seen along its diagonal piles up too, but not on lines.
    """
    return sharpness(x, y, degrees, row) / sharpness(x, y, degrees, block)


def sharpness(x: NDArray[np.float64], y: NDArray[np.float64], degrees: float, bin_height: float) -> float:
    """Sum of squared row counts after turning the points back by `degrees`."""
    angle = np.radians(degrees)
    rows = (y * np.cos(angle) - x * np.sin(angle)) / bin_height
    rows = np.asarray(rows - rows.min(), np.float64)
    whole = rows.astype(np.int64)
    part = rows - whole
    size = int(whole.max()) + 2
    low, high = np.bincount(whole, 1 - part, size), np.bincount(whole + 1, part, size)
    return float(np.square(np.add(low, high)).sum())


def rotation(width: int, height: int, degrees: float) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """The 2x3 matrix that turns a page back by `degrees` without cutting a corner, and the new (width, height)."""
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (int(np.ceil(width * cos + height * sin)), int(np.ceil(width * sin + height * cos)))
    matrix[:, 2] += np.array([size[0] - width, size[1] - height]) / 2
    return matrix, size
