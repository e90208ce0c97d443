"""A part of a page seen from near."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.layout.test_export import LAYOUT
from vision.layout import segment
from vision.layout.drawing import draw_layout
from vision.layout.generate import PageSpec, draw_page
from vision.layout.view import line_at, part_at, upright, view

PAGE = np.full((300, 400, 3), 240, np.uint8)


def test_parts_cover_the_page_from_corner_to_corner() -> None:
    assert part_at(400, 300, 1, 0.7, 0.2) == (0, 0, 400, 300)
    assert part_at(400, 300, 2, 0, 0) == (0, 0, 200, 150)
    assert part_at(400, 300, 4, 1, 1) == (300, 225, 400, 300)


def test_the_whole_page_shrinks_with_its_boxes() -> None:
    near = view(PAGE, LAYOUT, 200)
    assert near.image.shape == (150, 200, 3) and (near.layout.width, near.layout.height) == (200, 150)
    assert [line.box for line in near.layout.lines][:2] == [(10, 5, 190, 15), (10, 25, 90, 35)]
    assert near.layout.lines[1].outline[0] == (10, 26) and near.layout.scale == 6
    assert near.numbers == (1, 2, 3, 4)


def test_a_part_keeps_the_numbers_of_its_lines_and_cuts_boxes_at_its_border() -> None:
    near = view(PAGE, LAYOUT, 400, (200, 40, 400, 190))
    assert near.image.shape == (300, 400, 3)
    assert near.numbers == (4,) and near.layout.lines[0].box == (40, 20, 360, 60)
    assert near.layout.columns[0] == (0, 20, 0, 120)
    assert [s.box for s in near.layout.separators] == [(0, 20, 20, 120), (0, 20, 4, 120)]
    drawn = draw_layout(near.image, near.layout, numbered=near.numbers)
    assert drawn.shape == near.image.shape and not np.array_equal(drawn, near.image)


def test_small_pages_are_not_blown_up_beyond_three_times() -> None:
    assert view(PAGE, LAYOUT, 5000).image.shape == (900, 1200, 3)


def test_a_place_of_the_view_names_the_line_there() -> None:
    whole, part = view(PAGE, LAYOUT, 400), view(PAGE, LAYOUT, 400, (200, 40, 400, 190))
    assert line_at(whole, 100 / 400, 60 / 300) == 1 and line_at(whole, 300 / 400, 60 / 300) == 3
    assert line_at(part, 0.5, 20 / 150) == 3
    assert line_at(whole, 300 / 400, 74 / 300) == 3  # a finger is not a pixel
    assert line_at(whole, 0.5, 250 / 300) is None
    assert line_at(view(PAGE, replace(LAYOUT, lines=()), 400), 0.5, 0.5) is None


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_turned_is_shown_upright_with_its_lines(quarters: int) -> None:
    page = draw_page(PageSpec(700, 420, (6, 6), letter=16)).image
    lying = np.ascontiguousarray(np.rot90(page, -quarters))
    image, found = upright(lying, segment(lying, turned=str(90 * quarters)))
    straight = segment(page)
    assert (image == page).all() and (found.width, found.height, found.turned) == (700, 420, 0)
    assert np.abs(found.boxes - straight.boxes).max() <= 3
    for a, b in zip(found.lines, straight.lines, strict=True):
        assert np.abs(np.subtract(a.outline, b.outline)).max() <= 4
        assert np.abs(np.subtract(a.baseline, b.baseline)).max() <= 4


def test_a_page_that_lies_right_is_left_as_it_is() -> None:
    page = draw_page(PageSpec(700, 300, (5,))).image
    layout = segment(page)
    image, same = upright(page, layout)
    assert (image == page).all() and same == layout
