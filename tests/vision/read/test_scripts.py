"""The script of lines, told by a real tesseract from drawn letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw

from rig import fonts
from rig.tesseract import needs
from vision.layout import segment
from vision.layout.generate import PageSpec, draw_page
from vision.layout.types import PageLayout
from vision.letters.fonts import found
from vision.read import scripts
from vision.read.scripts import detect_scripts, scripts_of
from vision.types import Gray, Image, VisionError

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


def written(text: str) -> Gray:
    """A line in whichever of this computer's fonts has its letters."""
    face = next(face for face in found().letters if face.has(text))
    sheet = PillowImage.new("L", (40 * len(text) + 40, 70), 240)
    ImageDraw.Draw(sheet).text((20, 15), text, 25, face.at(36))
    return np.array(sheet)


@fonts.needs("Chinese", "Japanese")
def test_characters_of_several_pieces_are_told_as_whole_ones() -> None:
    han, kana = (
        ["从头开始读者都知道怎样往下读", "书页的光落在文字上每一行"],
        ["よむひとはみんなしっている", "ひかりはもじのうえにおちて"],
    )
    assert scripts_of([written(text) for text in han + kana]) == ["Han", "Han", "Kana", "Kana"]


@pytest.mark.parametrize(
    ("first", "again", "named"),
    [
        (("Thai", 1.1), ("Hebrew", 5.0), "Hebrew"),
        (("Thai", 2.0), ("Hebrew", 1.0), "Thai"),
        (("Hebrew", 0.0), ("Thai", 0.0), "Hebrew"),
        (("Thai", 3.0), ("Hebrew", 50.0), "Thai"),
    ],
    ids=["surer at another size", "surer at its own size", "the first of equals", "sure at once"],
)
def test_what_is_unsure_is_asked_again_at_another_size(
    monkeypatch: pytest.MonkeyPatch, first: tuple[str, float], again: tuple[str, float], named: str
) -> None:
    line = np.full((90, 400), 255, np.uint8)

    def told(pictures: Sequence[Gray], progress: object = None) -> list[tuple[str, float]]:
        return [again if picture.shape[0] != line.shape[0] else first for picture in pictures]

    monkeypatch.setattr(scripts, "answers", told)
    assert scripts_of([line]) == [named]


def test_upright_lines_are_left_alone(layout: PageLayout) -> None:
    upright = replace(layout, text_direction="vertical-rl")
    assert detect_scripts(PAGE, upright) == upright


def test_without_tesseract_one_sentence(layout: PageLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(VisionError, match="apt install tesseract-ocr"):
        detect_scripts(PAGE, layout)
