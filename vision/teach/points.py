"""A hand or a body as one row of numbers: its points, wherever it is, however large, whichever way it is turned."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.learned.body import IN_SIGHT, find_bodies
from vision.learned.hands import find_hands
from vision.types import Image, KeyPoints

_PALM = (0, 5, 9, 13, 17)
_WRIST, _MIDDLE_BASE = 0, 9
_JOINTS = (0, *range(11, 17), 19, 20, *range(23, 29))  # of a body's 33: nose, arms, index fingers, hips, legs
_SHOULDERS, _HIPS = (11, 12), (23, 24)
_TORSO = 1.4  # shoulder widths that a torso is long, where hips are out of sight
_TURNED, _SEEN = 0.35, 0.35  # how much the turn, and what is in sight, count beside the points
_SCALE = 1.6  # so that the same gesture again lies nearer than the distance at which a word is seen
_TINY = 1e-6

Row = NDArray[np.float32]
"""(1, D), or (0, D) where nobody is seen."""


def hand_parts(image: Image) -> Row:
    """The surest hand of a picture. Raises NotThereError when the file of a network is missing."""
    found = find_hands(image, most=1)
    hands = [hand_row(points, right=found.class_id[at] == 1) for at, points in enumerate(found.points) if points]
    return np.stack(hands[:1]) if hands else np.zeros((0, 44), np.float32)


def body_parts(image: Image) -> Row:
    """The one body that is found. Raises NotThereError when the file of the network is missing."""
    bodies = [body_row(points) for points in find_bodies(image).points if points]
    return np.stack(bodies[:1]) if bodies else np.zeros((0, 2 + 3 * len(_JOINTS)), np.float32)


def hand_row(hand: KeyPoints, *, right: bool) -> NDArray[np.float32]:
    """(44,): 21 points about the palm's middle, a left hand as in a mirror, fingers up; then which way it was turned.

    The turn counts a little: a thumb that points up is not one that points down.
    """
    xy = hand.xy - hand.xy[list(_PALM)].mean(axis=0)
    if not right:
        xy = xy * np.array([-1, 1], np.float32)
    up = xy[_MIDDLE_BASE] - xy[_WRIST]
    return _row(xy, up)


def body_row(body: KeyPoints) -> NDArray[np.float32]:
    """(47,): 15 points about the shoulders' middle in lengths of the torso, upright; the turn; which are in sight.

    Those out of sight count as lying in the middle.
    """
    neck = body.xy[list(_SHOULDERS)].mean(axis=0)
    width = float(np.linalg.norm(body.xy[_SHOULDERS[0]] - body.xy[_SHOULDERS[1]]))
    up = neck - body.xy[list(_HIPS)].mean(axis=0)
    if body.seen[list(_HIPS)].min() < IN_SIGHT:
        across = body.xy[_SHOULDERS[0]] - body.xy[_SHOULDERS[1]]
        up = np.array([across[1], -across[0]], np.float32) * np.float32(_TORSO)
        up = up if up[1] <= 0 else -up  # nobody stands on their head before a camera
    seen = (body.seen[list(_JOINTS)] >= IN_SIGHT).astype(np.float32)
    long = max(float(np.linalg.norm(up)), _TORSO * width, _TINY)
    xy = (body.xy[list(_JOINTS)] - neck) / long * seen[:, None]
    return np.concatenate([_row(xy, up), _SEEN * (seen - 0.5)]).astype(np.float32)


def _row(xy: NDArray[np.float32], up: NDArray[np.float32]) -> NDArray[np.float32]:
    """Points turned until `up` points up, at length `_SCALE`, and the turn as two numbers."""
    x, y = up / max(float(np.linalg.norm(up)), _TINY)
    turned = xy @ np.array([[-y, x], [-x, -y]], np.float32).T
    spread = max(float(np.linalg.norm(turned)), _TINY)
    return np.concatenate([_SCALE * turned.ravel() / spread, [_TURNED * x, _TURNED * y]]).astype(np.float32)
