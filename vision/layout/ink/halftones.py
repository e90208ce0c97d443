"""Photographs and dark panels: what stays dark when everything as thin as type is painted over with paper."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.components import components
from vision.layout.types import Boxes
from vision.types import Gray

REDUCED = 3.0
"""Height in pixels of a letter while they are looked for: they are large."""

THIN, AROUND = 3, 20
"""Letter heights: what is thinner is type; how far paper is looked for, so that a page darker to one side is none."""

DARK = 0.75
"""Part of the paper's brightness under which it is no paper; stains are brighter."""

LEAST = 5
"""Letter heights of both sides at least."""


def halftones(gray: Gray, scale: float) -> Boxes:
    """(N, 4) boxes of dark areas that do not reach the border of the picture; gray: (H, W), dark on light."""
    factor = min(1.0, REDUCED / scale)
    size = (max(1, round(gray.shape[1] * factor)), max(1, round(gray.shape[0] * factor)))
    small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    letter = scale * factor
    without_type, paper = (
        cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((int(reach * letter) | 1,) * 2, np.uint8))
        for reach in (THIN, AROUND)
    )
    parts = components(np.asarray(without_type < DARK * paper, bool))
    height, width = small.shape
    inside = (parts.x > 0) & (parts.y > 0) & (parts.x + parts.w < width) & (parts.y + parts.h < height)
    large = np.minimum(parts.w, parts.h) > LEAST * letter
    return np.asarray(parts.boxes[inside & large] / factor, np.float64)
