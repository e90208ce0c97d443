"""Type of several sizes on one page: large letters are taken out and looked at from further away."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.components import Components
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.ridges import fragments
from vision.layout.types import Floats, Mask

STEP = 2.2
"""How much larger than the usual letter type must be to be a size of its own."""

BODY = (0.6, 2.0)
"""Heights of the letters, in usual ones, whose strokes tell how thick the usual stroke is."""

THICK = 1.5
"""Strokes of large type are so many times thicker; a tall bracket's are not."""

LIKELY_HEIGHT, LIKELY_THICK = 1.1, 1.25
"""What stands in a row with large type is its minuscules when it is a little taller and thicker than usual."""

NEIGHBOURS = 3
"""How many times what was found brings in its neighbours: a word's letters come one after the other."""

STROKE = 4
"""A stroke's width over the mean distance of its ink to the nearest paper."""

SAME_ROW, NOT_A_DOT = 0.6, 0.4
"""Share of its height that lies in the other's row; least height beside the other's."""


def fragments_of_all_sizes(parts: Components, scale: float, barrier: Mask, rules: Mask, sizes: int = 3) -> Fragments:
    """Pieces of lines, the large type found apart from the small.

    barrier: what small type may not cross. rules: what no type may cross. sizes: how many more times to step back.
    """
    large = display_type(parts, scale) if sizes else np.zeros(len(parts), bool)
    if not large.any():
        return fragments(parts, scale, barrier)
    small, big = parts.pick(~large), parts.pick(large)
    found = fragments(small, scale, barrier)
    return found + fragments_of_all_sizes(big, STEP * scale, rules, rules, sizes - 1)


def display_type(parts: Components, scale: float) -> Mask:
    """(N,) true for letters of large type: tall with thick strokes, and the smaller ones beside them in a row."""
    tall = parts.h > STEP * scale
    if not tall.any():
        return tall
    thick = stroke_thickness(parts)
    body = (parts.h > BODY[0] * scale) & (parts.h < BODY[1] * scale)
    usual = float(np.median(thick[body])) if body.any() else 0.0
    chosen = tall & (thick > THICK * usual)
    likely = (parts.h > LIKELY_HEIGHT * scale) & (thick > LIKELY_THICK * usual)
    for _ in range(NEIGHBOURS):
        more = likely & ~chosen & beside(parts, chosen)
        if not more.any():
            break
        chosen = chosen | more
    return chosen


def stroke_thickness(parts: Components) -> Floats:
    """(N,) mean width of the strokes in pixels: four times the mean distance of ink to the nearest paper."""
    inside = parts.labels > 0
    distance = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    total = np.bincount(parts.labels[inside], distance[inside], len(parts) + 1)[1:]
    return np.asarray(STROKE * total / np.maximum(parts.area, 1), np.float64)


def beside(parts: Components, chosen: Mask) -> Mask:
    """(N,) true for components in one row with a chosen one, no further than its height."""
    near = np.zeros(len(parts), bool)
    for i in np.flatnonzero(chosen):
        shared = np.minimum(parts.y + parts.h, parts.y[i] + parts.h[i]) - np.maximum(parts.y, parts.y[i])
        gap = np.maximum(parts.x - parts.x[i] - parts.w[i], parts.x[i] - parts.x - parts.w)
        near |= (shared > SAME_ROW * parts.h) & (gap < parts.h[i]) & (parts.h > NOT_A_DOT * parts.h[i])
    return near
