"""The narrower a white strip, the more rows it must part before it is a gutter."""

from __future__ import annotations

import pytest

from vision.layout.lines.gutters import Gutter, parts_columns

SIZE = 10.0


@pytest.mark.parametrize(("gap", "rows"), [(6.0, 1), (4.5, 2), (3.0, 3), (1.5, 5), (0.5, 7)])
def test_a_strip_is_a_gutter_from_so_many_rows_on(gap: float, rows: int) -> None:
    def is_gutter(letters: float, count: int) -> bool:
        return parts_columns(Gutter(100, 100 + letters * SIZE, 0, 50, count, letters * SIZE), SIZE)

    assert is_gutter(gap, rows)
    assert not is_gutter(gap, rows - 1)
    if gap >= 1.5:
        assert not is_gutter(gap - 0.25, rows)
