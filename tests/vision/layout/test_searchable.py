"""Searchable PDFs, opened by PDFium and by poppler's pdftotext: the words at their places, the picture as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from vision.layout import Line, PageLayout
from vision.layout.export.searchable import ScannedPage, to_pdf
from vision.layout.generate import PageSpec, draw_page
from vision.layout.types import Word
from vision.pdf import page_count, render_page
from vision.types import Image

PAGE: Image = draw_page(PageSpec(700, 300, (5,))).image
HEIGHT, WIDTH = PAGE.shape[:2]
DPI = 72  # a pixel is a point

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext: python -m rig.tesseract")


def layout(*lines: Line, **options: object) -> PageLayout:
    return PageLayout(WIDTH, HEIGHT, lines, (), (), 0.0, 10.0, **options)  # type: ignore[arg-type]


def line(*words: Word) -> Line:
    return Line((50, 100, 400, 130), words=words, baseline=((50, 122), (399, 122)))


def pdf_of(found: PageLayout, picture: Image = PAGE) -> bytes:
    return to_pdf([ScannedPage(lambda: picture, found, DPI)])


def pdftotext(data: bytes, folder: Path, *options: str) -> str:
    file = folder / "page.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", *options, str(file), "-"], capture_output=True, check=True, text=True)
    return done.stdout


def places(data: bytes, folder: Path) -> list[tuple[str, list[float]]]:
    told = pdftotext(data, folder, "-bbox")
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', told)
    return [(text, list(map(float, box))) for *box, text in found]


@poppler
def test_words_are_found_at_their_places(tmp_path: Path) -> None:
    page = layout(line(Word("Hello", (50, 104, 120, 122), 0.9), Word("j\u00f6rgens", (140, 104, 260, 130), 0.9)))
    found = places(pdf_of(page), tmp_path)
    assert [text for text, _ in found] == ["Hello", "j\u00f6rgens"]
    assert np.abs(np.array(found[0][1]) - (50, 100, 120, 130)).max() < 1
    assert np.abs(np.array(found[1][1]) - (140, 100, 260, 130)).max() < 1


@poppler
@pytest.mark.parametrize(
    "words",
    [
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd"),
        ("\u0645\u0631\u062d\u0628\u0627", "\u0628\u0643"),
        ("\u05e7\u05e412.5", "\u05e9"),
        ("\u03bb\u03cc\u03b3\u03bf\u03c2", "\u0441\u043b\u043e\u0432\u043e"),
        ("\u0928\u092e\u0938\u094d\u0924\u0947", "\U0001d510a"),
        ("\u65e5\u672c", "\u8a9e"),
    ],
    ids=["hebrew", "arabic", "hebrew with a number", "greek and cyrillic", "devanagari and beyond the plane", "han"],
)
def test_other_scripts_come_back_letter_by_letter(words: tuple[str, str], tmp_path: Path) -> None:
    page = layout(line(Word(words[0], (200, 104, 320, 130), 0.9), Word(words[1], (50, 104, 150, 130), 0.9)))
    data = pdf_of(page)
    told = re.sub("[\u202a-\u202e]", "", pdftotext(data, tmp_path))  # marks of direction
    assert set(told.split()) == set(words)
    box = {frozenset(text): box for text, box in places(data, tmp_path)}[frozenset(words[0])]
    assert abs(box[0] - 200) < 1 and abs(box[2] - 320) < 1


@poppler
def test_a_slanted_line_is_one_line(tmp_path: Path) -> None:
    outline = ((50, 100), (400, 130), (400, 160), (50, 130))
    words = tuple(
        Word(text, (x, 100, x + 60, 140), 0.9, ((x, y), (x + 60, y + 5), (x + 60, y + 25), (x, y + 20)))
        for text, x, y in (("one", 60, 105), ("two", 160, 113), ("three", 300, 125))
    )
    page = layout(Line((50, 100, 400, 160), outline=outline, baseline=((50, 122), (399, 152)), words=words))
    assert pdftotext(pdf_of(page), tmp_path).split() == ["one", "two", "three"]


@poppler
def test_upright_lines_are_read_downwards(tmp_path: Path) -> None:
    words = (Word("\u6625", (300, 20, 330, 50), 0.9), Word("\u590f\u79cb", (300, 50, 330, 110), 0.9))
    page = layout(Line((300, 20, 330, 110), words=words), text_direction="vertical-rl")
    assert "".join(pdftotext(pdf_of(page), tmp_path).split()) == "\u6625\u590f\u79cb"


def test_the_picture_is_as_it_was_and_the_words_are_not_seen() -> None:
    page = layout(line(Word("Hello", (50, 104, 120, 122), 0.9)))
    shown = render_page(pdf_of(page), 1, DPI)
    assert shown.shape == PAGE.shape
    assert np.abs(shown.astype(int) - PAGE).mean() < 4


def test_a_page_that_lay_turned_stands_upright() -> None:
    turned = np.ascontiguousarray(np.rot90(PAGE, -1))
    page = PageLayout(HEIGHT, WIDTH, (), (), (), 0.0, 10.0, turned=90)
    assert np.abs(render_page(pdf_of(page, turned), 1, DPI).astype(int) - PAGE).mean() < 4


def test_several_pages_in_one_file_and_one_without_words() -> None:
    word = Word("x", (50, 104, 60, 122), 1.0)
    data = to_pdf([ScannedPage(lambda: PAGE, found) for found in (layout(), layout(line(word)))])
    assert page_count(data) == 2
