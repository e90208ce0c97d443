"""Gestures and poses by their points: taught in one place, size and turn, known in others."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from rig.drawn_hand import drawn_hand
from tests.vision.learned.test_gestures import hand
from tests.vision.teach.things import scene
from vision.learned.body import BODY_POINTS
from vision.models.files import lacking
from vision.models.shelf import HAND, PALM
from vision.teach.answering import answer
from vision.teach.features import HANDS, Description
from vision.teach.lesson import Example, Lesson, TaughtClass
from vision.teach.points import body_row, hand_row
from vision.teach.training import Learned, learn
from vision.teach.vocabulary import seen
from vision.teach.weighing import Floats32
from vision.types import KeyPoints, VisionError

SIGNS = {"open": (True,) * 5, "fist": (False,) * 5, "two": (False, True, True, False, False)}
POSES = {"arms up": (-1.2, -2.2), "arms down": (1.2, 2.2), "a T": (0.0, 0.0)}


def shaken(points: KeyPoints, seed: int, *, turned: float = 0.0) -> KeyPoints:
    """As a network sees them another time: elsewhere, larger or smaller, a little off."""
    random = np.random.default_rng(seed)
    turn = cv2.getRotationMatrix2D((0, 0), turned, random.uniform(0.5, 2))[:, :2]
    spread = float(points.xy.std())
    xy = (points.xy + random.normal(0, 0.06 * spread, points.xy.shape)) @ turn.T + random.uniform(0, 300, 2)
    return replace(points, xy=xy.astype(np.float32))


def figure(arms: tuple[float, float]) -> KeyPoints:
    """Somebody who stands, arms stretched sideways at angles from level."""
    xy, seen = np.zeros((33, 2), np.float32), np.ones(33, np.float32)
    xy[0] = 0, -60
    for side, joints in ((1, (11, 13, 15, 19)), (-1, (12, 14, 16, 20))):
        xy[joints[0]] = 40 * side, 0
        for at, (joint, far) in enumerate(zip(joints[1:], (50, 95, 110), strict=True)):
            bent = arms[min(at, 1)] * (1 if at == 0 else 0.6)
            xy[joint] = 40 * side + far * side * np.cos(bent), far * np.sin(bent)
        xy[[23, 25, 27] if side == 1 else [24, 26, 28]] = [(28 * side, y) for y in (120, 200, 280)]
    return KeyPoints(xy, seen, BODY_POINTS)


def learned_from(rows: dict[str, list[Floats32]]) -> Learned:
    def example(number: int, row: Floats32) -> Example:
        return Example(number.to_bytes(2, "big"), Description(row[None].astype(np.float16)))

    classes = [
        TaughtClass(name, tuple(example(100 * at + i, row) for i, row in enumerate(given)))
        for at, (name, given) in enumerate(rows.items())
    ]
    return learn(Lesson(tuple(classes), HANDS))


def best(learned: Learned, row: Floats32) -> tuple[int, bool]:
    clearly = seen(row[None].astype(np.float16), learned.words)
    return int(learned.space.to_classes(clearly).argmax()), learned.space.knows(clearly)


def test_gestures_are_known_at_another_place_and_size_and_a_little_turned() -> None:
    learned = learned_from(
        {name: [hand_row(shaken(hand(sign), seed), right=True) for seed in range(10)] for name, sign in SIGNS.items()}
    )
    asked = [
        (at, best(learned, hand_row(shaken(hand(sign), 50 + seed, turned=angle), right=True)))
        for at, sign in enumerate(SIGNS.values())
        for seed, angle in enumerate((0, 0, 25, -25, 60))
    ]
    assert all(found == at and known for at, (found, known) in asked)
    pointing = hand((False, True, False, False, True))
    assert not all(best(learned, hand_row(shaken(pointing, seed), right=True))[1] for seed in range(5))


def test_a_left_hand_is_a_right_one_in_a_mirror() -> None:
    right = hand_row(hand(SIGNS["two"]), right=True)
    np.testing.assert_allclose(hand_row(hand(SIGNS["two"], mirrored=True), right=False), right, atol=1e-5)


def test_a_turned_hand_has_the_same_points_and_another_turn() -> None:
    upright, down = hand_row(hand(SIGNS["two"]), right=True), hand_row(hand(SIGNS["two"], turned=180), right=True)
    np.testing.assert_allclose(upright[:42], down[:42], atol=1e-4)
    assert np.linalg.norm(upright[42:] - down[42:]) == pytest.approx(0.7, abs=0.01)


def test_poses_are_known_at_another_place_and_size() -> None:
    rows = {n: [body_row(shaken(figure(p), seed)) for seed in range(10)] for n, p in POSES.items()}
    learned = learned_from(rows)
    for at, pose in enumerate(POSES.values()):
        for seed in range(50, 55):
            assert best(learned, body_row(shaken(figure(pose), seed))) == (at, True)


def test_half_a_body_is_measured_by_its_shoulders() -> None:
    whole = figure(POSES["a T"])
    half = replace(whole, seen=np.where(np.arange(33) < 23, 1, 0).astype(np.float32), xy=whole.xy.copy())
    half.xy[23:] = 900, -900
    arms = slice(2, 14)
    np.testing.assert_allclose(
        body_row(half)[arms] / np.linalg.norm(body_row(half)[arms]),
        body_row(whole)[arms] / np.linalg.norm(body_row(whole)[arms]),
        atol=0.1,
    )


@pytest.mark.skipif(bool(lacking((PALM, HAND))), reason="the networks' files are not in the folder VISION_MODELS")
def test_drawn_hands_are_taught_and_a_picture_without_one_is_refused() -> None:
    angles = (-12, 0, 12)
    classes = [
        TaughtClass(name, tuple(Example.of(drawn_hand(sign, angle=a), HANDS) for a in angles))
        for name, sign in (("open", SIGNS["open"]), ("two", SIGNS["two"]))
    ]
    learned = learn(Lesson(tuple(classes), HANDS))
    assert answer(learned, drawn_hand(SIGNS["two"], angle=6)).name == "two"
    assert answer(learned, scene("nothing", 1)).verdict == "none"
    with pytest.raises(VisionError, match="No hand is seen"):
        Example.of(scene("nothing", 1), HANDS)
