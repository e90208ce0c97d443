"""The one length that all others hang on: the height of a letter."""

from __future__ import annotations

import numpy as np

from vision.layout.components import Components
from vision.layout.types import Mask

LEAST_HEIGHT = 4
"""Pixels below which a letter has no shape left."""

TALLEST = 8
"""The shorter side of the page over the tallest letter: above, it is a picture or a border."""

RUN, UPRIGHT = 12, 6
"""Width over height of the longest run of joined letters, height over width of the slimmest letter."""

SOLID = 0.95
"""Share of its box that a letter leaves no white in: above, it is a blot or a rule."""

JOINED = 3
"""Heights of its own width that a component's weight is capped at, so that a rule does not outvote letters."""


def letter_like(parts: Components) -> Mask:
    """(N,) true where a component has the proportions of a letter or a short run of joined letters."""
    page = min(parts.labels.shape)
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    likely = (parts.h >= LEAST_HEIGHT) & (parts.h < page / TALLEST) & (fill < SOLID)
    likely &= (parts.w < RUN * parts.h) & (parts.h < UPRIGHT * parts.w)
    return np.asarray(likely, bool)


def letter_height(parts: Components) -> float:
    """Median height of the letters in pixels, each counted by its width; 0 when there are none."""
    chosen = letter_like(parts)
    if not chosen.any():
        return 0.0
    height, weight = parts.h[chosen], np.minimum(parts.w, JOINED * parts.h)[chosen]
    order = np.argsort(height)
    total = np.cumsum(weight[order])
    return float(height[order][np.searchsorted(total, total[-1] / 2)])
