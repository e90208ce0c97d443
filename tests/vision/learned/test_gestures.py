"""The stated rules, on hands of which one knows which fingers are raised."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from vision.learned.gestures import angle, count, gesture, raised
from vision.learned.hands import HAND_POINTS
from vision.types import KeyPoints

EACH = list(itertools.product([False, True], repeat=5))
_ROOTS = {0: (-40, -30), 1: (-30, -95), 2: (-8, -100), 3: (14, -96), 4: (34, -86)}


def hand(fingers: tuple[bool, ...], turned: float = 0.0, mirrored: bool = False) -> KeyPoints:
    """A hand seen from its palm, wrist at the bottom; bent fingers come back to the palm."""
    xy = [(0.0, 0.0)]
    for finger, up in enumerate(fingers):
        x, y = _ROOTS[finger]
        if finger == 0:
            steps = [(0, 0), (-22, -22), (-42, -46), (-58, -70)] if up else [(0, 0), (-8, -28), (14, -46), (36, -52)]
        else:
            steps = [(0, 0), (0, -38), (0, -62), (0, -84)] if up else [(0, 0), (2, -34), (3, -12), (2, 18)]
        xy += [(x + dx, y + dy) for dx, dy in steps]
    points = np.array(xy, np.float32) * (-1 if mirrored else 1, 1)
    turn = cv2.getRotationMatrix2D((0, 0), turned, 1.0)[:, :2]
    return KeyPoints((points @ turn.T + 300).astype(np.float32), np.ones(21, np.float32), HAND_POINTS)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("turned", [0, 35, -70, 180])
@pytest.mark.parametrize("fingers", EACH, ids=lambda f: "".join("01"[i] for i in f))
def test_each_raised_finger_is_seen_however_the_hand_lies(
    fingers: tuple[bool, ...], turned: float, mirrored: bool
) -> None:
    seen = hand(fingers, turned, mirrored)
    assert raised(seen) == fingers and count(seen) == sum(fingers)


@pytest.mark.parametrize(
    ("fingers", "name"),
    [
        ((True,) * 5, "open hand"),
        ((False,) * 5, "fist"),
        ((False, True, True, False, False), "victory"),
        ((True, True, True, False, False), "victory"),
        ((False, True, False, False, False), "pointing"),
        ((False, False, True, False, False), ""),
        ((False, True, True, True, False), ""),
    ],
)
def test_gestures_are_read_by_their_fingers(fingers: tuple[bool, ...], name: str) -> None:
    assert gesture(hand(fingers)) == name


def test_a_thumb_is_up_only_when_it_points_up() -> None:
    thumb = (True, False, False, False, False)
    assert gesture(hand(thumb)) == "thumb up"
    assert gesture(hand(thumb, turned=120)) == ""


def test_angles() -> None:
    a, b, c = (np.array(p, np.float32) for p in ((1, 0), (0, 0), (0, 2)))
    assert angle(a, b, c) == pytest.approx(90) and angle(a, b, -a) == 180 and angle(b, b, c) == 180
