from __future__ import annotations

import numpy as np

from vision.faces.candidates import Verdicts, candidates, marked
from vision.types import Detections

FACE, CLOCK, BACK_ROW = [10, 10, 50, 50], [100, 10, 140, 50], [10, 100, 30, 120]


def boxes(*xyxy: list[int]) -> Detections:
    return Detections.of(xyxy, "face")


def test_the_same_place_is_one_candidate_and_counts_who_named_it() -> None:
    pool = candidates([boxes(FACE, CLOCK), boxes([12, 10, 52, 50])], Verdicts.of_faces(boxes(BACK_ROW)))
    assert pool.xyxy.round().tolist() == [[11, 10, 51, 50], CLOCK, BACK_ROW]
    assert pool.score.tolist() == [1, 0.5, 0]


def test_nothing_found_and_nothing_said_is_an_empty_pool() -> None:
    assert len(candidates([boxes(), boxes()], Verdicts.of_faces(boxes()))) == 0


def test_the_last_verdict_on_a_place_counts() -> None:
    verdicts = Verdicts.of_faces(boxes(FACE))
    pool = boxes(FACE, CLOCK)
    assert verdicts.on(pool).tolist() == [True, False]
    judged = verdicts.changed(pool.xyxy[0], False).changed(pool.xyxy[1], True)
    assert judged.on(pool).tolist() == [False, True]
    assert judged.changed(pool.xyxy[0], True).on(pool).tolist() == [True, True]


def test_a_place_said_to_be_no_face_stays_a_candidate() -> None:
    said = Verdicts.of_faces(boxes(FACE)).changed(boxes(FACE).xyxy[0], False)
    assert candidates([boxes()], said).xyxy.tolist() == [FACE]


def test_boxes_are_right_or_invented_and_faces_without_one_missed() -> None:
    pool = boxes(FACE, CLOCK, BACK_ROW)
    found = boxes(CLOCK, [11, 10, 51, 50], [8, 9, 54, 51])
    drawn, tags = marked(found, pool, np.array([True, False, True]))
    assert drawn.label == ("invented", "right", "invented", "missed")
    assert tags == ("2", "1", "", "3")
    assert drawn.xyxy[3].tolist() == BACK_ROW
