"""Several people in one picture, one of whom leans."""

from __future__ import annotations

import cv2
import numpy as np
import skimage.data

from tests.vision.faces.photographs import FACE, astronaut, leaning, side_by_side
from vision.detect.score import Score, score_boxes
from vision.faces import find_faces
from vision.faces.find.careful import careful, careful_in
from vision.faces.find.company import careful_in_company, of_the_size
from vision.faces.search import search
from vision.pixels.channels import to_gray
from vision.types import Detections, Image, as_image

LEFT, RIGHT, BOTTOM = 70, 380, 300
"""The part of the photograph that is shown."""


def three(width: float, degrees: float) -> tuple[Image, Detections]:
    """Three times the astronaut, her face so many pixels wide, in the middle leaning; and the faces."""
    scale = width / (FACE[2] - FACE[0])
    image, faces = np.full((420, 800, 3), 90, np.uint8), []
    for x, lean in ((20, 0.0), (280, degrees), (540, 0.0)):
        part = leaning(lean)[0][:BOTTOM, LEFT:RIGHT]
        small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        image[60 : 60 + small.shape[0], x : x + small.shape[1]] = small
        faces.append((FACE - [LEFT, 0, LEFT, 0]) * scale + [x, 60, x, 60])
    return as_image(image), Detections.of(faces, "face")


def test_who_leans_in_company_is_found() -> None:
    image, truth = three(30, -18)
    assert score_boxes(careful(image), truth) == Score(2, 0, 1)
    assert score_boxes(find_faces(image), truth) == Score(3, 0, 0)


def test_each_face_is_found_once() -> None:
    image, truth = side_by_side()
    assert score_boxes(careful_in_company(to_gray(image))[0], truth) == Score(2, 0, 0)


def test_who_is_alone_is_looked_at_once() -> None:
    alone = to_gray(astronaut())
    faces, doubtful = careful_in_company(alone)
    assert np.array_equal(faces.xyxy, careful_in(alone).xyxy) and not len(doubtful)


def test_a_place_that_may_be_a_face_is_told_apart() -> None:
    """Of the hundred people of `lfw_subset`, enlarged from 25 pixels, this one is scored between the two."""
    image = np.full((300, 420, 3), 90, np.uint8)
    image[20:276, 20:276] = cv2.resize(astronaut(), (256, 256), interpolation=cv2.INTER_AREA)
    stranger = (255 * skimage.data.lfw_subset()[30]).astype(np.uint8)
    image[100:170, 300:370] = cv2.resize(stranger, (70, 70), interpolation=cv2.INTER_CUBIC)[..., None]
    faces, doubtful = careful_in_company(to_gray(as_image(image)))
    assert len(faces) == len(doubtful) == 1
    assert faces.score[0] >= 0.5 > doubtful.score[0] >= 0.2
    assert 300 < doubtful.xyxy[0, [0, 2]].mean() < 370
    assert search(as_image(image), "careful", most_s=60).doubtful == 1


def test_windows_are_of_about_the_size_and_in_the_picture_s_own_pixels() -> None:
    image, truth = three(60, 15)
    boxes = of_the_size(to_gray(image), 60)
    widths = boxes[:, 2] - boxes[:, 0]
    assert len(boxes) and (widths > 40).all() and (widths < 85).all()
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    face = (truth.xyxy[1, :2] + truth.xyxy[1, 2:]) / 2
    assert np.linalg.norm(middles - face, axis=1).min() < 8
