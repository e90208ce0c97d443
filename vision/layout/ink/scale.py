"""The one length that all others hang on: the height of a letter."""

from __future__ import annotations

import numpy as np

from vision.layout.ink.components import Components
from vision.layout.types import Mask


def letter_like(parts: Components) -> Mask:
    """(N,) true where a component has the proportions of a letter or a short run of joined letters."""
    page = min(parts.labels.shape)
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    likely = (parts.h >= 4) & (parts.h < page / 8) & (parts.w < 12 * parts.h) & (parts.h < 6 * parts.w) & (fill < 0.95)
    return np.asarray(likely, bool)


def letter_height(parts: Components) -> float:
    """Median height of the letters in pixels, each counted by its width; 0 when there are none."""
    chosen = letter_like(parts)
    if not chosen.any():
        return 0.0
    height, weight = parts.h[chosen], np.minimum(parts.w, 3 * parts.h)[chosen]
    order = np.argsort(height)
    total = np.cumsum(weight[order])
    return float(height[order][np.searchsorted(total, total[-1] / 2)])
