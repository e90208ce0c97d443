"""Blur and frequency held by value against scikit-image, NumPy or a formula."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data
import skimage.filters

from vision.processors import blur, edges, frequency
from vision.types import Image

ASTRONAUT: Image = skimage.data.astronaut()
NOISE: Image = np.random.default_rng(3).integers(0, 256, (97, 131, 3), dtype=np.uint8)


@pytest.mark.parametrize("radius", [3, 12, 24])
def test_gaussian_blur_equals_scikit_image_at_full_half_and_quarter_size(radius: int) -> None:
    expected = skimage.filters.gaussian(ASTRONAUT, radius, channel_axis=2, preserve_range=True, mode="mirror")
    off = np.abs(blur.gaussian_blur(ASTRONAUT, radius=radius) - expected)
    assert off.max() <= (2 if radius <= 8 else 12) and off.mean() < 1


def test_box_blur_is_the_mean() -> None:
    assert abs(int(blur.box_blur(NOISE, radius=2)[50, 60, 0]) - NOISE[48:53, 58:63, 0].mean()) <= 0.5


def test_median_blur_is_the_median() -> None:
    assert blur.median_blur(NOISE, radius=2)[50, 60, 1] == np.median(NOISE[48:53, 58:63, 1])
    specks = np.full((60, 80, 3), 90, np.uint8)
    specks[::10, ::10] = 255
    assert (blur.median_blur(specks, radius=4) == 90).all()


def test_bilateral_smooths_grain_and_keeps_an_edge() -> None:
    rng = np.random.default_rng(1)
    step = np.where(np.arange(80) < 40, 60, 190)[None, :, None] + rng.normal(0, 6, (60, 80, 3))
    smooth = blur.bilateral(step.astype(np.uint8), radius=6, colours=60).astype(float)
    assert smooth[:, 5:35].std() < 3 and abs(smooth[:, 44:].mean() - smooth[:, :36].mean() - 130) < 3


def test_motion_blur_spreads_a_dot_evenly_along_its_line_and_keeps_it_in_place() -> None:
    dot = np.zeros((101, 101, 3), np.uint8)
    dot[49:52, 49:52] = 255
    for angle, axis in ((0, 0), (90, 1)):
        smeared = blur.motion_blur(dot, length=32, angle=angle).astype(float)[..., 0]
        profile = smeared.sum(axis=axis)
        reached = np.flatnonzero(profile > profile.max() * 0.3)
        assert 26 <= np.ptp(reached) <= 38 and abs(reached.mean() - 50) <= 2


def test_sharpen_equals_scikit_image() -> None:
    expected = skimage.filters.unsharp_mask(ASTRONAUT, 2, 1, channel_axis=2, preserve_range=True)
    assert np.abs(blur.unsharp_mask(ASTRONAUT, radius=2, amount=1) - np.clip(expected, 0, 255)).mean() < 0.6


def test_denoise_brings_a_grainy_picture_nearer_to_the_clean_one() -> None:
    grain = np.random.default_rng(2).normal(0, 15, ASTRONAUT.shape)
    noisy = np.clip(ASTRONAUT + grain, 0, 255).astype(np.uint8)

    def off(image: Image) -> float:
        return float(np.sqrt(((image.astype(float) - ASTRONAUT) ** 2).mean()))

    assert off(blur.denoise(noisy)) < 0.7 * off(noisy)


def test_difference_of_gaussians_equals_scikit_image() -> None:
    gray = cv2.cvtColor(ASTRONAUT, cv2.COLOR_RGB2GRAY)
    expected = 128 + 4 * 255 * skimage.filters.difference_of_gaussians(gray, 1.5, 3.0, mode="mirror")
    ours = edges.difference_of_gaussians(ASTRONAUT, radius=1.5, ratio=2, gain=4)[..., 0]
    assert np.abs(ours - np.clip(expected, 0, 255)).mean() < 1


def test_laplacian_equals_scikit_image() -> None:
    gray = cv2.cvtColor(NOISE, cv2.COLOR_RGB2GRAY)
    expected = np.clip(np.abs(skimage.filters.laplace(gray.astype(float))), 0, 255)
    assert np.abs(edges.laplacian(NOISE, gain=1, smooth=0)[..., 0] - expected).max() <= 1


@pytest.mark.parametrize(("height", "width"), [(64, 80), (63, 81), (1, 40), (40, 1), (7, 2)])
def test_fourier_magnitude_is_numpys_spectrum(height: int, width: int) -> None:
    image = np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    spectrum = np.abs(np.fft.fftshift(np.fft.fft2(gray)))
    expected = 255 * np.log(spectrum + 1) / np.log(1 + 255 * height * width)
    assert np.abs(frequency.fourier_magnitude(image, contrast=1)[..., 0] - expected).max() <= 1


def test_low_pass_equals_scikit_images_butterworth_away_from_the_rim() -> None:
    gray = cv2.cvtColor(ASTRONAUT, cv2.COLOR_RGB2GRAY)
    expected = skimage.filters.butterworth(gray, 0.05, high_pass=False, order=2, npad=64)
    ours = frequency.low_pass(ASTRONAUT, cutoff=10)
    assert np.abs(cv2.cvtColor(ours, cv2.COLOR_RGB2GRAY) - expected)[40:-40, 40:-40].mean() < 1.5


def test_low_and_high_pass_add_up_to_the_picture() -> None:
    low, high = frequency.low_pass(ASTRONAUT, cutoff=30), frequency.high_pass(ASTRONAUT, cutoff=30)
    total = low.astype(int) + high - 128
    inside = (high > 0) & (high < 255)
    assert np.abs(total - ASTRONAUT)[inside].max() <= 1


def test_a_sharp_low_pass_removes_stripes_above_the_cutoff_and_leaves_those_below() -> None:
    x = np.arange(256)

    def stripes(cycles: float) -> Image:
        wave = 128 + 100 * np.sin(2 * np.pi * cycles * x)
        return np.broadcast_to(wave[None, :, None], (128, 256, 3)).astype(np.uint8)

    fine, broad = stripes(1 / 8), stripes(1 / 64)
    assert frequency.low_pass(fine, cutoff=12, rim="sharp")[:, 64:192].std() < 8
    assert frequency.low_pass(broad, cutoff=12, rim="sharp")[:, 64:192].std() > 0.95 * broad[:, 64:192].std()


def test_at_the_border_a_box_blur_mirrors_the_picture() -> None:
    mirrored = np.pad(NOISE, ((2, 2), (2, 2), (0, 0)), mode="symmetric").astype(float)
    blurred = blur.box_blur(NOISE, radius=2)
    for y, x in ((0, 0), (0, 60), (96, 130), (50, 1)):
        assert np.abs(blurred[y, x] - mirrored[y : y + 5, x : x + 5].mean(axis=(0, 1))).max() <= 0.5
