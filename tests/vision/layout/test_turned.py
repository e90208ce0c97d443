"""Drawn pages askew, on their side, upright letters, right to left: read as they stand."""

from __future__ import annotations

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from tests.vision.layout.drawn_lines import same_line
from vision.layout import segment
from vision.layout.generate import PageSpec, draw_page


@pytest.mark.parametrize("degrees", [0.0, 3.0, -4.0])
def test_letters_stand_on_the_baseline(degrees: float) -> None:
    """x is as high as a letter and has no descender: its feet are the baseline."""
    sheet = PIL.Image.new("RGB", (900, 500), (245, 245, 245))
    pen = PIL.ImageDraw.Draw(sheet)
    font = PIL.ImageFont.load_default(30)
    for row in range(8):
        pen.text((60, 100 + 50 * row), "xnv xumov xrwn xzcs xvune xow xmnu xvo", (10, 10, 10), font, anchor="ls")
    turned = np.asarray(sheet.rotate(degrees, PIL.Image.Resampling.BICUBIC, fillcolor=(245, 245, 245)))
    lines = segment(turned).lines
    assert len(lines) == 8
    slope = -np.tan(np.radians(degrees))
    for row, line in enumerate(lines):
        (x0, y0), (x1, y1) = line.baseline
        assert (y1 - y0) / (x1 - x0) == pytest.approx(slope, abs=0.01)
        expected = 250 + (100 + 50 * row - 250) / np.cos(np.radians(degrees)) + slope * ((x0 + x1) / 2 - 450)
        assert (y0 + y1) / 2 == pytest.approx(expected, abs=4)


@pytest.mark.parametrize("quarters", [0, 1, 3])
def test_few_letters_are_laid_as_they_stand_on_lines(quarters: int) -> None:
    page = draw_page(PageSpec(900, 320, (5,), letter=24, pitch=44)).image
    layout = segment(np.ascontiguousarray(np.rot90(page, -quarters)))
    assert layout.turned % 180 == 90 * (quarters % 2) and len(layout.lines) == 5


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("told", [False, True])
def test_a_page_on_its_side_or_upside_down_is_read_upright(quarters: int, told: bool) -> None:
    page = draw_page()
    turned = np.ascontiguousarray(np.rot90(page.image, -quarters))
    layout = segment(turned, turned=str(90 * quarters) if told else "auto")
    assert layout.turned == 90 * quarters
    assert len(layout.lines) == 50 and len(layout.columns) == 2
    height, width = page.image.shape[:2]
    for line, (x0, y0, x1, y1) in zip(layout.lines, page.lines, strict=True):
        expected = {
            1: (height - y1, x0, height - y0, x1),
            2: (width - x1, height - y1, width - x0, height - y0),
            3: (y0, width - x1, y1, width - x0),
        }[quarters]
        assert np.abs(np.array(line.box) - expected).max() <= 12


@pytest.mark.parametrize("degrees", [-24.0, -15.0, 18.0])
def test_a_page_far_askew_is_read_level(degrees: float) -> None:
    sheet = PIL.Image.fromarray(draw_page().image)
    layout = segment(
        np.array(sheet.rotate(-degrees, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor=(245, 245, 245)))
    )
    assert layout.skew_degrees == pytest.approx(degrees, abs=0.2)
    assert len(layout.lines) == 50 and len(layout.columns) == 2


def test_right_to_left_starts_at_the_right_column() -> None:
    page = draw_page()
    layout = segment(np.ascontiguousarray(page.image[:, ::-1]), text_direction="horizontal-rl")
    mirrored = [(1084 - x1, y0, 1084 - x0, y1) for x0, y0, x1, y1 in page.lines]
    assert len(layout.lines) == 50
    assert all(same_line(found.box, box) for found, box in zip(layout.lines, mirrored, strict=True))


@pytest.mark.parametrize("direction", ["vertical-lr", "vertical-rl"])
def test_vertical_pages(direction: str) -> None:
    page = draw_page(PageSpec(900, 500, (8,)))
    turned = page.image.swapaxes(0, 1) if direction == "vertical-lr" else np.rot90(page.image, -1)
    layout = segment(np.ascontiguousarray(turned), text_direction=direction)
    assert len(layout.lines) == 8
    for found, (x0, y0, x1, y1) in zip(layout.lines, page.lines, strict=True):
        if direction == "vertical-lr":
            assert same_line((found.box[1], found.box[0], found.box[3], found.box[2]), (x0, y0, x1, y1))
        else:
            assert same_line((found.box[1], 500 - found.box[2], found.box[3], 500 - found.box[0]), (x0, y0, x1, y1))
