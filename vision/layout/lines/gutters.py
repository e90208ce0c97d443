"""Gutters: white strips between two columns, told from word spaces by the rows that they part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vision.layout.geometry import x_overlap
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.groups import groups_of
from vision.layout.types import Boxes, Ints, Mask

ALIKE = 6
"""Strips by which other rows' gaps may be wider and still belong to the gutter: a short line ends far from it."""

LEAST = ((6.0, 1), (4.5, 2), (3.0, 3), (1.5, 5), (0.0, 7))
"""Width of a gap in letter heights, and how many rows it must part to be a gutter: word spaces line up by chance, but
not in seven rows."""

NOTE, TEXT = 4, 12
"""Strips that the widest note in a margin is wider than, unlike hanging numbers, and a line of the text beside it."""

EDGE = 0.6
"""Strips by which lines at the edge of the text may begin or end elsewhere than the one with a note beside it."""

ONE_GAP = 0.5
"""Gutters that share this part of the narrower one's width are parts of one gap."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """rows: how many rows the white strip parts. gap: their usual width, or this row's if that is more."""

    x0: float
    x1: float
    y0: float
    y1: float
    rows: int
    gap: float


def gutter(found: Fragments, pairs: Ints, k: int, strip: float, level: Boxes) -> Gutter:
    """The white strip through gap `k` that parts most rows, at least `strip` wide; those that end at it count too."""
    left, right = found.box[pairs[:, 0], 2], found.box[pairs[:, 1], 0]
    middle = (found.right_y[pairs[:, 0]] + found.left_y[pairs[:, 1]]) / 2
    width = min(strip, max(right[k] - left[k], 1))
    alike = right - left <= right[k] - left[k] + ALIKE * strip
    edge = at_the_edge(found, pairs, k, strip)
    best: Gutter | None = None
    for x in {left[k], (left[k] + right[k] - width) / 2, right[k] - width}:
        blocked = (found.box[:, 0] < x + width - 1) & (found.box[:, 2] > x + 1)
        across = (level[:, 0] < x + width) & (level[:, 2] > x)
        centre = np.concatenate([(found.left_y + found.right_y)[blocked] / 2, level[across, 1]])
        above = centre[centre < middle[k]].max(initial=-np.inf)
        below = centre[centre > middle[k]].min(initial=np.inf)
        rows = alike & (middle > above) & (middle < below) & (left <= x + 1) & (right >= x + width - 1)
        rows[k] = True
        height = (found.left_y + found.right_y)[edge & ~blocked] / 2
        count = int(rows.sum() + ((height > above) & (height < below)).sum())
        if best is None or count > best.rows:
            a, b = found.box[pairs[rows, 0]], found.box[pairs[rows, 1]]
            best = Gutter(
                float(a[:, 2].max()),
                float(b[:, 0].min()),
                float(min(a[:, 1].min(), b[:, 1].min())),
                float(max(a[:, 3].max(), b[:, 3].max())),
                count,
                float(max(np.median(b[:, 0] - a[:, 2]), right[k] - left[k])),
            )
    assert best is not None
    return best


def at_the_edge(found: Fragments, pairs: Ints, k: int, strip: float) -> Mask:
    """(N,) true for lines with nothing beside them that begin, or end, where gap `k` does: the text beside notes."""
    width = found.box[:, 2] - found.box[:, 0]
    edge = np.zeros(len(found), bool)
    for side, notes, lines in ((0, pairs[:, 0], pairs[:, 1]), (2, pairs[:, 1], pairs[:, 0])):
        flush = np.abs(found.box[:, side] - found.box[lines[k], side]) < EDGE * strip
        if (width[notes[flush[lines]]] > NOTE * strip).any():
            flush[lines] = False
            edge |= flush & (width > TEXT * strip)
    return edge


def parts_columns(g: Gutter, size: float) -> bool:
    """True when a white strip is a gutter between columns, not a word space or a gap inside a table row.

    The narrower the strip, the more rows it must part.
    """
    return any(g.gap >= gap * size and g.rows >= count for gap, count in LEAST)


def gutter_groups(gutters: Sequence[Gutter]) -> Ints:
    """(N,) which gutters are parts of one gap: those that overlap in x and in y."""
    box = np.array([(g.x0, g.y0, g.x1, g.y1) for g in gutters], np.float64).reshape(-1, 4)
    over = x_overlap(box, box) > ONE_GAP
    over &= np.minimum(box[:, None, 3], box[None, :, 3]) > np.maximum(box[:, None, 1], box[None, :, 1])
    return groups_of(len(box), np.argwhere(over))


def widest(gutters: list[Gutter], most: int) -> Mask:
    """(N,) true for the gutters of the `most` gaps that part most rows."""
    group = gutter_groups(gutters)
    tall = np.zeros(int(group.max(initial=-1)) + 1)
    np.maximum.at(tall, group, [g.rows for g in gutters])
    best = np.argsort(-tall, kind="stable")[:most]
    return np.isin(group, best)


def separator_boxes(gutters: Sequence[Gutter]) -> Boxes:
    """(M, 4) one box for each gap: as tall as all its rows, as wide as the paper that all of them leave white."""
    box = np.array([(g.x0, g.y0, g.x1, g.y1) for g in gutters], np.float64).reshape(-1, 4)
    group = gutter_groups(gutters)
    out = []
    for k in range(int(group.max(initial=-1)) + 1):
        own = box[group == k]
        left, right = own[:, 0].max(), own[:, 2].min()
        if left >= right:
            left, right = np.median(own[:, 0]), np.median(own[:, 2])
        out.append((left, own[:, 1].min(), right, own[:, 3].max()))
    return np.array(out, np.float64).reshape(-1, 4)
