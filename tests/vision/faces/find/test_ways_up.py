"""The astronaut on her side and upside down."""

from __future__ import annotations

import numpy as np
import pytest
import skimage.data

from tests.vision.faces.photographs import EYES, FACE, astronaut, face
from vision.detect.boxes import iou
from vision.detect.quarter_turns import turned_boxes
from vision.detect.score import Score, score_boxes
from vision.faces import find_eyes, find_faces, find_smiles, see_faces
from vision.faces.find.careful import careful
from vision.faces.find.propose import LIVE_PASSES
from vision.types import Detections, Image, as_image

WIDTH, HEIGHT = 440, 512


def lying(quarters: int) -> tuple[Image, Detections]:
    """The photograph, higher than wide so that no side is taken for another, so many quarters on; and the face."""
    image = as_image(np.ascontiguousarray(np.rot90(astronaut()[:, :WIDTH], quarters)))
    return image, turned_boxes(face(), quarters, WIDTH, HEIGHT)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_face_is_found_on_its_side_and_upside_down(quarters: int) -> None:
    image, truth = lying(quarters)
    seen = see_faces(image)
    assert score_boxes(seen.faces, truth) == Score(1, 0, 0) and iou(seen.faces.xyxy, truth.xyxy).max() > 0.7
    assert (seen.quarters + quarters) % 4 == 0
    assert seen.faces.label == ("face",) and seen.faces.score[0] >= 0.9


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_eyes_and_smile_of_a_face_that_lies(quarters: int) -> None:
    image, truth = lying(quarters)
    eyes = find_eyes(image, truth, quarters=4 - quarters)
    expected = turned_boxes(Detections.of(np.tile(EYES, 2), "eye"), quarters, WIDTH, HEIGHT).xyxy[:, :2]
    middles = (eyes.xyxy[:, :2] + eyes.xyxy[:, 2:]) / 2
    assert (np.linalg.norm(middles - expected, axis=1) < np.linalg.norm(EYES[1] - EYES[0]) / 4).all()
    smile = find_smiles(image, truth, quarters=4 - quarters)
    upright = turned_boxes(smile, -quarters, *image.shape[1::-1]).xyxy[0]
    assert FACE[0] < (upright[0] + upright[2]) / 2 < FACE[2] and FACE[1] + 58 < upright[1::2].mean() < FACE[3]


def test_upright_the_answer_is_the_careful_detector_s() -> None:
    seen = see_faces(astronaut())
    assert seen.quarters == 0 and np.array_equal(seen.faces.xyxy, careful(astronaut()).xyxy)


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("name", ["coffee", "chelsea", "page"])
def test_no_face_is_invented_any_way_up(name: str, quarters: int) -> None:
    image = getattr(skimage.data, name)()
    image = image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=2)
    assert len(find_faces(as_image(np.ascontiguousarray(np.rot90(image, quarters))))) == 0


def test_video_looks_upright_only() -> None:
    image, _ = lying(1)
    assert len(find_faces(image, passes=LIVE_PASSES)) == 0
