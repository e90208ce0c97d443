"""A line's words as a person corrects them."""

from __future__ import annotations

import pytest

from vision.layout import Line, PageLayout
from vision.layout.reading.edits import merge, rewrite
from vision.layout.types import TextDirection, Word

ONE, TWO, THREE = (
    Word("one", (10, 0, 40, 20), 0.9),
    Word("tvvo", (50, 0, 90, 20), 0.4),
    Word("three", (100, 0, 150, 20), 0.8),
)
LINE = Line((10, 0, 150, 20), 0, words=(ONE, TWO, THREE))


def page(*lines: Line, direction: TextDirection = "horizontal-lr") -> PageLayout:
    return PageLayout(200, 100, lines, ((10, 0, 150, 20),), (), 0.0, 10.0, direction)


def words(text: str, line: Line = LINE, direction: TextDirection = "horizontal-lr") -> tuple[Word, ...]:
    return rewrite(page(line, direction=direction), 0, text).lines[0].words


def test_a_word_put_right_keeps_its_place_and_is_sure() -> None:
    assert words("one two three") == (ONE, Word("two", (50, 0, 90, 20), 1.0), THREE)


def test_words_taken_apart_share_the_room_by_their_length() -> None:
    assert words("one t wo three")[1:3] == (Word("t", (50, 0, 63, 20), 1.0), Word("wo", (63, 0, 90, 20), 1.0))


def test_words_put_together_take_the_room_of_all() -> None:
    assert words("one twothree") == (ONE, Word("twothree", (50, 0, 150, 20), 1.0))


def test_a_new_word_stands_between_its_neighbours() -> None:
    assert words("one and tvvo three")[1] == Word("and", (40, 0, 50, 20), 1.0)


def test_a_word_goes_and_a_line_may_be_empty() -> None:
    assert words("one three") == (ONE, THREE)
    assert words("  ") == ()


def test_an_empty_line_is_filled_over_its_whole_length() -> None:
    assert words("ab cd", Line((10, 0, 110, 20))) == (
        Word("ab", (10, 0, 60, 20), 1.0),
        Word("cd", (60, 0, 110, 20), 1.0),
    )


@pytest.mark.parametrize(
    ("direction", "first", "second"),
    [("horizontal-rl", (60, 0, 110, 20), (10, 0, 60, 20)), ("vertical-rl", (10, 0, 110, 10), (10, 10, 110, 20))],
)
def test_other_directions(direction: TextDirection, first: tuple[int, ...], second: tuple[int, ...]) -> None:
    found = words("ab cd", Line((10, 0, 110, 20)), direction)
    assert [word.box for word in found] == [first, second]


@pytest.mark.parametrize(("direction", "text"), [("horizontal-lr", "one three"), ("horizontal-rl", "three one")])
def test_merged_lines_have_the_words_of_both_in_the_direction_of_reading(direction: TextDirection, text: str) -> None:
    left, right = Line((10, 0, 40, 20), 0, words=(ONE,)), Line((100, 0, 150, 20), 0, words=(THREE,))
    assert merge(page(right, left, direction=direction), 0, 1).lines[0].text == text
