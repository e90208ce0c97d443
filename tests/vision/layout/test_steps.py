"""The small steps, each held against a slow or a known answer."""

from __future__ import annotations

import numpy as np
import PIL.Image
import pytest

from vision.layout import segment, trace
from vision.layout.drawing import burn_bars, draw_gaps, draw_heights, draw_ink, draw_layout, draw_words
from vision.layout.generate import NOTEBOOK, draw_page
from vision.layout.geometry import map_points
from vision.layout.ink.binarise import binarise, is_light_on_dark
from vision.layout.ink.level import rotation, skew_angle
from vision.layout.lines.gaps import white_blocks
from vision.layout.lines.groups import groups_of
from vision.layout.reading.columns import columns_of
from vision.layout.reading.order import reading_order


def slow_white_blocks(ink: np.ndarray, width: int, height: int) -> np.ndarray:
    """The notebook's way: look at every block, pixel by pixel."""
    out = np.zeros(ink.shape, bool)
    for y in range(ink.shape[0] - height + 1):
        for x in range(ink.shape[1] - width + 1):
            if not ink[y : y + height, x : x + width].any():
                out[y : y + height, x : x + width] = True
    return out


@pytest.mark.parametrize("seed", range(5))
def test_white_blocks_are_those_of_the_slow_loop(seed: int) -> None:
    ink = np.random.default_rng(seed).random((30, 40)) < 0.08
    width, height = 3 + seed % 3, 4 + seed
    framed = np.pad(ink, ((height, height), (width, width)))
    expected = slow_white_blocks(framed, width, height)[height:-height, width:-width]
    assert (white_blocks(ink, width, height) == expected).all()


def test_dither_is_pillow_s() -> None:
    gray = np.random.default_rng(0).integers(0, 256, (40, 50), np.uint8)
    expected = ~np.asarray(PIL.Image.fromarray(gray).convert("1"))
    assert (binarise(gray, "dither") == expected).all()


def test_bilevel_pages_are_taken_as_they_are() -> None:
    gray = np.where(np.random.default_rng(0).random((60, 60)) < 0.2, 0, 255).astype(np.uint8)
    for method in ("otsu", "wolf", "dither"):
        assert (binarise(gray, method) == (gray == 0)).all()


def test_polarity() -> None:
    gray = draw_page().image[..., 0]
    assert not is_light_on_dark(gray)
    assert is_light_on_dark(255 - gray)


@pytest.mark.parametrize("degrees", [-9.5, -2.3, -0.4, 0.0, 0.1, 1.7, 8.0])
def test_skew_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    random = np.random.default_rng(1)
    x, row = random.uniform(0, 1000, 800), random.integers(0, 30, 800)
    y = row * 30 + random.normal(0, 1.5, 800)
    angle = np.radians(degrees)
    found = skew_angle(x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle), 12)
    assert found == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize("degrees", [-20.0, 20.0])
def test_the_diagonal_of_a_tall_page_is_not_taken_for_lines(degrees: float) -> None:
    random = np.random.default_rng(0)
    row, column = np.mgrid[:30, :8]
    x = (60 * column + random.uniform(-20, 20, column.shape)).ravel()
    y = (40 * row + random.normal(0, 9, row.shape)).ravel()
    angle = np.radians(degrees)
    found = skew_angle(x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle), 12)
    assert found == pytest.approx(degrees, abs=1)


def test_rotation_keeps_every_corner() -> None:
    matrix, (width, height) = rotation(300, 200, 7)
    corners = map_points(np.array([[0.0, 0, 300, 200]]), matrix)[0]
    assert (corners >= -1e-6).all() and (corners <= [width, height]).all()


def test_groups_are_the_connected_ones() -> None:
    assert groups_of(5, np.array([[0, 3], [3, 4]])).tolist() == [0, 1, 2, 0, 0]
    assert groups_of(0, np.zeros((0, 2), np.int64)).tolist() == []


def test_reading_order_goes_down_each_column_under_a_heading() -> None:
    boxes = np.array([[0, 0, 210, 10], [110, 20, 210, 30], [0, 20, 100, 30], [110, 40, 210, 50], [0, 40, 100, 50.0]])
    order, block = reading_order(boxes, (boxes[:, 1] + boxes[:, 3]) / 2)
    assert order.tolist() == [0, 2, 4, 1, 3]
    assert columns_of(boxes[order], block[order]).tolist() == [-1, 0, 0, 1, 1]


def test_a_heading_in_the_middle_parts_the_page_in_two() -> None:
    boxes = [[0, y, 100, y + 10] for y in (0, 15, 60, 75)] + [[110, y, 210, y + 10] for y in (0, 15, 60, 75)]
    boxes.append([0, 40, 210, 50])
    table = np.array(boxes, float)
    order, block = reading_order(table, (table[:, 1] + table[:, 3]) / 2)
    assert order.tolist() == [0, 1, 4, 5, 8, 2, 3, 6, 7]
    assert columns_of(table[order], block[order]).tolist() == [0, 0, 1, 1, -1, 0, 0, 1, 1]


def test_drawings_are_new_pictures_of_the_right_size() -> None:
    page = draw_page().image
    steps = trace(page)
    drawn = draw_layout(page, steps.layout)
    assert drawn.shape == page.shape and (drawn != page).any()
    assert (draw_layout(page, steps.layout, lines=False, numbers=False, columns=False, separators=False) == page).all()
    for draw in (draw_ink, draw_heights, draw_gaps, draw_words):
        picture = draw(steps)
        assert picture.shape == (*steps.ink.shape, 3) and picture.dtype == np.uint8


def test_bars_in_the_gaps_keep_the_columns_apart() -> None:
    page = draw_page(NOTEBOOK).image
    barred = burn_bars(page, segment(page))
    assert (barred != page).any()
    layout = segment(barred, max_column_separators=0)
    assert len(layout.lines) == 50
