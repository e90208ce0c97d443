"""The order of letters, against what Unicode's algorithm says and what FriBiDi does."""

from __future__ import annotations

import ctypes
import ctypes.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.letters.direction import APART, TOGETHER, apart, in_sight, levels, parts


def seen(text: str) -> str:
    """Its characters from left to right, as one who reads a screen would type them."""
    return "".join(character for _, character in in_sight(list(zip(levels(text), text, strict=True))))


@pytest.mark.parametrize(
    ("line", "from_left_to_right"),
    [
        ("cup 12", "cup 12"),
        ("שלום 123", "123 םולש"),
        ("שלום 12.5 עולם", "םלוע 12.5 םולש"),
        ("a שלום עולם b", "a םלוע םולש b"),
        ("ab גד 12", "ab 12 דג"),
        ("גד ab 12", "ab 12 דג"),
        ("שלום 5%", "5% םולש"),
        ("دار 7,5", "7,5 راد"),
        ("12 שלום", "םולש 12"),
        ("", ""),
        ("!?", "!?"),
        ("שָׁלוֹם 5", "5 " + "שָׁלוֹם"[::-1]),
    ],
)
def test_letters_run_as_their_script_asks(line: str, from_left_to_right: str) -> None:
    assert seen(line) == from_left_to_right


def test_brackets_stay_with_what_they_hold() -> None:
    assert levels("דני (Dani) 5%") == [1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 2]
    assert levels("a (גד) b") == [0, 0, 0, 1, 1, 0, 0, 0]
    assert levels("a (גד b)") == [0, 0, 0, 1, 1, 0, 0, 0]
    assert levels("גד ab (12)") == [1, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_what_is_set_apart_keeps_its_direction_to_itself() -> None:
    assert apart("Ada") == "Ada"
    assert apart("גד") == f"{APART}גד{TOGETHER}"
    assert parts(f"1  {apart('גד')} 60 %") == ["1  ", "גד", " 60 %"]
    assert parts("") == []


class FriBiDi:
    """The levels that the library of this name finds."""

    def __init__(self) -> None:
        path = ctypes.util.find_library("fribidi")
        if path is None:
            pytest.skip("no FriBiDi: python -m rig.fonts")
        self._library = ctypes.CDLL(path)

    def levels(self, text: str) -> list[int]:
        count = len(text)
        letters = (ctypes.c_uint32 * count)(*map(ord, text))
        types, brackets = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)()
        found, direction = (ctypes.c_int8 * count)(), ctypes.c_uint32(0x40)  # FRIBIDI_PAR_ON
        self._library.fribidi_get_bidi_types(letters, count, types)
        self._library.fribidi_get_bracket_types(letters, count, types, brackets)
        self._library.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(direction), found)
        return list(found)


@given(st.text("ab1 2.,:+-%$()[]!אבגعب٣ـ", max_size=14))
def test_it_is_what_fribidi_finds(text: str) -> None:
    bidi = FriBiDi()
    trimmed = text.rstrip()  # how deep spaces at the end are is nothing to see

    assert levels(trimmed) == (bidi.levels(trimmed) if trimmed else [])
