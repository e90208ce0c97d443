"""Geometry held by value against scikit-image, NumPy or a symmetry."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data
import skimage.transform

from vision.processor import Moment
from vision.processors import geometry
from vision.types import Image

ASTRONAUT: Image = skimage.data.astronaut()
NOISE: Image = np.random.default_rng(3).integers(0, 256, (61, 61, 3), dtype=np.uint8)


@pytest.mark.parametrize("quarters", [-1, 0, 1, 2])
def test_rotate_by_quarters_equals_numpy(quarters: int) -> None:
    assert np.abs(geometry.rotate(NOISE, angle=90 * quarters).astype(int) - np.rot90(NOISE, quarters)).max() <= 1


def test_rotate_equals_scikit_image() -> None:
    expected = skimage.transform.rotate(ASTRONAUT, 15, preserve_range=True)
    assert np.abs(geometry.rotate(ASTRONAUT, angle=15) - expected).mean() < 0.5


def test_zoom_shows_the_part_that_was_asked_for() -> None:
    corner = geometry.zoom(ASTRONAUT, factor=4, across=100, down=0)
    expected = cv2.resize(ASTRONAUT[:128, 384:], (512, 512), interpolation=cv2.INTER_LINEAR)
    assert np.array_equal(corner, expected)
    assert np.array_equal(geometry.zoom(NOISE, factor=1), NOISE)


def test_swirl_equals_scikit_image() -> None:
    reach = np.hypot(255.5, 255.5)
    expected = skimage.transform.swirl(
        ASTRONAUT, center=(255.5, 255.5), strength=2 * np.pi * 0.8, radius=reach, mode="reflect", preserve_range=True
    )
    ours = geometry.swirl(ASTRONAUT, turns=0.8, radius=100).astype(float)
    turned_the_other_way = geometry.swirl(ASTRONAUT, turns=-0.8, radius=100).astype(float)
    assert min(np.abs(a - expected).mean() for a in (ours, turned_the_other_way)) < 3


def test_fisheye_leaves_the_middle_and_the_corners_in_place() -> None:
    for strength in (-60, 60):
        bent = geometry.fisheye(NOISE, strength=strength).astype(int)
        assert np.abs(bent[30, 30] - NOISE[30, 30]).max() <= 3
        assert np.abs(bent[0, 0] - NOISE[0, 0]).max() <= 3
    flat = geometry.fisheye(NOISE, strength=0)
    assert np.abs(flat.astype(int) - NOISE).max() <= 1


def test_fisheye_enlarges_the_middle_and_its_opposite_shrinks_it() -> None:
    disc = np.zeros((201, 201, 3), np.uint8)
    cv2.circle(disc, (100, 100), 20, (255, 255, 255), cv2.FILLED)
    area = (disc > 127).sum()
    assert (geometry.fisheye(disc, strength=50) > 127).sum() > 2 * area
    assert (geometry.fisheye(disc, strength=-50) > 127).sum() < 0.8 * area


def test_kaleidoscope_is_its_own_mirror_image() -> None:
    seen = geometry.kaleidoscope(ASTRONAUT, mirrors=8, angle=0).astype(int)
    middle = slice(150, 362)
    assert np.abs(seen - seen[::-1])[middle, middle].mean() < 1
    assert np.abs(seen - seen.swapaxes(0, 1))[middle, middle].mean() < 1


def test_ripple_without_height_changes_nothing_and_with_it_moves_by_time() -> None:
    assert np.array_equal(geometry.ripple(NOISE, Moment(), height=0), NOISE)
    now, later = (geometry.ripple(ASTRONAUT, Moment(t), speed=1.0) for t in (0.0, 0.25))
    assert not np.array_equal(now, later)
    assert np.array_equal(now, geometry.ripple(ASTRONAUT, Moment(1.0), speed=1.0)), "a wave a second comes round"
