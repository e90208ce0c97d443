"""Processors held by value against scikit-image or a formula."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
import pytest
import skimage.data
import skimage.filters

from vision.processors import blur, edges, geometry, tone
from vision.types import Image


def photographs() -> dict[str, Image]:
    noise = np.random.default_rng(3).integers(0, 256, (97, 131, 3), dtype=np.uint8)
    return {
        "astronaut": skimage.data.astronaut(),
        "coffee": skimage.data.coffee(),
        "noise": noise,
        "dot": noise[:1, :1],
    }


PHOTOGRAPHS = photographs()


@pytest.mark.parametrize("name", PHOTOGRAPHS)
@pytest.mark.parametrize("channel", ["red", "green", "blue", "luma"])
def test_roberts_equals_scikit_image(name: str, channel: Literal["red", "green", "blue", "luma"]) -> None:
    image = PHOTOGRAPHS[name]
    luma = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    plane = luma if channel == "luma" else image[..., ("red", "green", "blue").index(channel)]
    expected = 255 - skimage.filters.roberts(plane) * 255
    for c in range(3):
        assert np.abs(edges.roberts(image, channel=channel)[..., c] - expected).max() <= 1
    strong = 255 - np.minimum(4 * (255 - expected), 255)
    assert np.abs(edges.roberts(image, channel=channel, gain=4.0)[..., 0] - strong).max() <= 2


@pytest.mark.parametrize("name", ["astronaut", "noise"])
def test_sobel_prewitt_and_scharr_equal_scikit_image(name: str) -> None:
    image = PHOTOGRAPHS[name]
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    for ours in (edges.sobel, edges.prewitt, edges.scharr):
        for direction, ending in (("both", ""), ("across", "_v"), ("down", "_h")):
            expected = np.abs(getattr(skimage.filters, ours.__name__ + ending)(gray)) * 255
            assert np.abs(ours(image, direction=direction, gain=1)[..., 0] - expected).max() <= 1  # type: ignore[arg-type]


def test_gamma_is_the_power_law() -> None:
    image = PHOTOGRAPHS["noise"]
    assert np.abs(tone.gamma(image, exponent=2.2) - 255 * (image / 255) ** 2.2).max() <= 0.5 + 1e-9


def test_gaussian_blur_equals_scikit_image() -> None:
    image = PHOTOGRAPHS["astronaut"]
    expected = skimage.filters.gaussian(image, 3, channel_axis=2, preserve_range=True, mode="mirror")
    assert np.abs(blur.gaussian_blur(image, radius=3) - expected).max() <= 2


def test_otsu_finds_scikit_images_level() -> None:
    image = PHOTOGRAPHS["coffee"]
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    expected = np.where(gray > skimage.filters.threshold_otsu(gray), 255, 0)
    assert np.array_equal(tone.threshold(image, method="otsu")[..., 0], expected)


def test_pixelate_is_the_mean_of_each_block() -> None:
    image = PHOTOGRAPHS["astronaut"]
    expected = image.reshape(64, 8, 64, 8, 3).mean((1, 3)).repeat(8, 0).repeat(8, 1)
    assert np.abs(geometry.pixelate(image, size=8) - expected).max() <= 1


def test_mirror_and_invert_undo_themselves() -> None:
    image = PHOTOGRAPHS["noise"]
    assert np.array_equal(geometry.mirror(image, axis="both"), image[::-1, ::-1])
    assert np.array_equal(tone.invert(image), 255 - image)
    assert np.array_equal(tone.grayscale(image)[..., 1], cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
