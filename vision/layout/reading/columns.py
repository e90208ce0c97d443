"""Columns from blocks of lines."""

from __future__ import annotations

import numpy as np

from vision.layout.geometry import x_overlap
from vision.layout.types import Boxes, Ints, Mask

BESIDE = 0.1
"""Blocks stand side by side when they share no more of the narrower one's width."""

COVERS = 0.6
"""Share of a column's width that a block must cover to span it, however long it is."""

SHORT, TOUCHES = 3, 0.15
"""A block of no more lines spans a column already when it shares this much of the narrower one's width."""

OVERHANGS = 3
"""A short block that reaches into so many columns spans them, however little of the outer ones it covers."""

SAME = 0.6
"""Share of the narrower one's width by which the next block goes on in the same column."""

GOES_ON = 0.8
"""Part of the width of two blocks together that both must cover to be one column with something across between them."""


def spanning(box: Boxes, lines: Ints) -> Mask:
    """(N,) true for blocks over or under two others side by side: headings across columns.

    lines: (N,) how many each has; a long one must cover most of both to be no column itself.
    """
    overlap = x_overlap(box, box)
    height = np.minimum(box[:, None, 3], box[None, :, 3]) - np.maximum(box[:, None, 1], box[None, :, 1])
    beside = (overlap <= BESIDE) & (height > 0)
    shared = np.minimum(box[:, None, 2], box[None, :, 2]) - np.maximum(box[:, None, 0], box[None, :, 0])
    covers = shared > COVERS * (box[:, 2] - box[:, 0])[None]
    covers |= (overlap > TOUCHES) & (lines <= SHORT)[:, None]
    reaches = (overlap > 0) & (lines <= SHORT)[:, None]
    for row in (covers, reaches):
        np.fill_diagonal(row, False)
    wide = [beside[np.ix_(row, row)].any() for row in covers]
    wider = [(beside[np.ix_(row, row)].sum(1) >= OVERHANGS - 1).sum() >= OVERHANGS for row in reaches]
    return np.array([a or b for a, b in zip(wide, wider, strict=True)], bool)


def columns_of(boxes: Boxes, block: Ints) -> Ints:
    """(N,) column of each line, lines given in reading order; -1 for those that span several."""
    number, first, count = np.unique(block, return_index=True, return_counts=True)
    number, count = number[np.argsort(first)], count[np.argsort(first)]
    box = np.array([union(boxes[block == b]) for b in number]).reshape(-1, 4)
    wide = spanning(box, count)
    column = np.full(len(boxes), -1)
    current, extent = -1, None
    places: list[Boxes] = []
    for k, b in enumerate(number):
        if wide[k]:
            extent = None
            continue
        if extent is None or x_overlap(extent[None], box[k : k + 1])[0, 0] < SAME:
            before = [c for c, place in enumerate(places) if alike(place, box[k])]
            current, extent = before[0] if before else len(places), box[k]
            places += [] if before else [box[k]]
        else:
            extent = union(np.stack([extent, box[k]]))
        column[block == b] = current
    return column


def alike(a: Boxes, b: Boxes) -> bool:
    """True for a column and what goes on in its place further down."""
    shared = min(a[2], b[2]) - max(a[0], b[0])
    return bool(shared > GOES_ON * (max(a[2], b[2]) - min(a[0], b[0])))


def union(boxes: Boxes) -> Boxes:
    """(4,) the box around all of them."""
    return np.concatenate([boxes[:, :2].min(0), boxes[:, 2:].max(0)])
