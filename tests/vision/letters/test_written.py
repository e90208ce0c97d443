"""Letters by their pixels: of this computer's fonts, and with none of them."""

from __future__ import annotations

import numpy as np
import pytest

from rig.fonts import SAMPLES, needs
from vision.letters.fonts import Typeface, Typefaces, shapes
from vision.letters.runs import Run
from vision.letters.written import LONGEST, Written, _shaped, written

NONE = Typefaces(letters=())
SIZE = 32


def boxes(count: int) -> Written:
    return written("\u4e00" * count, SIZE, NONE)


@pytest.mark.parametrize("script", [pytest.param(s, marks=needs(s)) for s in SAMPLES])
def test_each_script_is_drawn_in_letters_of_its_own(script: str) -> None:
    drawn = written(SAMPLES[script], SIZE)

    assert drawn.silhouette.any()
    for count in range(1, len(SAMPLES[script]) + 1):
        assert not np.array_equal(drawn.silhouette, boxes(count).silhouette)
    assert drawn.silhouette[: drawn.foot].any()
    assert (drawn.colours is not None) == (script == "emoji")


@needs("Chinese", "Hebrew", "emoji")
def test_different_words_look_different() -> None:
    for one, other in (("小明", "小红"), ("שלום", "שלוס"), ("😀", "😎")):
        a, b = written(one, SIZE), written(other, SIZE)
        same = a.silhouette.shape == b.silhouette.shape and np.array_equal(a.silhouette, b.silhouette)
        painted = a.colours is not None and b.colours is not None
        assert not same or (painted and not np.array_equal(np.asarray(a.colours), np.asarray(b.colours)))


@needs("Hebrew")
def test_a_number_stands_left_of_the_hebrew_word_before_it() -> None:
    line, word = written("שלום 12", SIZE), written("שלום", SIZE)
    assert np.array_equal(line.cover[:, -word.width :], word.cover)
    number = written("12", SIZE)
    assert np.array_equal(line.cover[:, : number.width], number.cover)


@needs("Arabic")
@pytest.mark.skipif(not shapes(), reason="Raqm: python -m rig.fonts")
def test_arabic_letters_are_joined() -> None:
    joined = written("ببب", SIZE).width
    assert joined < 0.8 * 3 * written("ب", SIZE).width


def test_a_letter_that_no_font_has_is_a_box() -> None:
    one, three = boxes(1), boxes(3)

    assert three.width == 3 * one.width
    rows, columns = np.nonzero(one.cover)
    high, wide = np.ptp(rows) + 1, np.ptp(columns) + 1
    assert wide < high < SIZE and rows.max() <= one.foot
    inside = one.cover[rows.min() + 4 : rows.max() - 3, columns.min() + 4 : columns.max() - 3]
    assert inside.size and not inside.any()


def test_without_any_font_of_the_computers_everything_is_drawn_all_the_same() -> None:
    for words in (*SAMPLES.values(), "", " ", "Ada", "\U0010fffe", "a\u0301" * 50, "(גד)"):
        drawn = written(words, SIZE, Typefaces())
        assert drawn.cover.shape[0] == boxes(1).cover.shape[0]
        assert drawn.silhouette.any() == bool(words.strip("\U0010fffe ")), words


def test_without_raqm_letters_are_laid_in_the_order_in_which_they_are_seen() -> None:
    font = Typeface().at(SIZE)  # Pillow's own is laid without it
    assert _shaped(Run(("ג", "ד", "("), Typeface(), True), font) == (")דג", None)
    assert _shaped(Run(("a", "("), Typeface(), False), font) == ("a(", None)


def test_a_line_has_an_end() -> None:
    assert written("x" * 10_000, SIZE, Typefaces()).width == written("x" * LONGEST, SIZE, Typefaces()).width


def test_it_is_drawn_once() -> None:
    faces = Typefaces()
    assert written("Ada", SIZE, faces) is written("Ada", SIZE, faces)
