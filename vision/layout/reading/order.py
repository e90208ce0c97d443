"""Reading order: a page is cut along its gutters, and across them where something spans both sides, again and again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vision.layout.geometry import union_boxes
from vision.layout.lines.groups import groups_of
from vision.layout.reading.margins import are_notes, catchword
from vision.layout.reading.pieces import SAME_ROW, Rows, in_rows
from vision.layout.reading.slant import guessed_slopes
from vision.layout.types import Boxes, Floats, Ints, Mask

LEVEL = 0.7
"""What lies at the height of a heading with so much of its own height belongs to it."""

SLACK = 0.3
"""Line heights by which lines may hang over a gutter: italics, hyphens, a box drawn too wide."""

FEWEST = 2
"""Rows on either side that make two columns; one row beside another is a line with a gap."""

CROSSING = 0.5
"""A line that crosses a gutter speaks against it with this part of the weight of a row that it parts."""

FAR = 90
"""Of a column's line ends, the percentile that is its edge: what goes further fills the gutter."""

FULL = 0.6
"""Part of a column's width that a level rule must cover to end it."""

REACH = 4.0
"""Line heights between two pieces of a level rule, at the most."""


def reading_order(
    boxes: Boxes, middle: Floats, rules: Boxes | None = None, slope: Floats | None = None
) -> tuple[Ints, Ints]:
    """Indices of the lines in reading order (left to right), and the block of each line.

    middle: (N,) height of each line. rules: (M, 4) level rules, which part what is above and below them. slope: (N,)
    how far each line falls for a pixel to the right; guessed when left out. A block is a run of rows in one column, or
    of rows that span several. After Nagy and Seth 1984 (recursive X-Y cut), with gutters that headings may cross.
    """
    block = np.zeros(len(boxes), np.int64)
    order: list[int] = []
    rows = in_rows(boxes, middle, guessed_slopes(boxes, middle) if slope is None else slope)
    level = joined(np.zeros((0, 4)) if rules is None else rules, rows.height)
    for number, run in enumerate(cut(rows, np.arange(len(rows)), level)):
        for row in run:
            order += rows.members[row].tolist()
            block[rows.members[row]] = number
    return np.array(order, np.int64), block


def joined(rules: Boxes, height: float) -> Boxes:
    """Level rules with the pieces of one put together, across the gutters that break them."""
    middle = (rules[:, 1] + rules[:, 3]) / 2
    gap = rules[None, :, 0] - rules[:, None, 2]
    near = (np.abs(middle[:, None] - middle[None, :]) < height) & (np.abs(gap) < REACH * height)
    group = groups_of(len(rules), np.argwhere(near))
    return union_boxes(rules, group, int(group.max(initial=-1)) + 1)


def cut(rows: Rows, own: Ints, level: Boxes) -> Iterator[Ints]:
    """The blocks of a part of the page in reading order, each as rows from top to bottom."""
    gutter = best_gutter(rows, own, level)
    if gutter is None:
        yield down(rows, own)
        return
    for spans, band in bands(rows, own, gutter, level):
        left = rows.box[band, 2] - SLACK * rows.height <= gutter
        if spans or left.all() or not left.any():
            yield from cut(rows, band, level) if not spans else iter([down(rows, band)])
            continue
        sides = [band[left], band[~left]]
        if are_notes(rows, *sides):
            sides.reverse()
        if are_notes(rows, sides[1], sides[0]):
            last = catchword(rows, sides[0])
            sides = [sides[0][~last], sides[1], sides[0][last]]
        for side in filter(len, sides):
            yield from cut(rows, side, level)


def down(rows: Rows, own: Ints) -> Ints:
    """The rows of one column from top to bottom, those at one height from left to right."""
    order = own[np.argsort(rows.middle[own], kind="stable")].tolist()
    for k in range(1, len(order)):
        while k and comes_before(rows, order[k], order[k - 1]):
            order[k - 1], order[k] = order[k], order[k - 1]
            k -= 1
    return np.array(order, np.int64)


def comes_before(rows: Rows, one: int, other: int) -> bool:
    """Whether a row stands over another where both are, or beside it to the left."""
    x0, x1 = max(rows.box[one, 0], rows.box[other, 0]), min(rows.box[one, 2], rows.box[other, 2])
    if x1 - x0 > SLACK * rows.height:
        return rows.height_at(one, (x0 + x1) / 2) < rows.height_at(other, (x0 + x1) / 2)
    level = abs(rows.middle[one] - rows.middle[other]) < SAME_ROW * rows.height
    return bool(level and rows.box[one, 2] <= rows.box[other, 0] + SLACK * rows.height)


