"""Printed rules, pictures, dirt and scan borders, told from letters by size and shape."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.components import Components, components
from vision.layout.types import Boxes, Mask


@dataclass(frozen=True, slots=True)
class Rules:
    """Ink of the printed rules, and the boxes of the upright and of the level ones."""

    mask: Mask
    vertical: Boxes
    horizontal: Boxes


def find_rules(ink: Mask, scale: float) -> Rules:
    """Thin straight strokes much longer than a letter; broken ones are put together along their direction."""
    upright_ink, upright = _strokes(ink, scale, 3.5, 6, 1.01)
    level_ink, level = _strokes(ink.T, scale, 4.5, 5, 0.8)
    return Rules(upright_ink | level_ink.T, upright, level[:, [1, 0, 3, 2]])


def _strokes(ink: Mask, scale: float, piece: float, whole: float, limit: float) -> tuple[Mask, Boxes]:
    """Upright strokes: every piece at least `piece` letters long, all pieces together at least `whole`."""
    image = np.ascontiguousarray(ink).astype(np.uint8)
    length = max(int(piece * scale), 5)
    opened = cv2.morphologyEx(image, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    joined = cv2.dilate(opened, np.ones((int(2 * scale) | 1, 3), np.uint8))
    parts = components(joined.astype(bool))
    height = parts.h - 2 * scale
    thin = (parts.w <= 0.7 * scale + 0.02 * parts.h + 3) & (height >= whole * scale)
    strokes = parts.mask(thin) & opened.astype(bool)
    thin &= free_standing(image, strokes, parts, scale, limit)
    strokes &= parts.mask(thin)
    kept = cv2.dilate(strokes.astype(np.uint8), np.ones((3, 3), np.uint8))
    boxes = np.stack([parts.x + 1, parts.y + scale, parts.x + parts.w - 1, parts.y + parts.h - scale], 1)
    return kept.astype(bool), boxes[thin]


def free_standing(
    image: NDArray[np.uint8], strokes: Mask, parts: Components, scale: float, limit: float
) -> NDArray[np.bool_]:
    """(N,) true where at least one flank of an upright stroke is mostly paper, unlike the bars of joined letters."""
    reach = max(2, int(0.3 * scale))
    own = np.where(strokes, parts.labels, 0)
    shares = []
    for shift in (-reach, reach):
        beside = np.roll(own, shift, axis=1)
        flank = (beside > 0) & ~strokes
        total = np.bincount(beside[flank], minlength=len(parts) + 1)
        inked = np.bincount(beside[flank], image[flank], len(parts) + 1)
        shares.append((inked / np.maximum(total, 1))[1:])
    low, high = np.minimum(*shares), np.maximum(*shares)
    return np.asarray((low < 0.35) & (high < limit), bool)


def solid_pictures(parts: Components, scale: float) -> NDArray[np.bool_]:
    """(N,) true for components that are far too large for text: pictures, ornaments, the dark round a scan."""
    huge = np.maximum(parts.h, parts.w / 8) > 8 * scale
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    height, width = parts.labels.shape
    at_edge = (parts.x <= 1) | (parts.y <= 1) | (parts.x + parts.w >= width - 1) | (parts.y + parts.h >= height - 1)
    bulky = (parts.h > 3 * scale) & (fill > 0.85)
    return np.asarray(huge | bulky | (at_edge & (np.maximum(parts.h, parts.w) > 4 * scale)), bool)


def inside_pictures(parts: Components, pictures: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(N,) true for components whose centre lies in the box of a well filled picture."""
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    covered = np.zeros(parts.labels.shape, np.int32)
    for i in np.flatnonzero(pictures & (fill > 0.15)):
        x, y, w, h = (int(v[i]) for v in (parts.x, parts.y, parts.w, parts.h))
        if w * h < covered.size / 3:
            covered[y : y + h, x : x + w] = 1
    row = (parts.y + parts.h / 2).astype(int)
    column = (parts.x + parts.w / 2).astype(int)
    return covered[row, column] > 0


def bridged_rules(vertical: Boxes, parts: Components, scale: float) -> Boxes:
    """The upright rules and the faded stretches between two on one line that no letter crosses."""
    middle = (vertical[:, 0] + vertical[:, 2]) / 2
    wide = parts.w > 0.5 * scale
    left, right = parts.x[wide], (parts.x + parts.w)[wide]
    top, bottom = parts.y[wide], (parts.y + parts.h)[wide]
    bridges = []
    for i, upper in enumerate(vertical):
        gap = vertical[:, 1] - upper[3]
        near = (gap > 0) & (np.abs(middle - middle[i]) < 0.5 * scale + 0.01 * gap)
        for j in np.flatnonzero(near & (gap == np.where(near, gap, np.inf).min(initial=np.inf))):
            x0, x1 = sorted((middle[i], middle[j]))
            if not ((left < x1) & (right > x0) & (top < vertical[j, 1]) & (bottom > upper[3])).any():
                bridges.append((x0 - 1, upper[3], x1 + 1, vertical[j, 1]))
    return np.concatenate([vertical, np.array(bridges).reshape(-1, 4)])
