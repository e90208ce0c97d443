from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vision.faces.photographs import astronaut, face
from vision.detect.score import Score, over_min_neighbors, score_boxes, score_ticks
from vision.faces.find.course import course
from vision.types import Detections, VisionError


def test_ticks_and_missed_faces_make_the_four_numbers() -> None:
    score = score_ticks([True, True, False, True], missed=2)
    assert score == Score(right=3, invented=1, missed=2)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 / 3)


def test_nothing_said_is_no_number() -> None:
    empty = score_ticks([], 0)
    assert empty.precision is empty.recall is empty.f1 is None
    with pytest.raises(VisionError, match="0 or more"):
        score_ticks([], -1)


def test_a_face_is_found_once_and_the_second_box_is_invented() -> None:
    faces = Detections.of([[0, 0, 10, 10], [100, 100, 110, 110]], "face")
    found = Detections.of([[0, 0, 10, 10], [1, 0, 11, 10], [50, 50, 60, 60]], "face")
    assert score_boxes(found, faces) == Score(1, 2, 1)
    assert score_boxes(found, faces, missed=3) == Score(1, 2, 4)


@given(st.lists(st.booleans(), max_size=20), st.integers(0, 20))
def test_precision_and_recall_are_shares(ticks: list[bool], missed: int) -> None:
    score = score_ticks(ticks, missed)
    for share in (score.precision, score.recall, score.f1):
        assert share is None or 0 <= share <= 1


def test_more_neighbours_never_add_boxes() -> None:
    points = over_min_neighbors(lambda n: course(astronaut(), min_neighbors=n), face(), values=(1, 4, 8))
    boxes = [p.score.right + p.score.invented for p in points]
    assert [p.min_neighbors for p in points] == [1, 4, 8] and boxes == sorted(boxes, reverse=True)
    assert points[-1].score.right == 1
