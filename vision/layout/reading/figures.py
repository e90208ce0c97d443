"""Pictures and tables among the text. Lengths in letter heights."""

from __future__ import annotations

import numpy as np

from vision.layout.geometry import shared_areas, union_boxes
from vision.layout.ink.rules import Rules
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.groups import groups_of
from vision.layout.types import Boxes, Floats, Ints, Mask

APART = 2.0
"""Parts of one picture are no further apart."""

LEAST_PICTURE = 5.0
"""Both sides of a picture at least; less is an ornament."""

TEXT_SHARE = 0.25
"""Share of its box that lines cover from which it is a frame round text, no picture."""

TOUCH = 1.0
"""Rules of one grid are no further apart where they meet."""

CELLS, GRID_ROWS = 2, 3
"""Columns and rows of a ruled table at the least."""

SPANS = 0.7
"""Part of a grid's width or height that a rule must cover to part its rows or columns."""

ROW_PITCH = 12.0
"""A ruled table's rows are no higher on average: four lines of type. A newspaper's rules are further apart."""

SAME_ROW, CELL_GAP, CELL_WIDE = 0.6, 1.5, 10.0
"""Cells of one row: how far their middles may be off, the least white between two, and their usual width at most."""

OPEN_CELLS, OPEN_ROWS, ROW_STEP = 3, 4, 5.0
"""A table without rules: cells in a row and rows at least, and how far one row is from the next."""


def pictures(candidates: Boxes, lines: Boxes, scale: float) -> Boxes:
    """(M, 4) boxes of pictures: what is too large for type and holds little text; lines: (N, 4)."""
    box = joined(candidates, APART * scale)
    size = box[:, 2:] - box[:, :2]
    text = shared_areas(box, lines).sum(1) / np.maximum(size.prod(1), 1)
    return np.asarray(box[(size.min(1) > LEAST_PICTURE * scale) & (text < TEXT_SHARE)], np.float64)


def inside_any(lines: Boxes, areas: Boxes) -> Mask:
    """(N,) true for the lines whose middle lies in one of the areas (M, 4)."""
    x, y = ((lines[:, k] + lines[:, k + 2])[:, None] / 2 for k in (0, 1))
    inside = (x > areas[:, 0]) & (x < areas[:, 2]) & (y > areas[:, 1]) & (y < areas[:, 3])
    return np.asarray(inside.any(1), bool)


def tables(pieces: Fragments, rules: Rules, scale: float) -> Boxes:
    """(M, 4) boxes of tables: grids of rules, and rows of short cells under each other."""
    found = np.concatenate([grids(rules, scale), open_tables(pieces, scale)])
    return joined(found, TOUCH * scale)


def joined(boxes: Boxes, apart: float) -> Boxes:
    """The boxes with those that touch, or nearly, put together."""
    reach = boxes + np.array([-apart, -apart, apart, apart]) / 2
    group = groups_of(len(boxes), np.argwhere(shared_areas(reach, reach) > 0))
    return union_boxes(boxes, group, int(group.max(initial=-1)) + 1)


def grids(rules: Rules, scale: float) -> Boxes:
    """(M, 4) boxes of tables that rules are drawn through."""
    box = np.concatenate([rules.vertical, rules.horizontal])
    upright = np.arange(len(box)) < len(rules.vertical)
    reach = box + TOUCH * scale * np.array([-1, -1, 1, 1])
    group = groups_of(len(box), np.argwhere(shared_areas(reach, reach) > 0))
    whole = union_boxes(box, group, int(group.max(initial=-1)) + 1)
    found = []
    for k, (x0, y0, x1, y1) in enumerate(whole):
        own = group == k
        tall, wide = own & upright, own & ~upright
        tall &= box[:, 3] - box[:, 1] > SPANS * (y1 - y0)
        wide &= box[:, 2] - box[:, 0] > SPANS * (x1 - x0)
        across, down = places(box[tall, 0], scale), places(box[wide, 1], scale)
        if across > CELLS and down > GRID_ROWS and y1 - y0 < ROW_PITCH * scale * (down - 1):
            found.append((x0, y0, x1, y1))
    return np.array(found, np.float64).reshape(-1, 4)


def places(at: Floats, scale: float) -> int:
    """How many places there are, those nearer than a letter counted once."""
    return int((np.diff(np.sort(at)) > scale).sum()) + bool(len(at))


def open_tables(pieces: Fragments, scale: float) -> Boxes:
    """(M, 4) boxes of rows of short cells, one under the other, with white between their columns."""
    rows = [row for row in cell_rows(pieces, scale) if is_tabular(row, scale)]
    found: list[Boxes] = []
    run: list[Boxes] = []
    for row in [*rows, None]:
        if run and (row is None or not goes_on(run[-1], row, scale)):
            if len(run) >= OPEN_ROWS:
                found.append(np.concatenate(run))
            run = []
        if row is not None:
            run.append(row)
    boxes = [np.concatenate([own[:, :2].min(0), own[:, 2:].max(0)]) for own in found]
    return np.array(boxes, np.float64).reshape(-1, 4)


def cell_rows(pieces: Fragments, scale: float) -> list[Boxes]:
    """The boxes of the cells of each row, from the left, rows from the top; words of one cell are one box."""
    middle = (pieces.left_y + pieces.right_y) / 2
    order = np.argsort(middle, kind="stable")
    row: Ints = np.cumsum(np.diff(middle[order], prepend=middle[order][:1]) > SAME_ROW * scale / 2)
    out = []
    for k in range(int(row.max(initial=-1)) + 1):
        own = pieces.box[order[row == k]]
        own = own[np.argsort(own[:, 0], kind="stable")]
        right = np.maximum.accumulate(own[:, 2])
        cell = np.concatenate([[0], np.cumsum(own[1:, 0] - right[:-1] > CELL_GAP * scale)])
        out.append(union_boxes(own, cell.astype(np.int64), int(cell[-1]) + 1))
    return out


def is_tabular(row: Boxes, scale: float) -> bool:
    return len(row) >= OPEN_CELLS and bool(np.median(row[:, 2] - row[:, 0]) < CELL_WIDE * scale)


def goes_on(above: Boxes, below: Boxes, scale: float) -> bool:
    """Whether two rows follow each other and at least two white strips run through both."""
    if below[:, 1].min() - above[:, 1].min() > ROW_STEP * scale:
        return False
    left = np.maximum(above[:-1, None, 2], below[None, :-1, 2])
    right = np.minimum(above[1:, None, 0], below[None, 1:, 0])
    return int((right - left > CELL_GAP * scale / 2).any(1).sum()) >= OPEN_CELLS - 1
