"""What is known of a finding is carried along, drawn, and written out; nothing of it is lost on the way."""

from __future__ import annotations

import json

import numpy as np
import pytest

from vision.detect.annotations import Annotated, run_lengths, to_coco, to_json, whole_mask
from vision.draw import draw_detections
from vision.types import Detections, KeyPoints, Skeleton

ARM = Skeleton("arm", ("shoulder", "elbow", "hand"), ((0, 1), (1, 2)))


def arm(seen: tuple[float, ...] = (1, 1, 0.1)) -> KeyPoints:
    return KeyPoints(np.array([[10, 10], [20, 10], [20, 25]], np.float32), np.array(seen, np.float32), ARM)


def found() -> Detections:
    """A thing with a mask, half of its box, and an arm; a plain box."""
    half = np.array([[True, False], [True, False]])
    return Detections.of(
        [[4, 6, 24, 26], [30, 2, 38, 9]],
        ["arm", "cup"],
        [0.9, 0.5],
        class_id=(3, None),
        track_id=(7, None),
        points=(arm(), None),
        mask=(half, None),
    )


def test_what_is_known_goes_along() -> None:
    both = (found() + Detections.of([1, 1, 2, 2], "dot")).pick([2, 0])
    assert both.label == ("dot", "arm") and both.class_id == (None, 3) and both.track_id == (None, 7)
    moved = both.moved(2.0, 1, -1)
    points = moved.points[1]
    assert points is not None and np.array_equal(points.xy[2], [41, 49]) and moved.points[0] is None
    assert np.array_equal(arm().xy[2], [20, 25]), "values are frozen"


def test_a_mask_is_cut_with_its_box() -> None:
    cut = found().clipped(14, 40)
    assert cut.label == ("arm",) and cut.xyxy[0].tolist() == [4, 6, 14, 26]
    mask = cut.mask[0]
    assert mask is not None and mask.shape == (2, 1) and mask.all()


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 labels need"):
        Detections.of([[0, 0, 1, 1], [1, 1, 2, 2]], "two", class_id=(1,))
    with pytest.raises(ValueError, match="arm has 3 points"):
        KeyPoints(np.zeros((2, 2), np.float32), np.zeros(2, np.float32), ARM)


def test_masks_are_tinted_and_only_points_in_sight_are_drawn() -> None:
    image = np.full((40, 48, 3), 90, np.uint8)
    drawn = draw_detections(image, found(), tags=["", ""])
    changed = (drawn != image).any(axis=2)
    assert changed[12:24, 6:9].all() and not changed[12:22, 22:24].any(), "the masked half"
    assert changed[10, 15] and not changed[22:30, 16:24].any(), "the hand is not in sight"
    assert changed[2, 30:38].all(), "the plain box"
    whole = draw_detections(image, Detections.of([4, 6, 24, 26], "arm", points=(arm((1, 1, 1)),)), tags=[""])
    assert (whole[20, 19:22] != 90).any() and not (whole[6, 4:24] != 90).any()


def test_runs_count_down_the_columns_and_begin_outside() -> None:
    assert run_lengths(np.array([[0, 1], [0, 1]], bool)) == [2, 2]
    assert run_lengths(np.array([[1, 0], [0, 0]], bool)) == [0, 1, 3]
    assert run_lengths(np.zeros((2, 3), bool)) == [6]


def test_coco_holds_key_points_and_segmentation() -> None:
    picture = Annotated("a.png", 48, 40, found())
    told = json.loads(to_coco([Annotated("none.png", 5, 5, Detections.none()), picture]))
    first, second = told["annotations"]
    assert [c["name"] for c in told["categories"]] == ["arm", "cup"] and first["image_id"] == 2
    assert told["categories"][0]["keypoints"] == list(ARM.points)
    assert told["categories"][0]["skeleton"] == [[1, 2], [2, 3]]
    assert first["keypoints"] == [10, 10, 2, 20, 10, 2, 20, 25, 1] and first["num_keypoints"] == 3
    assert first["segmentation"]["size"] == [40, 48] and sum(first["segmentation"]["counts"]) == 40 * 48
    assert first["area"] == 200 == sum(first["segmentation"]["counts"][1::2]) and first["track_id"] == 7
    assert second == {
        "id": 2,
        "image_id": 2,
        "category_id": 2,
        "bbox": [30, 2, 8, 7],
        "area": 56,
        "iscrowd": 0,
        "score": 0.5,
    }


def test_json_holds_all_that_is_known() -> None:
    picture = Annotated("a.png", 48, 40, found())
    (record,) = json.loads(to_json([picture]))
    first, second = record["found"]
    assert first["points"]["elbow"] == [20, 10, 1] and first["links"] == [[0, 1], [1, 2]]
    assert (first["class_id"], first["track_id"]) == (3, 7) and set(second) == {"label", "box", "score"}
    mask = whole_mask(picture, 0)
    assert mask is not None and first["mask"] == run_lengths(mask) and mask[6:26, 4:14].all() and mask.sum() == 200
