"""Drawn pages are read by a real tesseract: the words, their places, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rig.error_rate import error_rate
from rig.tesseract import needs
from vision.layout import PageLayout, segment
from vision.layout.generate import DrawnPage, PageSpec, draw_page
from vision.layout.samples import bad_scan
from vision.read import has_tesseract, languages, program, read
from vision.types import Image, VisionError

SMALL = PageSpec(900, 420, (6, 6), letter=22, pitch=44, seed=4)
MODERN_PRINT = 0.02

pytestmark = needs("eng")


@pytest.fixture(scope="module")
def drawn() -> DrawnPage:
    return draw_page(SMALL)


@pytest.fixture(scope="module")
def was_read(drawn: DrawnPage) -> PageLayout:
    return read(drawn.image, segment(drawn.image), "eng")


def test_the_words_are_those_that_stand_there(drawn: DrawnPage, was_read: PageLayout) -> None:
    assert error_rate([line.text for line in was_read.lines], drawn.text) <= MODERN_PRINT
    assert all((line.confidence or 0) > 0.8 for line in was_read.lines)


def test_each_word_lies_in_its_line_in_order(was_read: PageLayout) -> None:
    for line in was_read.lines:
        left = [word.box[0] for word in line.words]
        assert left == sorted(left)
        for word in line.words:
            assert line.box[0] - 3 <= word.box[0] < word.box[2] <= line.box[2] + 3
            assert line.box[1] - 3 <= word.box[1] < word.box[3] <= line.box[3] + 3
            assert len(word.outline) == 4


def test_a_word_s_box_holds_its_ink_and_no_other(drawn: DrawnPage, was_read: PageLayout) -> None:
    line = was_read.lines[0]
    ink = drawn.image[..., 0] < 128
    for word, after in zip(line.words, line.words[1:], strict=False):
        x0, y0, x1, y1 = word.box
        assert ink[y0:y1, x0:x1].any()
        assert not ink[y0:y1, x1 + 2 : after.box[0] - 2].any()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_reads_the_same(drawn: DrawnPage, was_read: PageLayout, quarters: int) -> None:
    turned = np.ascontiguousarray(np.rot90(drawn.image, -quarters))
    layout = segment(turned, turned=str(90 * quarters))
    found = read(turned, layout, "eng")
    assert error_rate([line.text for line in found.lines], drawn.text) <= MODERN_PRINT
    height, width = drawn.image.shape[:2]
    x0, y0, x1, y1 = found.lines[0].words[0].box
    back = {1: (y0, height - x1), 2: (width - x1, height - y1), 3: (width - y1, x0)}[quarters]
    assert np.abs(np.array(back) - was_read.lines[0].words[0].box[:2]).max() <= 4


def test_a_page_that_lies_askew_is_read_along_its_lines() -> None:
    image: Image = bad_scan()
    found = read(image, segment(image), "eng")
    assert np.mean([line.confidence or 0 for line in found.lines]) > 0.85
    word = found.lines[0].words[-1]
    assert word.outline[1][1] > word.outline[0][1]  # it climbs down to the right


def test_progress_is_told(drawn: DrawnPage) -> None:
    told: list[tuple[float, str]] = []
    layout = segment(drawn.image)
    read(drawn.image, layout, "eng", lambda share, words: told.append((share, words)))
    assert [share for share, _ in told] == [n / len(layout.lines) for n in range(len(layout.lines))]
    assert told[0][1] == f"Reading line 1 of {len(layout.lines)}"


def test_a_page_without_lines_stays_so(drawn: DrawnPage) -> None:
    empty = replace(segment(drawn.image), lines=())
    assert read(drawn.image, empty, "eng") == empty


def test_a_language_that_is_not_installed_is_named(drawn: DrawnPage) -> None:
    with pytest.raises(VisionError, match=r"'xyz' is not installed.*eng"):
        read(drawn.image, segment(drawn.image), "eng+xyz")


def test_a_picture_of_another_size_is_refused(drawn: DrawnPage, was_read: PageLayout) -> None:
    with pytest.raises(VisionError, match="differ in size"):
        read(drawn.image[:-1], was_read, "eng")


def test_a_program_that_fails_is_said_in_one_sentence(drawn: DrawnPage) -> None:
    with pytest.raises(VisionError, match="ended with an error"):
        program.recognise([drawn.image[..., 0]], "eng", 99)


def test_languages_leave_out_what_is_none() -> None:
    assert has_tesseract() and "eng" in languages() and "osd" not in languages()
