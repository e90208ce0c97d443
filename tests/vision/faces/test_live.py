"""The live processors on a video with known faces."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import cv2
import numpy as np
import pytest

from rig.moving_faces import Frame, judge, sail
from tests.vision.faces.photographs import EYES, astronaut, side_by_side
from vision.detect.boxes import iou
from vision.detect.follow import LOST_S
from vision.faces.find.careful import careful
from vision.pipeline import Pipeline
from vision.processor import run_now
from vision.recipe import Recipe


@pytest.fixture(scope="module")
def video() -> list[Frame]:
    return list(sail(2.5, 640, 360, rate=15.0))


def test_faces_are_followed_without_flicker_or_jitter(video: list[Frame]) -> None:
    pipeline, recipe = Pipeline(), Recipe.parse("faces")
    found = [pipeline.run(frame.image, recipe, frame.time_s).detections for frame in video]
    score, jitter = judge(video, found)
    assert score.f1 is not None and score.f1 >= 0.95 and jitter < 0.5


def test_eyes_and_smiles_lie_inside_their_faces() -> None:
    found = {name: Pipeline().run(astronaut(), Recipe.parse(name)).detections for name in ("eyes", "smiles")}
    eyes = (found["eyes"].xyxy[:, :2] + found["eyes"].xyxy[:, 2:]) / 2
    assert found["eyes"].label == ("eye", "eye") and np.abs(eyes - EYES).max() < 12
    assert found["smiles"].label == ("smile",)


@pytest.mark.parametrize("name", ["blur_faces", "pixelate_faces", "cover_faces"])
def test_hidden_faces_are_found_no_more(name: str) -> None:
    image, truth = side_by_side()
    result = Pipeline().run(image, Recipe.parse(name))
    shared = iou(careful(result.image).xyxy, truth.xyxy)
    assert not (shared > 0.3).any() and not np.array_equal(result.image, image)


def test_a_face_lost_for_a_moment_stays_hidden() -> None:
    image, truth = side_by_side()
    left, top, right, bottom = truth.xyxy[1].astype(int)
    wall = image.copy()
    wall[top - 40 : bottom + 40, left - 40 : right + 40] = 90
    pipeline, recipe = Pipeline(), Recipe.parse("cover_faces")
    for i in range(10):
        pipeline.run(image, recipe, i * 0.1)
    soon = pipeline.run(wall, recipe, 0.9 + 0.8 * LOST_S).image
    late = pipeline.run(wall, recipe, 0.9 + 1.6 * LOST_S).image
    middle = (top + bottom) // 2, (left + right) // 2
    assert not np.array_equal(soon[middle], wall[middle]) and np.array_equal(late[middle], wall[middle])


def test_while_the_detector_is_silent_everything_is_hidden() -> None:
    def never(*_: Any) -> Future[Any]:
        return Future()

    image = astronaut()
    hidden = Pipeline(never).run(image, Recipe.parse("cover_faces")).image
    assert len(np.unique(hidden.reshape(-1, 3), axis=0)) == 1


def test_a_broken_detector_hides_everything() -> None:
    def broken(*_: Any) -> Future[Any]:
        def fail() -> None:
            raise cv2.error("out of memory")

        return run_now(fail)

    result = Pipeline(broken).run(astronaut(), Recipe.parse("blur_faces cells=2"))
    assert result.stand_in and "out of memory" in result.errors[0].error and len(careful(result.image)) == 0
