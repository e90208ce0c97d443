"""Reading order: lines chained to blocks, blocks sorted by who comes before whom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.layout.boxes import union_boxes, x_overlap
from vision.layout.types import Boxes, Ints

SAME_COLUMN = 0.1
"""Lines stand above each other when they share this part of the narrower one's width."""


def blocks(boxes: Boxes, middle: NDArray[np.float64]) -> Ints:
    """(N,) block of each line: chains in which every line has one line right above and it has one right below."""
    n = len(boxes)
    over = x_overlap(boxes, boxes) > SAME_COLUMN
    below = over & (middle[None, :] > middle[:, None])
    nearest_below = np.where(below, middle[None, :], np.inf).min(1, initial=np.inf)
    height = float(np.median(boxes[:, 3] - boxes[:, 1])) if n else 0.0
    first = below & (middle[None, :] <= nearest_below[:, None] + 0.5 * height)
    nearest_above = np.where(below.T, middle[None, :], -np.inf).max(1, initial=-np.inf)
    last = below.T & (middle[None, :] >= nearest_above[:, None] - 0.5 * height)
    link = first & last.T
    only = (first.sum(1) == 1)[:, None] & (last.sum(1) == 1)[None, :] & link
    block = np.full(n, -1)
    follows = only.any(0)
    for number, start in enumerate(np.flatnonzero(~follows)):
        i = int(start)
        block[i] = number
        while only[i].any():
            i = int(np.argmax(only[i]))
            block[i] = number
    return block


def reading_order(boxes: Boxes, middle: NDArray[np.float64]) -> tuple[Ints, Ints]:
    """Indices of the lines in reading order (left to right), and the block of each line.

    Breuel 2003: one block comes before another when it stands above it and they overlap in x, or when it stands to
    its left and no block between them in height overlaps both.
    """
    block = blocks(boxes, middle)
    count = int(block.max()) + 1 if len(block) else 0
    box = union_boxes(boxes, block, count)
    before = precedence(box)
    order = topological(before, box)
    place = np.empty(count, np.int64)
    place[order] = np.arange(count)
    return np.lexsort((boxes[:, 0], middle, place[block])), block


def precedence(box: Boxes) -> NDArray[np.bool_]:
    """(N, N) true where the first block comes before the second."""
    n = len(box)
    over = x_overlap(box, box) > SAME_COLUMN
    middle = (box[:, 1] + box[:, 3]) / 2
    above = over & (middle[:, None] < middle[None, :])
    centre = (box[:, 0] + box[:, 2]) / 2
    beside = ~over & (centre[:, None] < centre[None, :])
    before = above & ~np.eye(n, dtype=bool)
    for i, j in zip(*np.nonzero(beside), strict=True):
        low, high = min(box[i, 3], box[j, 3]), max(box[i, 1], box[j, 1])
        between = over[i] & over[j] & (middle > min(low, high)) & (middle < max(low, high))
        if low < high and between.any():
            continue
        before[i, j] = True
    return before


def topological(before: NDArray[np.bool_], box: Boxes) -> list[int]:
    """The blocks sorted so that predecessors come first; where a circle leaves it open, the topmost comes first."""
    n = len(box)
    done = np.zeros(n, bool)
    order: list[int] = []
    waiting = before.sum(0).astype(np.int64)
    last = -1
    while len(order) < n:
        free = np.flatnonzero(~done & (waiting == 0))
        if not len(free):
            rest = np.flatnonzero(~done)
            free = rest[waiting[rest] == waiting[rest].min()]
        follow = free[before[last, free]] if last >= 0 else free
        choice = free if not len(follow) else follow
        i = int(choice[np.lexsort((box[choice, 1], box[choice, 0]))[0]])
        done[i] = True
        waiting -= before[i]
        order.append(i)
        last = i
    return order
