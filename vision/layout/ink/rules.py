"""Printed rules, pictures, dirt and scan borders, told from letters by size and shape."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.ink.components import Components, components
from vision.layout.types import Boxes, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """mask: ink of the printed rules. barrier: where upright ones part text. vertical, horizontal: (N, 4) boxes."""

    mask: Mask
    barrier: Mask
    vertical: Boxes
    horizontal: Boxes


def text_ink(ink: Mask, scale: float, *, short: bool, keep_horizontal: bool) -> tuple[Mask, Rules]:
    """The ink that may be letters, and the rules.

    short: take shorter upright strokes for rules too. keep_horizontal: leave the level ones in the text.
    """
    ink = ink & ~scan_border(components(ink), scale)
    upright_ink, upright = _strokes(ink, scale, *((2.5, 3.5, 0.35) if short else (3.5, 6, 1.01)))
    level_ink, level = _strokes(ink.T, scale, 4.5, 5, 0.8)
    stroke_ink = upright_ink if keep_horizontal else upright_ink | level_ink.T
    parts = components(ink & ~stroke_ink)
    upright = bridged(upright, parts, scale)
    barrier = drawn(upright, ink.shape)
    pictures = solid_pictures(parts, scale)
    if keep_horizontal:
        pictures &= parts.h > scale
    drop = pictures | inside_pictures(parts, pictures) | dirt(parts, upright, scale, keep_horizontal)
    rules = Rules(stroke_ink, barrier, upright, level[:, [1, 0, 3, 2]])
    return parts.mask(~drop), rules


def scan_border(parts: Components, scale: float) -> Mask:
    """The dark round a scan: large components that touch the border of the picture."""
    height, width = parts.labels.shape
    at_edge = (parts.x <= 1) | (parts.y <= 1)
    at_edge |= (parts.x + parts.w >= width - 1) | (parts.y + parts.h >= height - 1)
    return parts.mask(at_edge & (np.maximum(parts.h, parts.w) > 4 * scale))


def dirt(parts: Components, upright: Boxes, scale: float, keep_horizontal: bool) -> Mask:
    """(N,) true for specks, for short rules, and for what is left of a rule along its line."""
    speck = ((parts.h < 0.18 * scale) & (parts.w < 0.18 * scale)) | (parts.area < 0.02 * scale**2)
    rule = (parts.h > 2.5 * scale) & (parts.h > 6 * parts.w)
    if not keep_horizontal:
        rule |= (parts.w > 5 * scale) & (parts.w > 8 * parts.h)
    x, y = (parts.x + parts.w / 2)[:, None], (parts.y + parts.h / 2)[:, None]
    near = np.abs(x - (upright[:, 0] + upright[:, 2]) / 2) < 0.4 * scale
    on = (near & (y > upright[:, 1]) & (y < upright[:, 3])).any(1)
    return np.asarray(speck | rule | (on & (parts.w < 0.35 * scale)), bool)


def drawn(boxes: Boxes, shape: tuple[int, ...]) -> Mask:
    """A mask of `shape` with the boxes filled."""
    mask = np.zeros(shape, bool)
    for x0, y0, x1, y1 in boxes.astype(int):
        mask[max(y0, 0) : y1, max(x0 - 1, 0) : x1 + 1] = True
    return mask


def _strokes(ink: Mask, scale: float, piece: float, whole: float, limit: float) -> tuple[Mask, Boxes]:
    """Upright strokes: every piece at least `piece` letters long, all pieces together at least `whole`."""
    image = np.ascontiguousarray(ink).astype(np.uint8)
    length = max(int(piece * scale), 5) | 1
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


def free_standing(image: NDArray[np.uint8], strokes: Mask, parts: Components, scale: float, limit: float) -> Mask:
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


def solid_pictures(parts: Components, scale: float) -> Mask:
    """(N,) true for components that are far too large for text: pictures and ornaments."""
    huge = np.maximum(parts.h, parts.w / 8) > 8 * scale
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    bulky = (parts.h > 3 * scale) & (fill > 0.85)
    return np.asarray(huge | bulky, bool)


def inside_pictures(parts: Components, pictures: Mask) -> Mask:
    """(N,) true for components whose centre lies in the box of a well filled picture."""
    fill = parts.area / np.maximum(parts.w * parts.h, 1)
    covered = np.zeros(parts.labels.shape, np.int32)
    for i in np.flatnonzero(pictures & (fill > 0.15)):
        x, y, w, h = (int(v[i]) for v in (parts.x, parts.y, parts.w, parts.h))
        if w * h < covered.size / 3:
            covered[y : y + h, x : x + w] = 1
    row = (parts.y + parts.h / 2).astype(int)
    column = (parts.x + parts.w / 2).astype(int)
    return np.asarray(covered[row, column] > 0, bool)


def bridged(vertical: Boxes, parts: Components, scale: float) -> Boxes:
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
