"""How much a line looks like text: many marks that stand on one line, not an ornament or a stain."""

from __future__ import annotations

import numpy as np

from vision.layout.components import Components
from vision.layout.lines.fragments import Fragments
from vision.layout.types import Floats, Mask

SMALL, LARGE = 0.4, 3.0
"""Heights, in letters of the line, of the marks that are looked at: points are smaller, pictures larger."""

MOST = 30
"""Marks, and letter heights of ink side by side, from which more say nothing more."""

NONE = 1.0
"""What is said of a line without a mark of a letter's height: off by a letter."""


WEIGHTS, BIAS = np.array([1.5, 1.2, -2.3]), -3.6
"""A logistic regression on the lines found on labelled pages: those on a labelled line against the others."""

DOUBTFUL = 0.3
"""Certainty below which a line may well be none: benchmarks/layout.md says how many are."""

IN_PICTURE = 0.3
"""What is left of the certainty of a line in a picture."""


def certainties(evidence: Floats, in_picture: Mask) -> Floats:
    """(N,) in [0, 1]. evidence: (N, 3). in_picture: (N,) true for lines in a picture."""
    text = 1 / (1 + np.exp(-(evidence @ WEIGHTS + BIAS)))
    return np.asarray(np.where(in_picture, IN_PICTURE, 1.0) * text, np.float64)


def evidence(found: Fragments, letters: Components, feet: list[Floats], scale: float) -> Floats:
    """(N, 3) for each line: logarithms of its marks and of their widths together, and how far their feet are off.

    feet: the points of each baseline. Widths, and the median of the feet off the baseline, in letter heights.
    """
    middle_x, middle_y, foot = letters.x + letters.w / 2, letters.y + letters.h / 2, letters.y + letters.h
    rows = []
    for box, size, line in zip(found.box, found.sizes(scale), feet, strict=True):
        own = (middle_x > box[0]) & (middle_x < box[2]) & (middle_y > box[1]) & (middle_y < box[3])
        own &= (letters.h > SMALL * size) & (letters.h < LARGE * size)
        count, wide, off = own.sum(), letters.w[own].sum() / size, NONE
        if count:
            off = float(np.median(np.abs(foot[own] - np.interp(middle_x[own], line[:, 0], line[:, 1])))) / size
        rows.append((np.log1p(min(count, MOST)), np.log1p(min(wide, MOST)), off))
    return np.array(rows, np.float64).reshape(-1, 3)
