"""Characters of several pieces, as Han has them, made of one piece each."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.components import Components, components
from vision.types import Gray, as_gray

SQUARE = 1.1
"""Widest character over the height of its line's ink: Han, kana and Hangul stand in squares."""

LEAST = 6
"""Pixels below which a piece is dust."""


def whole_characters(picture: Gray) -> Gray:
    """(h, w) a line, dark on light, with hairlines between the pieces that stand in one square."""
    _, ink = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    parts = components(ink > 0)
    parts = parts.pick(parts.area >= LEAST)
    joined = picture.copy()
    if len(parts):
        grey = float(np.median(picture[parts.labels > 0]))
        for square in squares(parts):
            join(joined, parts, square, grey)
    return as_gray(joined)


def squares(parts: Components) -> list[list[int]]:
    """The components that stand in one square, from left to right."""
    side = SQUARE * ((parts.y + parts.h).max() - parts.y.min())
    found: list[list[int]] = []
    start = -np.inf
    for number in np.argsort(parts.x):
        if parts.x[number] + parts.w[number] - start > side:
            start = parts.x[number]
            found.append([])
        found[-1].append(int(number))
    return found


def join(picture: Gray, parts: Components, square: list[int], grey: float) -> None:
    """Draw hairlines into the picture from each of the components to the nearest that is joined already."""
    x0, x1 = int(parts.x[square].min()), int((parts.x + parts.w)[square].max())
    there = parts.labels[:, x0:x1]
    whole = there == square[0] + 1
    left = np.isin(there, np.array(square[1:]) + 1)
    while left.any():
        far, nearest = cv2.distanceTransformWithLabels(
            (~whole).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
        )
        here = np.unravel_index(np.argmin(np.where(left, far, np.inf)), far.shape)
        y, x = np.argwhere(whole & (nearest == nearest[here]))[0]
        cv2.line(picture, (int(here[1]) + x0, int(here[0])), (int(x) + x0, int(y)), grey)
        reached = there == there[here]
        whole |= reached
        left &= ~reached
