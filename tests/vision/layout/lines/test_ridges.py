"""Where a line's middle is seen: bands of even ink, letters six pixels high, held against what each threshold says."""

from __future__ import annotations

import numpy as np
import pytest

from vision.layout.lines.ridges import line_cores

LETTER = 6


def bands(pitch: int, every: int, count: int = 7) -> np.ndarray:
    """`count` bands a letter high, their tops `pitch` apart, of which each column number `every` is inked."""
    ink = np.zeros((160, 240), bool)
    for i in range(count):
        top = 80 + (i - count // 2) * pitch - LETTER // 2
        ink[top : top + LETTER, ::every] = True
    return ink


def has_core(pitch: int, every: int, count: int = 7) -> bool:
    """Whether the middle band has a core, away from its ends."""
    ink = bands(pitch, every, count)
    return bool(line_cores(ink, LETTER, np.zeros_like(ink))[80, 60:180].all())


@pytest.mark.parametrize(("every", "found"), [(20, True), (50, False)])
def test_a_line_by_itself_holds_three_parts_in_a_hundred_of_ink(every: int, found: bool) -> None:
    assert has_core(0, every, 1) is found


@pytest.mark.parametrize(("pitch", "found"), [(8, True), (7, False)])
def test_close_lines_are_a_tenth_darker_than_their_surroundings(pitch: int, found: bool) -> None:
    assert has_core(pitch, 1) is found


def test_pale_close_lines_need_only_a_little_more_ink_than_their_surroundings() -> None:
    assert has_core(8, 10)


def test_between_lines_there_is_no_core_and_none_crosses_a_barrier() -> None:
    ink = bands(14, 1)
    barrier = np.zeros_like(ink)
    barrier[:, 120] = True
    cores = line_cores(ink, LETTER, barrier)
    assert cores[80, 60] and not cores[87, 60] and not cores[:, 120].any()
