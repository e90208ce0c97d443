"""Where is a white block so many letters wide and so many lines high?"""

from __future__ import annotations

import numpy as np
import pytest

from vision.layout import trace
from vision.layout.ask import line_pitch, where_white
from vision.layout.generate import NOTEBOOK, draw_page
from vision.layout.samples import SAMPLES, Sample

PAGE = draw_page(NOTEBOOK)
STEPS = trace(PAGE.image)


def on_page(x: float, y: float) -> tuple[int, int]:
    """Row and column of the reduced page."""
    column, row = STEPS.matrix @ np.array([x, y, 1.0])
    return int(row), int(column)


def test_lines_follow_each_other_at_the_pitch_they_were_drawn_with() -> None:
    assert line_pitch(STEPS.layout) == pytest.approx(NOTEBOOK.pitch, abs=1)


def test_a_block_of_one_letter_by_six_lines_fits_between_columns_and_not_between_words() -> None:
    blocks = where_white(STEPS, 1, 6)
    assert blocks[on_page(NOTEBOOK.width / 2, 500)]
    for x0, y0, x1, y1 in PAGE.lines[7:13]:
        (top, left), (bottom, right) = on_page(x0, y0), on_page(x1, y1)
        assert not blocks[top : bottom + 1, left + 2 : right - 2].any()


def test_a_block_wider_than_the_gap_does_not_fit() -> None:
    letters = NOTEBOOK.gap / STEPS.layout.scale
    assert not where_white(STEPS, letters + 1, 6)[on_page(NOTEBOOK.width / 2, 500)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.label)
def test_every_packaged_page_can_be_read(sample: Sample) -> None:
    image = sample.draw()
    assert image.dtype == np.uint8 and image.ndim == 3
    layout = trace(image).layout
    expected = {"Two columns": (50, 2), "Newspaper": (103, 3), "Bad scan": (50, 2), "White on black": (22, 1)}
    if sample.label in expected:
        lines, columns = expected[sample.label]
        assert abs(len(layout.lines) - lines) <= 2 and len(layout.columns) == columns
