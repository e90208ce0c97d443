"""A page askew is turned back while its letters are large."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from vision.layout.generate import NOTEBOOK, draw_page
from vision.layout.ink.level import rotation
from vision.layout.ink.prepare import reduced, turned_upright
from vision.types import Gray


def large_page() -> Gray:
    """A drawn page with letters of 45 pixels."""
    return draw_page(replace(NOTEBOOK, width=2000, height=1500, letter=60, pitch=90, lines=(14, 14))).image[..., 0]


@pytest.mark.parametrize("factor", [0.25, 0.4, 1.0])
def test_turned_by_nothing_it_is_the_reduced_page(factor: float) -> None:
    page = large_page()
    expected = reduced(page, factor)
    height, width = expected.shape
    found = turned_upright(page, expected.shape, np.eye(2, 3), (width, height))
    assert found.shape == expected.shape
    assert np.abs(found.astype(float) - expected).mean() < 6
    assert abs(found.mean() - expected.mean()) < 1


@pytest.mark.parametrize("degrees", [2.0, 18.0])
def test_its_strokes_keep_more_of_their_contrast_than_those_turned_when_small(degrees: float) -> None:
    page = large_page()
    small = reduced(page, 0.25)
    turn, size = rotation(small.shape[1], small.shape[0], degrees)
    late = cv2.warpAffine(small, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    early = turned_upright(page, small.shape, turn, size)
    assert early.shape == late.shape
    assert early.std() > 1.02 * late.std()
    assert np.corrcoef(early.ravel(), late.ravel())[0, 1] > 0.95
