from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.vision.faces.photographs import FACE, astronaut
from vision.detect.boxes import iou
from vision.faces import find_faces
from vision.faces.search import Look, hard_to_find
from vision.types import Detections, VisionError


@pytest.fixture
def no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUNET_MODEL", str(tmp_path / "none.onnx"))
    monkeypatch.setattr("vision.faces.find.accurate._loaded", type("Fresh", (), {})())


@pytest.mark.usefixtures("no_model")
def test_without_its_model_the_careful_detector_steps_in_and_says_so() -> None:
    said: list[str] = []
    found = find_faces(astronaut(), "accurate", notice=said.append)
    assert np.array_equal(found.xyxy, find_faces(astronaut()).xyxy)
    assert len(said) == 1 and "download it first" in said[0] and "careful" in said[0]


def test_an_unknown_detector_lists_the_known_ones() -> None:
    with pytest.raises(VisionError, match="careful, accurate, course"):
        find_faces(astronaut(), "best")  # type: ignore[arg-type]


def test_course_on_a_huge_picture_answers_in_its_own_pixels() -> None:
    huge = cv2.resize(astronaut(), (3072, 3072), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    found = find_faces(huge, "course", scale_factor=1.3, min_size=200)
    assert iou(found.xyxy, FACE[None] * 6).max() > 0.5


def test_small_faces_none_and_doubtful_ones_are_hard_to_find_and_a_portrait_is_not() -> None:
    wide = np.zeros((100, 1000, 3), np.uint8)
    small, large = (Detections.of([[0, 0, 200, 100], [300, 0, right, 80]], "face") for right in (359, 361))
    assert hard_to_find(wide, Look(Detections.none(), 0))
    assert hard_to_find(wide, Look(small, 0)) and not hard_to_find(wide, Look(large, 0))
    assert hard_to_find(wide, Look(large, 0, doubtful=1))