def best_gutter(rows: Rows, own: Ints, level: Boxes) -> float | None:
    """The x at which most rows are parted and fewest columns cut in two; None when there are no two columns."""
    best, found = 0.0, None
    for x in candidates(rows, own):
        weight = parting(rows, own, x, level)
        if weight > best:
            best, found = weight, float(x)
    return found


def parting(rows: Rows, own: Ints, x: float, level: Boxes) -> float:
    """How many rows a gutter at `x` parts; less for each time that columns go on behind what crosses it."""
    parted, crossed, stretches, broken = 0, 0, 0, True
    for spans, band in bands(rows, own, x, level):
        crossed += len(band) * spans
        left = rows.box[band, 2] - SLACK * rows.height <= x
        fewer = min(beside(rows, band[left], band[~left]), beside(rows, band[~left], band[left]))
        if spans or fewer < FEWEST:
            broken = broken or spans
            continue
        parted += fewer
        stretches += broken
        broken = False
    return parted / stretches**2 if parted > CROSSING * crossed else 0.0


def candidates(rows: Rows, own: Ints) -> Floats:
    """Places between a right end and the next left end that fewer lines cross than their neighbours."""
    slack = SLACK * rows.height
    left, right = rows.box[own, 0] + slack, rows.box[own, 2] - slack
    x = np.unique(np.concatenate([left, right]))
    middle = (x[:-1] + x[1:]) / 2
    crossing = ((left[None, :] < middle[:, None]) & (right[None, :] > middle[:, None])).sum(1)
    before = np.concatenate([[len(own) + 1], crossing[:-1]])
    after = np.concatenate([crossing[1:], [len(own) + 1]])
    return np.asarray(middle[(crossing < before) & (crossing <= after)], np.float64)


def bands(rows: Rows, own: Ints, gutter: float, level: Boxes) -> Iterator[tuple[bool, Ints]]:
    """The rows from top to bottom in bands: runs of those that cross the gutter (true), and what lies between them.

    A level rule across the gutter ends a band too.
    """
    box = rows.box[own]
    across = crossing(box, gutter, rows.height)
    inside = (level[:, 0] < gutter - rows.height) & (level[:, 2] > gutter + rows.height)
    y0, y1 = box[:, 1].min(), box[:, 3].max()
    width = np.minimum(level[:, 2], box[:, 2].max()) - np.maximum(level[:, 0], box[:, 0].min())
    inside &= (level[:, 1] > y0) & (level[:, 3] < y1) & (width > FULL * (box[:, 2].max() - box[:, 0].min()))
    middle = rows.middle[own]
    shared = np.minimum(box[:, None, 3], box[None, across, 3]) - np.maximum(box[:, None, 1], box[None, across, 1])
    across |= (shared > LEVEL * (box[:, 3] - box[:, 1])[:, None]).any(1)
    edges = np.concatenate([middle[across], (level[inside, 1] + level[inside, 3]) / 2])
    place = 2 * np.searchsorted(np.sort(edges), middle, "left")
    place[across] += 1
    sequence = np.argsort(place, kind="stable")
    run: list[int] = []
    for k in sequence:
        if run and (across[k] != across[run[-1]] or (not across[k] and place[k] != place[run[-1]])):
            yield bool(across[run[-1]]), own[run]
            run = []
        run.append(int(k))
    if run:
        yield bool(across[run[-1]]), own[run]


def crossing(box: Boxes, gutter: float, height: float) -> Mask:
    """(N,) true for rows on both sides of a gutter, and for those that fill the white strip on either side of it.

    A heading over several columns may begin where a column ends.
    """
    slack = SLACK * height
    across = (box[:, 0] + slack < gutter) & (box[:, 2] - slack > gutter)
    left, right = box[:, 2] - slack <= gutter, box[:, 0] + slack >= gutter
    if left.any() and right.any():
        end, begin = np.percentile(box[left, 2], FAR), np.percentile(box[right, 0], 100 - FAR)
        if begin - end > height:
            across |= right & (box[:, 0] < end + slack)
            across |= left & (box[:, 2] > begin - slack)
    return np.asarray(across, bool)


def beside(rows: Rows, these: Ints, those: Ints) -> int:
    """How many of `these` rows have one of `those` beside them, or stand between two that have."""
    if not len(these) or not len(those):
        return 0
    top, bottom = rows.box[those, 1].min(), rows.box[those, 3].max()
    return int(((rows.middle[these] > top) & (rows.middle[these] < bottom)).sum())
