"""The rough look at a page before a camera, held against the boxes the page was drawn with."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data

from vision.layout.components import components
from vision.layout.generate import DrawnPage, PageSpec, draw_page
from vision.layout.quick import ink_of, runs
from vision.processors.find import text_lines
from vision.types import Image, as_gray, as_image

SPEC = PageSpec(800, 660, (16,), letter=22, pitch=36, margin=40)


def held_up(page: DrawnPage, degrees: float = 0.0) -> Image:
    """The page in the middle of a darker room, 1280 x 720."""
    room = np.full((720, 1280, 3), 90, np.uint8)
    room[30:690, 240:1040] = page.image
    turn = cv2.getRotationMatrix2D((640, 360), degrees, 1.0)
    return as_image(cv2.warpAffine(room, turn, (1280, 720), borderValue=(90, 90, 90)))


def test_every_line_has_its_box() -> None:
    page = draw_page(SPEC)
    found = text_lines(held_up(page)).xyxy
    assert len(found) == len(page.lines) == 16
    for box, (x0, y0, x1, y1) in zip(found, page.lines, strict=True):
        assert np.abs(box - (x0 + 240, y0 + 30, x1 + 240, y1 + 30)).max() < 8


@pytest.mark.parametrize("degrees", [-4, 3])
def test_a_page_held_askew(degrees: float) -> None:
    found = text_lines(held_up(draw_page(SPEC), degrees))
    assert 15 <= len(found) <= 19


def test_white_letters_on_black() -> None:
    page = draw_page(SPEC)
    assert len(text_lines(as_image(255 - held_up(page)))) == 16


def test_two_columns_stay_apart() -> None:
    found = text_lines(held_up(draw_page(PageSpec(800, 660, (16, 16), letter=22, pitch=36, margin=40, gap=40))))
    assert len(found) >= 32 and (found.xyxy[:, 2] - found.xyxy[:, 0]).max() < 380


def test_a_portrait_is_no_page() -> None:
    assert len(text_lines(skimage.data.astronaut())) <= 2


def letters(gap: int, high: int = 10) -> np.ndarray:
    """Twice five square letters three pixels apart, with `gap` pixels between the two words."""
    ink = np.zeros((40, 300), bool)
    for i in range(10):
        left = 20 + i * (high + 3) + (gap - 3) * (i >= 5)
        ink[15 : 15 + high, left : left + high] = True
    return ink


@pytest.mark.parametrize(("gap", "lines"), [(15, 1), (21, 2)])
def test_a_word_space_is_bridged_and_a_gap_between_columns_is_not(gap: int, lines: int) -> None:
    parts = components(letters(gap))
    assert len(runs(parts, np.ones(len(parts), bool), 10, 0.0)) == lines


@pytest.mark.parametrize(("darker", "seen"), [(12, False), (30, True)])
def test_ink_is_clearly_darker_than_what_is_around_it(darker: int, seen: bool) -> None:
    gray = np.full((200, 200), 140, np.uint8)
    gray[100, 60:140] -= np.uint8(darker)
    assert bool(ink_of(as_gray(gray))[100, 100]) is seen
