from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vision.detect.boxes import as_boxes, group, iou, suppress

box = st.tuples(*[st.integers(0, 30)] * 2, *[st.integers(1, 20)] * 2).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


def painted(b: tuple[int, ...]) -> np.ndarray:
    canvas = np.zeros((60, 60), bool)
    canvas[b[1] : b[3], b[0] : b[2]] = True
    return canvas


@given(box, box)
def test_iou_counts_shared_pixels(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    shared, both = painted(a) & painted(b), painted(a) | painted(b)
    assert np.isclose(iou(as_boxes(a), as_boxes(b))[0, 0], shared.sum() / both.sum())


@given(st.lists(box, max_size=12))
def test_groups_take_each_box_once(boxes: list[tuple[int, ...]]) -> None:
    members = [int(i) for g in group(as_boxes(boxes)) for i in g]
    assert sorted(members) == list(range(len(boxes)))


def test_suppression_keeps_the_better_of_two_and_drops_the_nested() -> None:
    boxes = as_boxes([[0, 0, 10, 10], [1, 0, 11, 10], [2, 2, 6, 6], [30, 30, 40, 40]])
    assert suppress(boxes, np.array([0.5, 0.9, 0.6, 0.1], np.float32)).tolist() == [1, 3]


def test_nothing_in_nothing_out() -> None:
    none = as_boxes([])
    assert group(none) == [] and len(suppress(none, np.zeros(0, np.float32))) == 0 and iou(none, none).shape == (0, 0)
