"""Printed rules, told from letters by their length and the paper beside them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.components import Components, components
from vision.layout.types import Boxes, Mask


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lengths of a rule in letter heights: each piece at least, all together at least; flank: most ink beside it."""

    piece: float
    whole: float
    flank: float


UPRIGHT = Stroke(3.5, 6, 1.01)
SHORT = Stroke(2.5, 3.5, 0.35)
LEVEL = Stroke(4.5, 5, 0.8)
"""Two lines of type are about five letters high; a stroke of joined letters is never longer than three."""

LEAST_LENGTH = 5
"""Pixels of the shortest piece, whatever the letters."""

GAP = 2
"""Letter heights that a rule may be broken for and still be one."""

THICK, LEAN, SLACK = 0.7, 0.02, 3
"""Width of a rule at most: in letter heights, and for each pixel of its height when it leans; in pixels on top."""

FLANK, LEAST_FLANK = 0.3, 2
"""How far beside a stroke is looked for paper: letter heights, and pixels at least."""

PAPER = 0.35
"""Share of ink on the whiter flank of a rule, at most; the bars of joined letters have more."""

WIDE = 0.5
"""Letter heights: what is wider can be a letter that stops a rule from being bridged."""

ALIGNED, DRIFT = 0.5, 0.01
"""How far two pieces of one rule may be off: letter heights, and for each pixel between them."""

AROUND = 3
"""Side in pixels of what is taken away round a rule: the grey of its edge."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """mask: ink of the printed rules. barrier: where upright ones part text. vertical, horizontal: (N, 4) boxes."""

    mask: Mask
    barrier: Mask
    vertical: Boxes
    horizontal: Boxes


def strokes(ink: Mask, scale: float, kind: Stroke) -> tuple[Mask, Boxes]:
    """Ink and boxes of the upright strokes of a kind."""
    image = np.ascontiguousarray(ink).astype(np.uint8)
    length = max(int(kind.piece * scale), LEAST_LENGTH) | 1
    opened = cv2.morphologyEx(image, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    joined = cv2.dilate(opened, np.ones((int(GAP * scale) | 1, AROUND), np.uint8))
    parts = components(joined.astype(bool))
    height = parts.h - GAP * scale
    thin = (parts.w <= THICK * scale + LEAN * parts.h + SLACK) & (height >= kind.whole * scale)
    found = parts.mask(thin) & opened.astype(bool)
    thin &= free_standing(image, found, parts, scale, kind.flank)
    found &= parts.mask(thin)
    kept = cv2.dilate(found.astype(np.uint8), np.ones((AROUND, AROUND), np.uint8))
    boxes = np.stack([parts.x + 1, parts.y + scale, parts.x + parts.w - 1, parts.y + parts.h - scale], 1)
    return kept.astype(bool), boxes[thin]


def free_standing(image: NDArray[np.uint8], strokes: Mask, parts: Components, scale: float, limit: float) -> Mask:
    """(N,) true where at least one flank of an upright stroke is mostly paper, unlike the bars of joined letters."""
    reach = max(LEAST_FLANK, int(FLANK * scale))
    own = np.where(strokes, parts.labels, 0)
    shares = []
    for shift in (-reach, reach):
        beside = np.roll(own, shift, axis=1)
        flank = (beside > 0) & ~strokes
        total = np.bincount(beside[flank], minlength=len(parts) + 1)
        inked = np.bincount(beside[flank], image[flank], len(parts) + 1)
        shares.append((inked / np.maximum(total, 1))[1:])
    low, high = np.minimum(*shares), np.maximum(*shares)
    return np.asarray((low < PAPER) & (high < limit), bool)


def bridged(vertical: Boxes, parts: Components, scale: float) -> Boxes:
    """The upright rules and the faded stretches between two on one line that no letter crosses."""
    middle = (vertical[:, 0] + vertical[:, 2]) / 2
    wide = parts.w > WIDE * scale
    left, right = parts.x[wide], (parts.x + parts.w)[wide]
    top, bottom = parts.y[wide], (parts.y + parts.h)[wide]
    bridges = []
    for i, upper in enumerate(vertical):
        gap = vertical[:, 1] - upper[3]
        near = (gap > 0) & (np.abs(middle - middle[i]) < ALIGNED * scale + DRIFT * gap)
        for j in np.flatnonzero(near & (gap == np.where(near, gap, np.inf).min(initial=np.inf))):
            x0, x1 = sorted((middle[i], middle[j]))
            if not ((left < x1) & (right > x0) & (top < vertical[j, 1]) & (bottom > upper[3])).any():
                bridges.append((x0 - 1, upper[3], x1 + 1, vertical[j, 1]))
    return np.concatenate([vertical, np.array(bridges).reshape(-1, 4)])


def drawn(boxes: Boxes, shape: tuple[int, ...]) -> Mask:
    """A mask of `shape` with the boxes filled."""
    mask = np.zeros(shape, bool)
    for x0, y0, x1, y1 in boxes.astype(int):
        mask[max(y0, 0) : y1, max(x0 - 1, 0) : x1 + 1] = True
    return mask
