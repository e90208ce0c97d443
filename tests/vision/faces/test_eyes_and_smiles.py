from __future__ import annotations

import os

import numpy as np
import pytest

from tests.vision.faces.photographs import EYES, FACE, astronaut, face, leaning
from vision.faces import find_eyes, find_faces, find_smiles
from vision.types import Detections


def middles(found: Detections) -> np.ndarray:
    return (found.xyxy[:, :2] + found.xyxy[:, 2:]) / 2


def test_eyes_lie_within_a_quarter_of_their_distance() -> None:
    near = np.linalg.norm(EYES[1] - EYES[0]) / 4
    found = find_eyes(astronaut(), face())
    assert found.label == ("eye", "eye")
    assert (np.linalg.norm(middles(found) - EYES, axis=1) < near).all()


@pytest.mark.parametrize("degrees", [-25, 25])
def test_eyes_of_a_leaning_head(degrees: float) -> None:
    image, truth = leaning(degrees)
    turn = np.deg2rad(-degrees)
    about = (FACE[:2] + FACE[2:]) / 2
    turned = (EYES - about) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + about
    found = find_eyes(image, truth)
    assert len(found) == 2
    assert (np.linalg.norm(middles(found) - turned, axis=1) < np.linalg.norm(EYES[1] - EYES[0]) / 4).all()


def test_no_eyes_on_a_wall_and_none_without_a_face() -> None:
    wall = np.full((300, 300, 3), 128, np.uint8)
    assert len(find_eyes(wall, Detections.of([50, 50, 150, 180], "face"))) == 0
    assert len(find_eyes(astronaut(), Detections.none())) == 0


def test_a_face_half_outside_the_picture_is_no_trouble() -> None:
    cut = astronaut()[:, 225:]
    found = find_eyes(cut, Detections.of(FACE - [225, 0, 225, 0], "face"))
    assert all(np.isfinite(found.xyxy).ravel())


def test_the_astronaut_smiles_with_the_lower_half_of_her_face() -> None:
    found = find_smiles(astronaut(), face())
    assert found.label == ("smile",)
    x, y = middles(found)[0]
    assert FACE[0] < x < FACE[2] and FACE[1] + 0.6 * (FACE[3] - FACE[1]) < y < FACE[3]
    assert len(find_smiles(np.full((300, 300, 3), 128, np.uint8), Detections.of([50, 50, 150, 180], "face"))) == 0


@pytest.mark.skipif(not os.environ.get("YUNET_MODEL"), reason="YUNET_MODEL names no file")
def test_the_accurate_detector_finds_the_same_face_and_eyes() -> None:
    found = find_faces(astronaut(), "accurate")
    eyes = find_eyes(astronaut(), found, "accurate")
    assert np.abs(found.xyxy[0] - FACE).max() < 12
    assert (np.linalg.norm(middles(eyes) - EYES, axis=1) < np.linalg.norm(EYES[1] - EYES[0]) / 4).all()
