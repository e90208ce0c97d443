"""The script of lines, told by a real tesseract from letters that Pillow's own font draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rig.tesseract import needs
from vision.layout import segment
from vision.layout.generate import PageSpec, draw_page
from vision.layout.types import PageLayout
from vision.read.scripts import detect_scripts, scripts_of
from vision.types import Image, VisionError

pytestmark = needs("eng")

PAGE: Image = draw_page(PageSpec(700, 260, (4,), letter=24, pitch=44)).image


@pytest.fixture(scope="module")
def layout() -> PageLayout:
    return segment(PAGE)


def test_latin_lines_are_latin(layout: PageLayout) -> None:
    told: list[float] = []
    found = detect_scripts(PAGE, layout, lambda share, _: told.append(share))
    assert [line.script for line in found.lines] == ["Latin"] * 4
    assert told == sorted(told) and len(told) == 4
    assert [line.box for line in found.lines] == [line.box for line in layout.lines]


def test_what_is_too_short_to_tell_has_none_and_the_others_are_told() -> None:
    line, blank = PAGE[60:90, 40:660, 0], np.full((40, 200), 255, np.uint8)
    assert scripts_of([blank, line, blank, blank, line]) == ["", "Latin", "", "", "Latin"]
    assert scripts_of([]) == []


def test_upright_lines_are_left_alone(layout: PageLayout) -> None:
    upright = replace(layout, text_direction="vertical-rl")
    assert detect_scripts(PAGE, upright) == upright


def test_without_tesseract_one_sentence(layout: PageLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(VisionError, match="apt install tesseract-ocr"):
        detect_scripts(PAGE, layout)
