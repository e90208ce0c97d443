"""Fingers and gestures by stated rules, from the 21 points of a hand."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vision.types import KeyPoints
from vision.words.said import N_

Gesture = Literal["", "open hand", "fist", "thumb up", "victory", "pointing"]

STRAIGHT = 150.0
"""Degrees at its middle joint from which a finger is raised: a stretched one has about 175, a bent one below 120."""
LONG = 0.5
"""Least way from its knuckle to its tip, in lengths of the palm: a stretched little finger has 0.7, a bent one 0.3."""
THUMB_STRAIGHT = 140.0
"""The same for the thumb's own two joints together."""
AWAY = 1.0
"""A raised thumb's tip is at least as far from the little finger's knuckle as its own base joint is, so many times."""
UP = 40.0
"""Degrees from straight up within which a thumb points up."""

_FINGERS = ((5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20))
_THUMB = (1, 2, 3, 4)
_WRIST, _INDEX, _MIDDLE, _LITTLE = 0, 5, 9, 17


def raised(hand: KeyPoints) -> tuple[bool, bool, bool, bool, bool]:
    """Thumb to little finger: which are stretched out.

    A finger is when it is straight at its middle joint, its tip is farther from the wrist than that joint, and it is
    as long as fingers are; the thumb when it is straight and its tip stands off the palm.
    """
    xy = hand.xy
    long = LONG * _far(xy, _MIDDLE)
    fingers = [
        angle(xy[knuckle], xy[joint], xy[tip]) >= STRAIGHT
        and _far(xy, tip) > _far(xy, joint)
        and float(np.linalg.norm(xy[tip] - xy[knuckle])) > long
        for knuckle, joint, _, tip in _FINGERS
    ]
    return (_thumb(xy), *fingers)  # type: ignore[return-value]


def count(hand: KeyPoints) -> int:
    """How many fingers are stretched out, 0 to 5."""
    return sum(raised(hand))


def gesture(hand: KeyPoints) -> Gesture:
    """The gesture by which fingers are raised: all, none, the thumb alone and upwards, two, the index finger alone."""
    fingers = raised(hand)
    if all(fingers):
        return N_("open hand")
    if not any(fingers):
        return N_("fist")
    if fingers == (True, False, False, False, False):
        return N_("thumb up") if _points_up(hand.xy) else ""
    if fingers[1:] == (True, True, False, False):
        return N_("victory")
    return N_("pointing") if fingers[1:] == (True, False, False, False) else ""


def angle(one: NDArray[np.float32], corner: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Degrees at `corner` between the ways to two points: 180 when they lie straight."""
    a, b = one - corner, other - corner
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.degrees(np.arccos(np.clip(a @ b / size, -1, 1)))) if size else 180.0


def _thumb(xy: NDArray[np.float32]) -> bool:
    base, knuckle, joint, tip = (xy[i] for i in _THUMB)
    straight = angle(base, knuckle, joint) >= THUMB_STRAIGHT and angle(knuckle, joint, tip) >= THUMB_STRAIGHT
    stands_off = np.linalg.norm(tip - xy[_LITTLE]) > AWAY * np.linalg.norm(knuckle - xy[_LITTLE])
    spread = np.linalg.norm(tip - xy[_INDEX]) > np.linalg.norm(joint - knuckle)
    return bool(straight and stands_off and spread)


def _far(xy: NDArray[np.float32], point: int) -> float:
    return float(np.linalg.norm(xy[point] - xy[_WRIST]))


def _points_up(xy: NDArray[np.float32]) -> bool:
    x, y = xy[_THUMB[3]] - xy[_THUMB[1]]
    return bool(np.degrees(np.arctan2(abs(x), -y)) <= UP)
