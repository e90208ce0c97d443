"""Characters of several pieces, joined by hairlines."""

from __future__ import annotations

import numpy as np

from vision.layout.components import components
from vision.read.characters import whole_characters
from vision.types import Gray

PAPER, INK = 240, 20


def line(*boxes: tuple[int, int, int, int]) -> Gray:
    """(40, 200) boxes of ink on paper."""
    picture = np.full((40, 200), PAPER, np.uint8)
    for x0, y0, x1, y1 in boxes:
        picture[y0:y1, x0:x1] = INK
    return picture


def pieces(picture: Gray) -> int:
    return len(components(picture < (PAPER + INK) // 2))


def test_the_pieces_of_a_square_become_one_and_squares_stay_apart() -> None:
    side_by_side, one_over_other = ((10, 5, 18, 35), (24, 5, 39, 35)), ((44, 5, 73, 12), (48, 17, 70, 35))
    three = ((80, 5, 90, 15), (98, 5, 108, 15), (85, 24, 105, 35))
    picture = line(*side_by_side, *one_over_other, *three)
    assert pieces(picture) == 7
    joined = whole_characters(picture)
    assert pieces(joined) == 3
    assert pieces(joined[:, :42]) == 1 and pieces(joined[:, 76:]) == 1


def test_only_hairlines_are_added() -> None:
    picture = line((10, 5, 18, 35), (24, 5, 39, 35))
    before = picture.copy()
    joined = whole_characters(picture)
    assert (picture == before).all()
    changed = np.argwhere(joined != picture)
    assert len(changed) == 24 - 18 and len(set(changed[:, 0])) == 1
    assert set(np.unique(joined)) == {PAPER, INK}


def test_what_is_one_piece_and_what_is_dust_stay_as_they_are() -> None:
    picture = line((10, 5, 39, 35), (60, 5, 89, 35), (45, 20, 47, 22))
    assert (whole_characters(picture) == picture).all()
    blank = np.full((40, 200), PAPER, np.uint8)
    assert (whole_characters(blank) == blank).all()
