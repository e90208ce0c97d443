"""YuNet's answers, given by a stand-in for the network: the file is not there in every checkout."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from vision.faces.find import accurate
from vision.types import Detections, as_image

IMAGE = as_image(np.zeros((200, 400, 3), np.uint8))
LEFT = [20, 40, 60, 80, 35, 60, 65, 62, *[0] * 6, 0.9]
RIGHT = [120, 30, 50, 64, 132, 50, 158, 51, *[0] * 6, 0.95]


class StandIn:
    """Says what it is told to say: rows of x, y, w, h, two eyes, three more points, score."""

    def __init__(self, rows: list[list[float]]) -> None:
        self.rows = np.array(rows, np.float32) if rows else None

    def setInputSize(self, size: tuple[int, int]) -> None:  # noqa: N802  OpenCV's name
        self.size = size

    def setScoreThreshold(self, threshold: float) -> None:  # noqa: N802
        self.threshold = threshold

    def detect(self, image: NDArray[Any]) -> tuple[int, NDArray[np.float32] | None]:
        assert image.shape[1::-1] == self.size
        return 1, self.rows


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    made = StandIn([LEFT, RIGHT])
    monkeypatch.setattr(accurate, "_network", lambda: made)
    return made


def test_faces_come_in_the_pictures_own_pixels_the_surest_first(network: StandIn) -> None:
    found = accurate.accurate(IMAGE, threshold=0.6, side=200)
    assert network.size == (200, 100) and network.threshold == pytest.approx(0.6)
    assert found.xyxy.tolist() == [[240, 60, 340, 188], [40, 80, 160, 200]]
    assert found.score.tolist() == pytest.approx([0.95, 0.9])


def test_each_face_that_it_finds_too_has_its_two_eyes(network: StandIn) -> None:
    faces = Detections.of([[22, 42, 80, 118], [300, 100, 350, 160], [121, 31, 169, 95]], "face", [1, 1, 1])
    eyes = accurate.accurate_eyes(IMAGE, faces)
    centres = (eyes.xyxy[:, :2] + eyes.xyxy[:, 2:]) / 2
    assert centres.tolist() == [[35, 60], [65, 62], [132, 50], [158, 51]]
    assert eyes.score.tolist() == pytest.approx([0.9, 0.9, 0.95, 0.95])
    widths = eyes.xyxy[:, 2] - eyes.xyxy[:, 0]
    assert widths.tolist() == pytest.approx([15, 15, 12.5, 12.5])


def test_where_nothing_is_found_there_are_neither_faces_nor_eyes(network: StandIn) -> None:
    network.rows = None
    assert not len(accurate.accurate(IMAGE)) and not len(accurate.accurate_eyes(IMAGE, Detections.none()))
