from __future__ import annotations

import numpy as np
import pytest

from vision.detect.quarter_turns import quarter_matrix, turned_back, turned_boxes
from vision.types import Detections


@pytest.mark.parametrize("quarters", range(5))
def test_boxes_turn_as_the_picture_does(quarters: int) -> None:
    picture = np.zeros((40, 70), np.uint8)
    picture[5:21, 30:61] = 1
    found = turned_boxes(Detections.of([30, 5, 61, 21], "face", 0.7), quarters, 70, 40)
    left, top, right, bottom = found.xyxy[0].astype(int)
    expected = np.zeros_like(np.rot90(picture, quarters))
    expected[top:bottom, left:right] = 1
    assert np.array_equal(np.rot90(picture, quarters), expected)
    assert found.label == ("face",) and found.score[0] == np.float32(0.7)


@pytest.mark.parametrize("quarters", range(4))
def test_there_and_back_is_where_one_began(quarters: int) -> None:
    boxes = Detections.of(np.array([[30, 5, 61, 21], [0, 0, 70, 40], [1.5, 2.25, 3, 4]]), "face")
    back = turned_back(turned_boxes(boxes, quarters, 70, 40), quarters, 70, 40)
    assert np.array_equal(back.xyxy, boxes.xyxy)


def test_no_box_stays_none() -> None:
    assert turned_boxes(Detections.none(), 1, 70, 40).xyxy.shape == (0, 4)


@pytest.mark.parametrize("quarters", range(-1, 5))
def test_the_matrix_says_where_corners_go(quarters: int) -> None:
    corner, opposite = (quarter_matrix(quarters, 70, 40) @ np.array([x, y, 1]) for x, y in ((0, 0), (70, 40)))
    height, width = np.rot90(np.zeros((40, 70)), quarters).shape
    expected = [(0, 0), (0, height), (width, height), (width, 0)][quarters % 4]
    assert np.array_equal(corner, [*expected, 1])
    assert np.array_equal(opposite, [width - expected[0], height - expected[1], 1])
