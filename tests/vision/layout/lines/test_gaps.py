"""What may part columns: white blocks, the wider the lower."""

from __future__ import annotations

import numpy as np
import pytest

from vision.layout.lines.gaps import find_gaps

SCALE = 10


@pytest.mark.parametrize(("wide", "high"), [(0.6, 24), (0.9, 13), (1.6, 9), (3.0, 6)])
def test_the_narrower_a_strip_the_higher_it_is_that_may_part_columns(wide: float, high: int) -> None:
    def gaps_of(letters_wide: float, letters_high: float) -> bool:
        ink = np.ones((40 * SCALE, 40 * SCALE), bool)
        ink[
            5 * SCALE : round((5 + letters_high) * SCALE),
            10 * SCALE : round((10 + letters_wide) * SCALE),
        ] = False
        gaps = find_gaps(ink, SCALE)
        assert not (gaps & ink).any()
        return bool(gaps.any())

    assert gaps_of(wide, high)
    assert not gaps_of(wide, high - 1)
    assert not gaps_of(0.3, 36)


def test_a_narrow_strip_is_measured_where_text_runs_along_it() -> None:
    ink = np.zeros((60 * SCALE, 40 * SCALE), bool)
    ink[25 * SCALE : 40 * SCALE, 5 * SCALE : 35 * SCALE] = True
    strip = slice(25 * SCALE, 40 * SCALE), slice(20 * SCALE, round(20.6 * SCALE))
    ink[strip] = False
    ink[strip][12 * SCALE :] = True
    assert not find_gaps(ink, SCALE)[strip].any()
    ink[: 25 * SCALE] = ink[25 * SCALE]
    assert find_gaps(ink, SCALE)[strip].any()
