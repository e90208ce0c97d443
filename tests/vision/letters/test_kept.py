from __future__ import annotations

import numpy as np

from vision.letters.kept import Kept


def array(count: int) -> np.ndarray:
    return np.zeros(count, np.uint8)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[str, np.ndarray] = Kept(100)
    first = kept.get("a", lambda: array(40))
    kept.get("b", lambda: array(40))
    assert kept.get("a", lambda: array(1)) is first
    kept.get("c", lambda: array(20))
    assert len(kept) == 3
    kept.get("d", lambda: array(1))
    assert len(kept) == 3 and kept.get("a", lambda: array(1)) is first
    assert kept.get("b", lambda: array(7)).nbytes == 7


def test_what_is_too_large_is_handed_out_and_not_kept() -> None:
    kept: Kept[str, np.ndarray] = Kept(100)
    assert kept.get("a", lambda: array(101)).nbytes == 101
    assert len(kept) == 0
