"""What stands beside the edge of a text: a note, a hanging number, dirt."""

from __future__ import annotations

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from vision.layout import segment
from vision.layout.generate import PageSpec, draw_page
from vision.layout.types import Line
from vision.types import Image

TEXT = PageSpec(1000, 1160, (18,), margin=220)
"""Eighteen justified lines, letters of 22 pixels, x-height about 12."""

LEFT, RIGHT = 220, 780
"""Where they begin and end."""


def beside(row: int, words: str, *, right: bool = False, gap: int = 16) -> tuple[Image, list[Line]]:
    """The page with a note `gap` pixels beside a row, and its lines."""
    sheet = PIL.Image.fromarray(draw_page(TEXT).image)
    place = (RIGHT + gap if right else LEFT - gap, TEXT.margin + row * TEXT.pitch)
    font = PIL.ImageFont.load_default(TEXT.letter)
    PIL.ImageDraw.Draw(sheet).text(place, words, (20, 20, 20), font, anchor="la" if right else "ra")
    page = np.asarray(sheet)
    return page, list(segment(page).lines)


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("row", [1, 9, 15])
def test_a_note_an_em_from_the_text_is_no_part_of_its_line(row: int, right: bool) -> None:
    _, lines = beside(row, "Mercury", right=right)
    assert len(lines) == 19
    inside = [line for line in lines if line.box[0] > LEFT - 6 and line.box[2] < RIGHT + 6]
    assert len(inside) == 18


def test_short_notes_stand_by_themselves_where_a_longer_one_is_among_them() -> None:
    sheet = PIL.Image.fromarray(draw_page(TEXT).image)
    font = PIL.ImageFont.load_default(TEXT.letter)
    for row, words in enumerate(("Mercury", "and", "Orpheus"), 6):
        PIL.ImageDraw.Draw(sheet).text((RIGHT + 16, TEXT.margin + row * TEXT.pitch), words, (20, 20, 20), font)
    lines = segment(np.asarray(sheet)).lines
    assert len(lines) == 18 + 3
    assert sum(line.box[0] > RIGHT for line in lines) == 3


def test_hanging_numbers_belong_to_their_lines() -> None:
    sheet = PIL.Image.fromarray(draw_page(TEXT).image)
    font = PIL.ImageFont.load_default(TEXT.letter)
    for number, row in enumerate(range(0, 18, 3), 1):
        place = (LEFT - 12, TEXT.margin + row * TEXT.pitch)
        PIL.ImageDraw.Draw(sheet).text(place, f"{number}.", (20, 20, 20), font, anchor="ra")
    assert len(segment(np.asarray(sheet)).lines) == 18


def test_a_hanging_number_belongs_to_its_line() -> None:
    _, lines = beside(9, "7.", gap=12)
    assert len(lines) == 18 and lines[9].box[0] < LEFT - 12


@pytest.mark.parametrize("gap", [50, 90])
def test_dirt_beyond_the_edge_makes_no_line_longer(gap: int) -> None:
    page = draw_page(TEXT).image.copy()
    for row in (3, 6, 9, 12):
        y = TEXT.margin + row * TEXT.pitch
        page[y + 4 : y + 18, RIGHT + gap : RIGHT + gap + 10] = 20
        page[y + 8 : y + 10, LEFT - gap - 14 : LEFT - gap] = 20
    lines = segment(page).lines
    assert len(lines) == 18
    assert all(line.box[0] > LEFT - 6 and line.box[2] < RIGHT + 6 for line in lines)
