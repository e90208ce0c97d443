"""Reading order on drawn arrangements of boxes."""

from __future__ import annotations

import numpy as np
import pytest

from vision.layout.reading.order import reading_order

Box = tuple[float, float, float, float]


def column(x0: float, x1: float, y0: float, rows: int, pitch: float = 15) -> list[Box]:
    return [(x0, y0 + k * pitch, x1, y0 + k * pitch + 10) for k in range(rows)]


def assert_order(boxes: list[Box], rules: list[Box] | None = None) -> None:
    """The boxes are given in the right order; they are asked for in another one."""
    table = np.array(boxes, float)
    mixed = np.random.default_rng(len(boxes)).permutation(len(boxes))
    shuffled = table[mixed]
    level = None if rules is None else np.array(rules, float)
    order, _ = reading_order(shuffled, (shuffled[:, 1] + shuffled[:, 3]) / 2, level)
    assert mixed[order].tolist() == list(range(len(boxes)))


def test_a_heading_over_two_of_four_columns_parts_those_alone() -> None:
    assert_order(
        [
            (0, 0, 460, 30),
            *column(0, 100, 40, 20),
            *column(120, 220, 40, 8),
            *column(240, 340, 40, 8),
            (120, 170, 340, 190),
            *column(120, 220, 200, 9),
            *column(240, 340, 200, 9),
            *column(360, 460, 40, 20),
            (0, 360, 460, 375),
        ]
    )


@pytest.mark.parametrize("pieces", [[(0, 158, 460, 161)], [(0, 158, 100, 161), (110, 158, 225, 161)]])
def test_a_level_rule_across_the_columns_ends_them_and_one_in_a_column_does_not(pieces: list[Box]) -> None:
    upper = [column(0, 105, 0, 10), column(120, 225, 0, 10)]
    lower = [column(0, 105, 170, 10), column(120, 225, 170, 10)]
    assert_order([*upper[0], *upper[1], *lower[0], *lower[1]], pieces)
    assert_order([*upper[0], *lower[0], *upper[1], *lower[1]], [(0, 158, 100, 161)])


def test_footnotes_across_the_page_come_last() -> None:
    assert_order([*column(0, 100, 0, 9), *column(120, 220, 0, 9), *column(0, 220, 150, 2)])


@pytest.mark.parametrize("left", [True, False])
def test_notes_in_the_margin_are_read_after_the_text(left: bool) -> None:
    text = column(100, 400, 0, 20)
    notes = column(20, 80, 60, 4) if left else column(420, 480, 60, 4)
    assert_order([*text, *notes])


def test_pieces_of_one_line_are_read_one_after_the_other() -> None:
    assert_order([(0, 0, 200, 10), (0, 15, 90, 25), (105, 15, 200, 25), (0, 30, 95, 40), (105, 30, 200, 40),
                  (0, 45, 200, 55)])  # fmt: skip


def test_a_dropped_capital_comes_before_the_rows_beside_it() -> None:
    assert_order([(0, 0, 35, 38), *column(40, 200, 0, 3), *column(0, 200, 45, 4)])


def test_a_page_number_and_a_running_title_are_one_row_above_the_columns() -> None:
    assert_order([(80, 0, 150, 10), (200, 1, 220, 11), *column(0, 100, 30, 9), *column(120, 220, 30, 9)])


def test_nothing_has_an_order() -> None:
    order, block = reading_order(np.zeros((0, 4)), np.zeros(0))
    assert len(order) == len(block) == 0


def test_a_heading_that_begins_where_a_column_ends_spans_the_gutter() -> None:
    columns = (column(61, 492, 150, 16, 40), column(534, 967, 150, 17, 40), column(1008, 1440, 150, 16, 40))
    assert_order([(490, 60, 1010, 98), *columns[0], *columns[1], *columns[2]])


@pytest.mark.parametrize("left", [True, False])
def test_a_catchword_at_the_foot_comes_after_the_notes_in_the_margin(left: bool) -> None:
    text, notes = column(100, 400, 0, 20), column(20, 80, 60, 9) if left else column(420, 480, 60, 9)
    assert_order([*text, *notes, (360, 300, 402, 310)])
    assert_order([*text, (100, 300, 142, 310), *notes])


@pytest.mark.parametrize("slope", [0.09, -0.09])
@pytest.mark.parametrize("known", [True, False])
def test_a_word_written_between_slanted_lines_is_read_between_them(slope: float, known: bool) -> None:
    """Line k goes through (500, 40 k); the words lie 20 pixels above lines 4 and 8, at their beginning and end."""
    lines = [(0.0, 1000.0, 40.0 * k) for k in range(12)]
    for place, (x0, x1), k in ((4, (40.0, 110.0), 4), (9, (890.0, 960.0), 8)):
        lines.insert(place, (x0, x1, 40.0 * k - 20 + slope * ((x0 + x1) / 2 - 500)))
    lines.append((0.0, 300.0, 40.0 * 12 + slope * (150 - 500)))
    boxes = np.array([(x0, y - h, x1, y + h) for x0, x1, y in lines for h in [12 + abs(slope) * (x1 - x0) / 2]])
    mixed = np.random.default_rng(1).permutation(len(boxes))
    shuffled = boxes[mixed]
    middle = (shuffled[:, 1] + shuffled[:, 3]) / 2
    order, _ = reading_order(shuffled, middle, slope=np.full(len(boxes), slope) if known else None)
    assert mixed[order].tolist() == list(range(len(boxes)))
