"""Morphology held by value against scikit-image."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
import skimage.data
import skimage.measure
import skimage.morphology

from vision.processors import morphology
from vision.types import Image

NOISE: Image = np.random.default_rng(3).integers(0, 256, (60, 71, 3), dtype=np.uint8)
COINS: Image = cv2.cvtColor(skimage.data.coins(), cv2.COLOR_GRAY2RGB)


@pytest.mark.parametrize(
    ("shape", "footprint"),
    [("square", np.ones((5, 5))), ("cross", np.eye(5)[::-1] * 0 + (np.arange(5) == 2) + (np.arange(5) == 2)[:, None])],
)
@pytest.mark.parametrize(
    ("ours", "reference"),
    [("erode", "erosion"), ("dilate", "dilation"), ("opening", "opening"), ("closing", "closing")],
)
def test_each_equals_scikit_image(ours: str, reference: str, shape: Any, footprint: Any) -> None:
    result = getattr(morphology, ours)(NOISE, shape=shape, radius=2)
    for c in range(3):
        expected = getattr(skimage.morphology, reference)(NOISE[..., c], footprint > 0)
        assert np.array_equal(result[4:-4, 4:-4, c], expected[4:-4, 4:-4])


def test_outline_is_dilation_less_erosion() -> None:
    outline = morphology.morphological_gradient(NOISE, shape="disc", radius=2)
    wide, thin = (f(NOISE, shape="disc", radius=2) for f in (morphology.dilate, morphology.erode))
    assert np.array_equal(outline, wide - thin)


def test_things_are_those_scikit_image_counts() -> None:
    painted = morphology.components(COINS, objects="bright", smallest=0)
    things = painted.any(axis=2)
    expected = skimage.measure.label(things, connectivity=2)
    pairs = np.unique(np.concatenate([expected[..., None], painted], axis=2).reshape(-1, 4), axis=0)
    assert len(pairs) == expected.max() + 1, "each thing has one colour"
    assert len(np.unique(pairs[1:, 1:], axis=0)) > 0.9 * expected.max(), "and hardly two the same"


def test_small_things_are_left_out() -> None:
    dots = np.zeros((60, 80, 3), np.uint8)
    dots[10:14, 10:14] = dots[30:50, 30:60] = 255
    painted = morphology.components(dots, objects="bright", smallest=100)
    assert not painted[:20, :20].any() and painted[40, 45].any()


def test_skeleton_of_a_bar_is_a_line_along_its_middle() -> None:
    bar = np.full((60, 200, 3), 255, np.uint8)
    bar[25:36, 20:180] = 0
    bones = morphology.skeleton(bar, objects="dark", radius=1).min(axis=2) > 200
    rows, columns = np.nonzero(bones)
    assert abs(np.median(rows) - 30) <= 1 and columns.min() < 35 and columns.max() > 165
    assert bones[:, 60:140].sum(axis=0).max() <= 3
