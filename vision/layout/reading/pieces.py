"""Pieces of one line, put together before lines are put in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.layout.geometry import union_boxes, x_overlap
from vision.layout.lines.groups import groups_of
from vision.layout.types import Boxes, Floats, Ints

SAME_ROW = 0.5
"""Two pieces stand in one row when their middles are no further apart, in line heights."""

CLOSE = 2.0
"""Line heights between two pieces of one line, at the most; further apart they are cells or columns."""

NEAR_ROWS = 3.5
"""Line heights up and down within which text that runs across a gap says that it is no gutter."""

DROPPED = 0.35
"""Line heights by which the foot of a dropped capital's line may be off that of the last line it reaches down to."""

TALL = 1.6
"""Line heights from which a line holds a dropped capital, or letters of another line."""

PILED = 4
"""Line heights over the least step from line to line; what is nearer lies on the same line."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Lines with what stands beside them in the same row.

    box: (N, 4). middle: (N,) their heights. slope: (N,) how far they fall for a pixel to the right. members: the lines
    of each. height: of a line.
    """

    box: Boxes
    middle: Floats
    slope: Floats
    members: tuple[Ints, ...]
    height: float

    def __len__(self) -> int:
        return len(self.box)

    def height_at(self, row: int, x: float) -> float:
        """The height of the middle of a row at a place along it."""
        return float(self.middle[row] + self.slope[row] * (x - (self.box[row, 0] + self.box[row, 2]) / 2))


def in_rows(boxes: Boxes, middle: Floats, slope: Floats) -> Rows:
    """Pieces of one line put together, read from left to right."""
    n = len(boxes)
    height = line_height(boxes, middle)
    middle = dropped(boxes, middle)
    gap = boxes[None, :, 0] - boxes[:, None, 2]
    level = np.abs(middle[:, None] - middle[None, :]) < SAME_ROW * height
    beside = level & (gap > -height) & (gap < CLOSE * height) & (boxes[None, :, 2] > boxes[:, None, 2])
    pairs = [(i, j) for i, j in np.argwhere(beside) if bridged(boxes, middle, i, j, height)]
    group = groups_of(n, np.array(pairs, np.int64).reshape(-1, 2))
    count = int(group.max(initial=-1)) + 1
    members = tuple(np.flatnonzero(group == k) for k in range(count))
    members = tuple(own[np.argsort(boxes[own, 0], kind="stable")] for own in members)
    mean, fall = (np.array([value[own].mean() for own in members]) for value in (middle, slope))
    return Rows(union_boxes(boxes, group, count), mean, fall, members, height)


def line_height(boxes: Boxes, middle: Floats) -> float:
    """The usual height of a line, no more than from one line to the next below it: boxes of slanted lines overlap."""
    if not len(boxes):
        return 1.0
    below = np.where(x_overlap(boxes, boxes) > SAME_ROW, middle[None, :] - middle[:, None], -1.0)
    pitch = np.where(below > 0, below, np.inf).min(1)
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    follows = pitch[np.isfinite(pitch) & (pitch > height / PILED)]
    return min(height, float(np.median(follows))) if len(follows) else height


def dropped(boxes: Boxes, middle: Floats) -> Floats:
    """The middles, but that of a dropped capital, or of a line that holds one, at its first row."""
    out = middle.copy()
    tall = boxes[:, 3] - boxes[:, 1]
    height = float(np.median(tall)) if len(boxes) else 1.0
    for i in np.flatnonzero(tall > TALL * height):
        inside = (boxes[:, 1] > boxes[i, 1] + height / 2) & (boxes[:, 3] < boxes[i, 3] + DROPPED * height)
        gap = np.maximum(boxes[:, 0] - boxes[i, 2], boxes[i, 0] - boxes[:, 2])
        foot = inside & (gap < 0) & (boxes[:, 3] > boxes[i, 3] - DROPPED * height)
        capital = inside & (boxes[:, 0] >= boxes[i, 2]) & (gap < CLOSE * height)
        if foot.any() or (capital.any() and not (inside & (gap < 0)).any()):
            out[i] = min(middle[i], boxes[i, 1] + height / 2)
    return out


def bridged(boxes: Boxes, middle: Floats, i: int, j: int, height: float) -> bool:
    """True when lines near above and below run across the gap between pieces `i` and `j` of a row."""
    x0, x1 = sorted((boxes[i, 2], boxes[j, 0]))
    across = (boxes[:, 0] < x0 - height) & (boxes[:, 2] > x1 + height)
    below = middle - (middle[i] + middle[j]) / 2
    near = across & (np.abs(below) < NEAR_ROWS * height) & (np.abs(below) > SAME_ROW * height)
    return bool((near & (below < 0)).any() and (near & (below > 0)).any())
