"""Titles, pictures and tables on drawn pages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest
import skimage.data

from vision.layout import Line, PageLayout, segment
from vision.layout.drawing import REGIONS, draw_layout
from vision.layout.generate import draw_page
from vision.layout.reading.regions import regions
from vision.layout.samples import newspaper
from vision.layout.types import Box, Figure
from vision.types import Image

WORDS = "the light of a page falls on its letters and the gaps"
GRID = (100, 500, 800, 740)
Sheet = PIL.Image.Image


def page(draw: Callable[[Sheet], None]) -> Image:
    """Eight lines of text, a drawing below them, and six lines more."""
    sheet = PIL.Image.new("RGB", (900, 1100), (245, 245, 245))
    pen = PIL.ImageDraw.Draw(sheet)
    font = PIL.ImageFont.load_default(22)
    for y in (*range(160, 450, 40), *range(830, 1050, 40)):
        pen.text((100, y), WORDS, (20, 20, 20), font)
    draw(sheet)
    return np.asarray(sheet, np.uint8)


def found(image: Image, kind: str) -> list[Box]:
    return [region.box for region in regions(segment(image)) if region.kind == kind]


def near(box: Box, drawn: Box, within: int = 30) -> bool:
    return max(abs(a - b) for a, b in zip(box, drawn, strict=True)) <= within


def nothing(sheet: Sheet) -> None:
    pass


def numbers(sheet: Sheet) -> None:
    pen = PIL.ImageDraw.Draw(sheet)
    font = PIL.ImageFont.load_default(22)
    for row in range(6):
        for column in range(4):
            pen.text((GRID[0] + 180 * column, GRID[1] + 40 * row), f"{(row * 7 + column * 13) ** 3 % 9973}", 20, font)


def grid(sheet: Sheet) -> None:
    pen = PIL.ImageDraw.Draw(sheet)
    numbers(sheet)
    for y in range(GRID[1] - 8, GRID[3] + 2, 40):
        pen.line((GRID[0] - 20, y, GRID[2], y), (20, 20, 20), 2)
    for x in range(GRID[0] - 20, GRID[2] + 1, 180):
        pen.line((x, GRID[1] - 8, x, GRID[3] - 8), (20, 20, 20), 2)


def photograph(sheet: Sheet) -> None:
    picture = PIL.Image.fromarray(skimage.data.camera()).resize((GRID[2] - GRID[0], GRID[3] - GRID[1]))
    sheet.paste(picture.convert("RGB"), GRID[:2])


def sketch(sheet: Sheet) -> None:
    pen = PIL.ImageDraw.Draw(sheet)
    pen.ellipse((150, 510, 700, 730), outline=(20, 20, 20), width=3)
    pen.line((160, 540, 690, 700), (20, 20, 20), 3)
    pen.arc((200, 520, 600, 730), 20, 200, (20, 20, 20), 3)


def advertisement(sheet: Sheet) -> None:
    """A frame with lines of text in it."""
    pen = PIL.ImageDraw.Draw(sheet)
    pen.rectangle((90, 480, 720, 760), outline=(20, 20, 20), width=3)
    for y in range(500, 740, 40):
        pen.text((110, y), WORDS, (20, 20, 20), PIL.ImageFont.load_default(22))


def headline(sheet: Sheet) -> None:
    pen = PIL.ImageDraw.Draw(sheet)
    pen.text((100, 60), "News of the day", (20, 20, 20), PIL.ImageFont.load_default(52))


def test_a_page_of_text_is_one_region() -> None:
    assert [region.kind for region in regions(segment(page(nothing)))] == ["text"]
    assert [region.kind for region in regions(segment(draw_page().image))] == ["text", "text"]


def test_larger_type_is_a_title_and_comes_first() -> None:
    first, *rest = regions(segment(page(headline)))
    assert first.kind == "title" and near(first.box, (100, 70, 480, 115))
    assert [region.kind for region in rest] == ["text"]


def test_a_title_of_strokes_as_long_as_rules_is_one_line() -> None:
    layout = segment(newspaper())
    assert len(layout.lines) == 101 and near(layout.lines[0].box, (80, 40, 1064, 159))
    assert regions(layout)[0].kind == "title" and not layout.figures


@pytest.mark.parametrize("draw", [photograph, sketch])
def test_a_picture_is_found_and_what_is_in_it_is_hardly_text(draw: Callable[[Sheet], None]) -> None:
    image = page(draw)
    (box,) = found(image, "picture")
    assert box[0] >= 90 and box[2] <= 810 and box[3] - box[1] > 180
    lines = segment(image).lines
    inside = [line.certainty for line in lines if box[1] < line.box[1] < box[3]]
    assert len(lines) == 14 + len(inside) and max(inside, default=0) < 0.3
    assert min(line.certainty for line in lines if line.box[1] < 450 or line.box[1] > 820) > 0.9


@pytest.mark.parametrize("draw", [numbers, grid])
def test_a_table_is_found_and_its_lines_stay(draw: Callable[[Sheet], None]) -> None:
    image = page(draw)
    (box,) = found(image, "table")
    assert near(box, (80, 492, 720, 740), 90)
    assert not found(image, "picture")
    assert sum(500 < line.box[1] < 740 for line in segment(image).lines) >= 5


def test_a_frame_round_text_is_neither() -> None:
    image = page(advertisement)
    assert {region.kind for region in regions(segment(image))} == {"text"}


def test_figures_come_after_the_text_and_are_drawn() -> None:
    lines = (Line((20, 10, 180, 30)), Line((20, 40, 180, 60)))
    figures = (Figure((20, 70, 180, 120), "picture"), Figure((20, 130, 180, 190), "table"))
    layout = PageLayout(200, 200, lines, (), (), 0.0, 9.0, figures=figures)
    assert [(r.id, r.kind, len(r.lines)) for r in regions(layout)] == [
        ("region_1", "text", 2),
        ("figure_1", "picture", 0),
        ("figure_2", "table", 0),
    ]
    paper = np.full((200, 200, 3), 250, np.uint8)
    drawn = draw_layout(paper, layout, kinds=True)
    assert tuple(drawn[119, 100]) == REGIONS["picture"] and tuple(drawn[189, 100]) == REGIONS["table"]
    assert tuple(draw_layout(paper, layout)[119, 100]) == (250, 250, 250)
