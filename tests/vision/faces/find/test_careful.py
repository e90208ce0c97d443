from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data

from tests.vision.faces.photographs import FACE, astronaut, face, leaning, side_by_side
from vision.detect.boxes import iou
from vision.detect.score import Score, score_boxes
from vision.faces.find.careful import careful
from vision.types import Detections, Image


def test_the_astronaut_is_found_tightly_and_surely() -> None:
    found = careful(astronaut())
    assert iou(found.xyxy, face().xyxy).max() > 0.7 and len(found) == 1 and found.label == ("face",)
    assert found.score[0] >= 0.5


@pytest.mark.parametrize("degrees", [-28, -14, 14, 28])
def test_heads_may_lean(degrees: float) -> None:
    image, truth = leaning(degrees)
    assert score_boxes(careful(image), truth) == Score(1, 0, 0)


def test_two_sizes_and_the_mirror_image() -> None:
    image, truth = side_by_side()
    assert score_boxes(careful(image), truth) == Score(2, 0, 0)


def test_dim_and_noisy_is_still_a_face() -> None:
    noise = np.random.default_rng(1).normal(0, 8, (512, 512, 3))
    image = np.clip(astronaut() * 0.45 + noise, 0, 255).astype(np.uint8)
    assert score_boxes(careful(image), face()) == Score(1, 0, 0)


def test_a_large_photograph_gives_boxes_in_its_own_pixels() -> None:
    image = cv2.resize(astronaut(), (2600, 2600), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
    assert score_boxes(careful(image), Detections.of(FACE * 2600 / 512, "face")) == Score(1, 0, 0)


@pytest.mark.parametrize("name", ["coffee", "chelsea", "rocket", "brick", "grass"])
def test_no_face_is_invented(name: str) -> None:
    image = getattr(skimage.data, name)()
    image = image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=2)
    assert len(careful(image)) == 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 700), (700, 1), (19, 19), (33, 900)])
def test_any_size_is_taken(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    found = careful(noise)
    assert (found.xyxy >= 0).all() and (found.xyxy <= [shape[1], shape[0]] * 2).all()


def test_same_answer_twice_and_the_picture_untouched() -> None:
    image: Image = astronaut()[:300, 100:400].copy()
    image.setflags(write=False)
    first, second = careful(image), careful(image)
    assert np.array_equal(first.xyxy, second.xyxy) and np.array_equal(first.score, second.score)


def test_a_lower_threshold_never_finds_less() -> None:
    image, _ = side_by_side()
    strict, loose = careful(image, threshold=0.9), careful(image, threshold=0.1)
    assert len(strict) <= len(loose) and (strict.score >= 0.9).all()
