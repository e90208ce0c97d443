"""Baselines against the ones that drawn pages stand on, straight and bent."""

from __future__ import annotations

import re
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import ImageFont

from rig.error_rate import error_rate
from rig.tesseract import needs
from vision.layout import PageLayout, segment
from vision.layout.export import to_alto, to_hocr, to_page_xml
from vision.layout.generate import PageSpec, draw_page
from vision.read import read
from vision.types import Image, as_image

SPEC = PageSpec(1084, 700, (14, 14))
PERIOD = 1000
BEND = 10.0  # pixels up and down, two thirds of a letter


def down(x: np.ndarray, bend: float) -> np.ndarray:
    """How many pixels a bent page lies lower at `x`."""
    return bend * np.sin(2 * np.pi * np.asarray(x, np.float64) / PERIOD)


def bent(bend: float) -> Image:
    page = draw_page(SPEC).image
    x, y = np.meshgrid(np.arange(SPEC.width, dtype=np.float32), np.arange(SPEC.height, dtype=np.float32))
    paper = tuple(int(v) for v in page[0, 0])
    return as_image(cv2.remap(page, x, (y - down(x, bend)).astype(np.float32), cv2.INTER_LINEAR, borderValue=paper))


def errors(layout: PageLayout, bend: float) -> np.ndarray:
    """Mean distance of each line's baseline from where its letters were set."""
    font = ImageFont.load_default(SPEC.letter)
    assert isinstance(font, ImageFont.FreeTypeFont)
    feet = SPEC.margin + font.getmetrics()[0]
    rows = [row for lines in SPEC.lines for row in range(lines)]
    out = []
    for line, row in zip(layout.lines, rows, strict=True):
        x = np.linspace(line.box[0], line.box[2] - 1, 30)
        y = np.interp(x, *np.array(line.baseline, np.float64).T)
        out.append(np.abs(y - (feet + row * SPEC.pitch + down(x, bend))).mean())
    return np.array(out)


@pytest.fixture(scope="module")
def curved() -> PageLayout:
    return segment(bent(BEND))


def test_straight_lines_stand_on_their_letters_feet() -> None:
    layout = segment(bent(0))
    assert {len(line.baseline) for line in layout.lines} == {2}
    assert errors(layout, 0).max() < 1


def test_bent_lines_have_more_points_and_follow_the_bend(curved: PageLayout) -> None:
    assert np.mean([len(line.baseline) for line in curved.lines]) > 3
    assert errors(curved, BEND).mean() < 2
    chords = (replace(line, baseline=(line.baseline[0], line.baseline[-1])) for line in curved.lines)
    straight = replace(curved, lines=tuple(chords))
    assert errors(curved, BEND).mean() < 0.6 * errors(straight, BEND).mean()


def test_the_outline_of_a_bent_line_bends_too(curved: PageLayout) -> None:
    line = max(curved.lines, key=lambda n: len(n.baseline))
    assert len(line.outline) == 2 * len(line.baseline)
    shape = np.array(line.outline, np.int32)
    inside = [cv2.pointPolygonTest(shape, (float(x), float(y) - 2), False) for x, y in line.baseline[1:-1]]
    assert min(inside) > 0
    tops = [y for _, y in line.outline[: len(line.baseline)]]
    feet = [y for _, y in line.baseline]
    assert np.ptp(np.subtract(feet, tops)) < 0.3 * np.mean(np.subtract(feet, tops))


def test_every_form_has_all_points(curved: PageLayout) -> None:
    index = max(range(len(curved.lines)), key=lambda i: len(curved.lines[i].baseline))
    points = " ".join(f"{x},{y}" for x, y in curved.lines[index].baseline)
    assert f'<Baseline points="{points}"' in to_page_xml(curved, "a.png")
    assert f'BASELINE="{points}"' in to_alto(curved, "a.png")
    told = re.findall(r"baseline ([-\d. ]+)", to_hocr(curved, "a.png"))[index].split()
    x, y = np.array(curved.lines[index].baseline, np.float64).T
    x0, _, _, y1 = curved.lines[index].box
    assert len(told) == 4
    assert np.abs(np.polyval(list(map(float, told)), x - x0) + y1 - y).mean() < 2


@needs("eng")
def test_bent_lines_are_read_along_their_bend(curved: PageLayout) -> None:
    found = read(bent(BEND), curved, "eng")
    assert error_rate([line.text for line in found.lines], draw_page(SPEC).text) <= 0.02
