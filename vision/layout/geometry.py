"""What is reckoned with boxes in every room of page segmentation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.layout.types import Box, Boxes, Floats, Ints, Line, Outline

STANDS = 0.75
"""Part of a box that lies above the line on which letters stand: descenders take a quarter."""

LINE_HIGH = 2.25
"""Height of a line's outline, from ascender to descender, in letters."""


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of them."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def corners(box: Box) -> Outline:
    """The corners of a box, clockwise from the top left."""
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def letter_of(line: Line) -> float:
    """Height of a line's letters in pixels, from its height where it begins."""
    outline = line.outline or corners(line.box)
    (x0, y0), (x1, y1) = outline[0], outline[-1]
    return float(np.hypot(x1 - x0, y1 - y0)) / LINE_HIGH


def baseline_of(line: Line) -> Outline:
    """Where the letters of a line stand: what was found, or for a line drawn by hand a guess from its box."""
    if line.baseline:
        return line.baseline
    x0, y0, x1, y1 = line.box
    foot = round(y0 + STANDS * (y1 - y0))
    return (x0, foot), (x1 - 1, foot)


def x_overlap(a: Boxes, b: Boxes) -> Floats:
    """(N, M) shared width of two sets of boxes, as a share of the narrower one."""
    shared = np.minimum(a[:, None, 2], b[None, :, 2]) - np.maximum(a[:, None, 0], b[None, :, 0])
    width = np.minimum((a[:, 2] - a[:, 0])[:, None], (b[:, 2] - b[:, 0])[None])
    return np.asarray(np.clip(shared, 0, None) / np.maximum(width, 1), np.float64)


def shared_areas(a: Boxes, b: Boxes) -> Floats:
    """(N, M) the area that two sets of boxes share, in square pixels."""
    low, high = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    return np.asarray(np.clip(high - low, 0, None).prod(2), np.float64)


def union_boxes(box: Boxes, group: Ints, count: int) -> Boxes:
    """(count, 4) the box around each group of boxes."""
    out = np.full((count, 4), [np.inf, np.inf, -np.inf, -np.inf])
    np.minimum.at(out[:, :2], group, box[:, :2])
    np.maximum.at(out[:, 2:], group, box[:, 2:])
    return out


def map_points(boxes: Boxes, matrix: Floats) -> Floats:
    """(N, 4, 2) the corners of `boxes` (N, 4), clockwise from the top left, after the affine map `matrix` (2, 3)."""
    quads = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2)
    return moved_by(quads, matrix)


def moved_by(points: Floats, matrix: Floats) -> Floats:
    """(..., 2) points after the affine map `matrix` (2, 3)."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float64)
