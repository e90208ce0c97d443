"""Edits give a new layout; the old one stays."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vision.layout.test_export import LAYOUT
from vision.layout.reading.edits import crops, delete, merge, move, reorder
from vision.types import VisionError


def test_delete_drops_a_line_and_an_empty_column() -> None:
    layout = delete(LAYOUT, 3)
    assert len(layout.lines) == 3 and len(LAYOUT.lines) == 4
    assert layout.columns == ((20, 50, 180, 100),)


def test_merge_joins_two_boxes_in_the_place_of_the_first() -> None:
    layout = merge(LAYOUT, 2, 1)
    assert [line.box for line in layout.lines] == [(20, 10, 380, 30), (20, 50, 180, 100), (220, 50, 380, 70)]
    assert layout.lines[1].column == 0
    assert merge(LAYOUT, 2, 3).lines[2].column is None


def test_move_and_reorder_change_the_order() -> None:
    assert move(LAYOUT, 3, 0).lines[0] == LAYOUT.lines[3]
    turned = reorder(LAYOUT, [3, 2, 1, 0])
    assert [line.box for line in turned.lines] == [line.box for line in LAYOUT.lines[::-1]]


def test_crops_are_copies_in_reading_order() -> None:
    image = np.arange(400 * 300 * 3, dtype=np.uint8).reshape(300, 400, 3)
    pieces = crops(image, LAYOUT)
    assert [piece.shape for piece in pieces] == [(20, 360, 3), (20, 160, 3), (20, 150, 3), (20, 160, 3)]
    assert not np.shares_memory(pieces[0], image)


@pytest.mark.parametrize(
    "edit",
    [
        lambda: delete(LAYOUT, 4),
        lambda: merge(LAYOUT, 1, 1),
        lambda: move(LAYOUT, 0, -1),
        lambda: reorder(LAYOUT, [0, 0, 1, 2]),
        lambda: crops(np.zeros((5, 5, 3), np.uint8), LAYOUT),
    ],
)
def test_impossible_edits_are_named(edit) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(VisionError):
        edit()
