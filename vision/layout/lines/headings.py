"""Type of several sizes on one page: large letters are taken out and looked at from further away."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.ink.components import Components, components
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.ridges import fragments
from vision.layout.types import Floats, Mask

STEP = 2.2
"""How much larger than the usual letter type must be to be a size of its own."""


def fragments_of_all_sizes(parts: Components, scale: float, barrier: Mask, rules: Mask, sizes: int = 3) -> Fragments:
    """Pieces of lines, the large type found apart from the small.

    barrier: what small type may not cross. rules: what no type may cross. sizes: how many more times to step back.
    """
    large = display_type(parts, scale) if sizes else np.zeros(len(parts), bool)
    if not large.any():
        return fragments(parts.labels > 0, parts, scale, barrier)
    small = components(parts.mask(~large))
    big = components(parts.mask(large))
    found = fragments(small.labels > 0, small, scale, barrier)
    return found + fragments_of_all_sizes(big, STEP * scale, rules, rules, sizes - 1)


def display_type(parts: Components, scale: float) -> Mask:
    """(N,) true for letters of large type: tall with thick strokes, and the smaller ones beside them in a row."""
    tall = parts.h > STEP * scale
    if not tall.any():
        return tall
    thick = stroke_thickness(parts)
    body = (parts.h > 0.6 * scale) & (parts.h < 2 * scale)
    usual = float(np.median(thick[body])) if body.any() else 0.0
    chosen = tall & (thick > 1.5 * usual)
    likely = (parts.h > 1.1 * scale) & (thick > 1.25 * usual)
    for _ in range(3):
        more = likely & ~chosen & beside(parts, chosen)
        if not more.any():
            break
        chosen = chosen | more
    return chosen


def stroke_thickness(parts: Components) -> Floats:
    """(N,) mean width of the strokes in pixels: four times the mean distance of ink to the nearest paper."""
    inside = parts.labels > 0
    distance = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    total = np.bincount(parts.labels[inside], distance[inside], len(parts) + 1)[1:]
    return np.asarray(4 * total / np.maximum(parts.area, 1), np.float64)


def beside(parts: Components, chosen: Mask) -> Mask:
    """(N,) true for components in one row with a chosen one, no further than its height."""
    near = np.zeros(len(parts), bool)
    for i in np.flatnonzero(chosen):
        shared = np.minimum(parts.y + parts.h, parts.y[i] + parts.h[i]) - np.maximum(parts.y, parts.y[i])
        gap = np.maximum(parts.x - parts.x[i] - parts.w[i], parts.x[i] - parts.x - parts.w)
        near |= (shared > 0.6 * parts.h) & (gap < parts.h[i]) & (parts.h > 0.4 * parts.h[i])
    return near
