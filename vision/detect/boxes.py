"""Boxes held against each other: overlap, groups, non-maximum suppression.

All boxes are (N, 4): left, top, right, bottom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

BoxArray = NDArray[np.float32]
"""(N, 4)."""
BoxRow = NDArray[np.float32]
"""(4,): one of them."""


def as_boxes(boxes: ArrayLike) -> BoxArray:
    """Any sequence of boxes as (N, 4) float32."""
    return np.asarray(boxes, np.float32).reshape(-1, 4)


def areas(boxes: BoxArray) -> NDArray[np.float32]:
    """(N,) square pixels."""
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]), np.float32)


def intersections(a: BoxArray, b: BoxArray) -> NDArray[np.float32]:
    """(N, M) square pixels that each box of `a` shares with each of `b`."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    return np.asarray(np.clip(high - low, 0, None).prod(axis=2), np.float32)


def iou(a: BoxArray, b: BoxArray) -> NDArray[np.float32]:
    """(N, M) intersection over union, in [0, 1]."""
    shared = intersections(a, b)
    union = areas(a)[:, None] + areas(b)[None] - shared
    return np.asarray(shared / np.maximum(union, 1e-6), np.float32)


def group(boxes: BoxArray, overlap: float = 0.3) -> list[NDArray[np.intp]]:
    """Indices of boxes that mean the same thing, the box with most neighbours first taking all of them."""
    near = iou(boxes, boxes) > overlap
    left = np.ones(len(boxes), bool)
    groups = []
    while left.any():
        centre = int(np.argmax((near & left).sum(axis=1) * left))
        members = np.flatnonzero((near[centre] & left) | (np.arange(len(boxes)) == centre))
        groups.append(members)
        left[members] = False
    return groups


def suppress(
    boxes: BoxArray, score: NDArray[np.float32], overlap: float = 0.3, nested: float = 0.6
) -> NDArray[np.intp]:
    """Indices kept by non-maximum suppression, best first.

    A box goes when it shares `overlap` (IoU) with a better one, or when `nested` of the smaller of the two is shared.
    """
    shared = intersections(boxes, boxes)
    smaller = np.minimum(areas(boxes)[:, None], areas(boxes)[None])
    clash = (iou(boxes, boxes) > overlap) | (shared > nested * np.maximum(smaller, 1e-6))
    kept: list[int] = []
    for candidate in np.argsort(-score, kind="stable"):
        if not clash[candidate, kept].any():
            kept.append(int(candidate))
    return np.array(kept, np.intp)
