"""The worksheet as whoever prints it has it: real text, pictures, answers on the last sheet alone."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from vision.lessons import pens
from vision.lessons.all_lessons import LESSONS
from vision.lessons.paper import HIGH, MARGIN, ROOM, WIDE, Paper
from vision.lessons.worksheet import bare, texts, worksheet
from vision.letters.runs import can_write
from vision.types import VisionError


def sheets(data: bytes) -> list[str]:
    """The text of each sheet, as one line."""
    document = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def pictures_on(data: bytes) -> int:
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    return sum(len(list(page.get_objects(filter=kinds))) for page in pypdfium2.PdfDocument(data))


@pytest.mark.parametrize("name", LESSONS)
def test_questions_are_on_the_sheets_and_answers_on_the_last(name: str) -> None:
    lesson, data = LESSONS[name], worksheet(name)
    *asked, answers = sheets(data)
    together = " ".join(asked)
    assert len(data) < 1_500_000 and 2 <= len(asked) <= 4 and "Name:" in asked[0]
    assert pictures_on(data) == sum(1 + (s.compared and s.recipe != "none") for s in lesson.slides)
    for slide in lesson.slides:
        if slide.question is not None:
            question, answer = bare(slide.question.words), bare(slide.question.answer)
            assert question in together and answer not in together and answer in answers
        if slide.exercise is not None:
            assert slide.exercise.words in together
            assert all(way in answers and way not in together for way in slide.exercise.answers)


def test_all_words_can_be_printed_in_a_font_that_every_reader_has() -> None:
    for lesson in LESSONS.values():
        for slide in lesson.slides:
            words = [slide.title, *(vars_of(slide.question)), *(vars_of(slide.exercise))]
            assert all(word.encode("cp1252") for word in words if word)


@pytest.mark.parametrize("name", LESSONS)
def test_a_translated_sheet_says_nothing_in_english(name: str) -> None:
    translated = {text: re.sub(r"{\w+}|([^\W\d_])", lambda m: "ü" if m[1] else m[0], text) for text in texts(name)}
    *asked, answers = sheets(worksheet(name, translated))
    assert {c for c in " ".join(asked) if c.isalpha()} == {"ü"}
    assert f"/lessons?lesson={name}" in answers and "teacher" not in answers and "recipes" not in answers


@pytest.mark.skipif(not can_write("老师"), reason="no font of this computer has Chinese letters")
@pytest.mark.parametrize("name", LESSONS)
def test_letters_that_not_every_reader_has_are_drawn_and_can_still_be_read(name: str) -> None:
    words = {text: re.sub(r"{\w+}|([^\W\d_]+)", lambda m: "老师" if m[1] else m[0], text) for text in texts(name)}
    data = worksheet(name, words)
    *asked, answers = sheets(data)
    assert {c for c in " ".join(asked) if c.isalpha()} == {"老", "师"}
    assert f"/lessons?lesson={name}" in answers
    assert len(data) < 3_000_000 and pictures_on(data) > pictures_on(worksheet(name)) + 10


@pytest.mark.skipif(not can_write("老师"), reason="no font of this computer has Chinese letters")
def test_chinese_is_parted_between_any_two_characters_but_not_before_a_mark() -> None:
    paper = Paper(["老师，看。"])
    lines = list(paper._lines("老师，看。" * 40, 11, False))
    assert len(lines) > 3 and "".join(lines) == "老师，看。" * 40
    assert all(line[0] not in "，。" for line in lines)
    assert all(0.9 * ROOM < paper._pen.width(line, 11, bold=False) <= ROOM for line in lines[:-1])


def test_letters_that_no_font_has_are_left_for_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pens, "can_write", str.isascii)
    assert "For the teacher" in sheets(worksheet("faces", dict.fromkeys(texts("faces"), "老师")))[-1]


def vars_of(part: object) -> list[str]:
    return [value for name in ("words", "answer") if isinstance(value := getattr(part, name, ""), str)]


def test_nothing_leaves_the_sheet() -> None:
    for page in pypdfium2.PdfDocument(worksheet("faces")):
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            assert left >= MARGIN - 3 and right <= WIDE - MARGIN + 3
            assert bottom >= MARGIN - 8 and top <= HIGH - MARGIN + 3


def test_a_long_text_goes_on_on_the_next_sheet() -> None:
    paper = Paper()
    paper.text("word " * 2000)
    first, *others = sheets(paper.data())
    assert len(others) >= 1 and sum(text.count("word") for text in (first, *others)) == 2000


def test_an_unknown_lesson_is_said() -> None:
    with pytest.raises(VisionError, match="no lesson called"):
        worksheet("cooking")
