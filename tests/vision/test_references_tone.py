"""Tone and colour held by value against scikit-image, Pillow or a formula."""

from __future__ import annotations

import colorsys

import cv2
import numpy as np
import PIL.Image
import pytest
import skimage.color
import skimage.data
import skimage.exposure
import skimage.filters

from vision.pixels.channels import to_rgb
from vision.processors import colour, tone
from vision.types import Image

ASTRONAUT: Image = skimage.data.astronaut()
NOISE: Image = np.random.default_rng(3).integers(0, 256, (97, 131, 3), dtype=np.uint8)


def test_each_way_to_grey_is_its_formula() -> None:
    numbers = NOISE.astype(float)
    expected = {
        "luma": numbers @ [0.299, 0.587, 0.114],
        "average": numbers.mean(axis=2),
        "lightness": (numbers.max(axis=2) + numbers.min(axis=2)) / 2,
        "green": numbers[..., 1],
    }
    for method, levels in expected.items():
        grey = tone.grayscale(NOISE, method=method)  # type: ignore[arg-type]
        assert np.abs(grey - levels[..., None]).max() <= 1
    pillow = np.array(PIL.Image.fromarray(NOISE).convert("L"))
    assert np.abs(tone.grayscale(NOISE)[..., 0].astype(int) - pillow).max() <= 1


def test_brightness_and_contrast_leave_the_picture_alone_at_zero_and_grey_at_no_contrast() -> None:
    assert np.array_equal(tone.brightness_contrast(NOISE, brightness=0, contrast=0), NOISE)
    assert np.ptp(tone.brightness_contrast(NOISE, contrast=-100)) == 0
    brighter = tone.brightness_contrast(NOISE, brightness=20, contrast=0)
    assert np.array_equal(brighter, np.minimum(NOISE.astype(int) + 51, 255))


def test_posterise_and_solarise_are_their_formulas() -> None:
    numbers = NOISE.astype(int)
    assert np.array_equal(tone.posterise(NOISE, levels=4), np.rint(numbers * 4 // 256 * 255 / 3))
    assert np.array_equal(tone.solarise(NOISE, level=100), np.where(numbers > 100, 255 - numbers, numbers))


def test_equalise_ranks_like_scikit_image_and_starts_at_black() -> None:
    gray = cv2.cvtColor(ASTRONAUT, cv2.COLOR_RGB2GRAY)
    ranks = skimage.exposure.equalize_hist(gray, 256)
    expected = (ranks - ranks.min()) / (1 - ranks.min()) * 255
    ours = tone.equalise(to_rgb(gray))[..., 0]
    assert np.abs(ours - expected).max() <= 1.5


def test_clahe_without_tiles_and_limit_equalises() -> None:
    flat = tone.clahe(ASTRONAUT, limit=10, tiles=1)
    luma = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    assert luma.std() > cv2.cvtColor(ASTRONAUT, cv2.COLOR_RGB2GRAY).std() * 0.9
    locally = cv2.cvtColor(tone.clahe(ASTRONAUT), cv2.COLOR_RGB2GRAY)[50:150, 300:400]
    assert locally.std() > 1.3 * cv2.cvtColor(ASTRONAUT, cv2.COLOR_RGB2GRAY)[50:150, 300:400].std()


def test_sauvola_finds_scikit_images_levels() -> None:
    page = to_rgb(skimage.data.page())
    levels = skimage.filters.threshold_sauvola(page[..., 0], window_size=25, k=0.2, r=128)
    expected = np.where(page[..., 0] > levels, 255, 0)
    ours = tone.threshold(page, method="sauvola", radius=12, strictness=0.2)[..., 0]
    assert (ours != expected).mean() < 0.001


@pytest.mark.parametrize("cell", ["2", "4", "8"])
def test_dither_keeps_the_mean_of_a_grey(cell: str) -> None:
    for level in (0, 40, 128, 200, 255):
        grey = np.full((64, 64, 3), level, np.uint8)
        dots = tone.ordered_dither(grey, cell=cell)  # type: ignore[arg-type]
        assert set(np.unique(dots)) <= {0, 255}
        assert abs(dots.mean() - level) <= 255 / int(cell) ** 2


def test_hue_turns_around_the_grey_axis_and_keeps_luma() -> None:
    assert np.abs(colour.hue_saturation(NOISE, hue=0).astype(int) - NOISE).max() <= 1
    muted = (NOISE // 4 + 96).astype(np.uint8)  # far from the limits, where nothing is cut off
    turned = colour.hue_saturation(muted, hue=120)
    weights = np.array([0.299, 0.587, 0.114])
    assert np.abs(turned @ weights - muted @ weights).max() <= 1.5
    grey = colour.hue_saturation(NOISE, hue=0, saturation=0)
    assert np.abs(grey - (NOISE @ weights)[..., None]).max() <= 1


def test_sepia_is_its_matrix() -> None:
    matrix = [[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]]
    expected = np.minimum(NOISE @ np.array(matrix).T, 255)
    assert np.abs(colour.sepia(NOISE) - expected).max() <= 1
    assert np.array_equal(colour.sepia(NOISE, strength=0), NOISE)


def test_colour_map_is_opencvs_table() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    expected = cv2.applyColorMap(np.arange(256, dtype=np.uint8)[None], cv2.COLORMAP_VIRIDIS)[..., ::-1]
    assert np.array_equal(colour.colour_map(ramp, colours="viridis"), expected)


def test_white_balance_makes_the_mean_grey() -> None:
    tinted = (NOISE * np.array([0.9, 0.6, 0.4])).astype(np.uint8)
    means = colour.white_balance(tinted).mean(axis=(0, 1))
    assert np.ptp(means) < 3


def test_keep_colour_keeps_just_the_pixels_of_that_hue() -> None:
    small = NOISE[:40, :40]
    kept = colour.keep_colour(small, hue=120, tolerance=30, saturation=20)
    grey = tone.grayscale(small)
    for pixel, result, dull in zip(small.reshape(-1, 3), kept.reshape(-1, 3), grey.reshape(-1, 3), strict=True):
        hue, saturation, value = colorsys.rgb_to_hsv(*(pixel / 255))
        away = abs((hue * 360 - 120 + 180) % 360 - 180)
        if abs(away - 30) < 2 or abs(saturation - 0.2) < 0.01 or abs(value * 255 - 40) < 2:
            continue  # on the border, where OpenCV's 256 steps of hue decide
        inside = away < 30 and saturation > 0.2 and value * 255 > 40
        assert np.array_equal(result, pixel if inside else dull)
