"""The kernel one types, held against SciPy, OpenCV and the filters that are such kernels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from vision.catalogue import find
from vision.photographs import photograph
from vision.pipeline import Pipeline
from vision.pixels import kernels
from vision.pixels.channels import Channel
from vision.pixels.kernels import Negatives
from vision.processors import edges
from vision.processors.teaching import kernel
from vision.recipe import Recipe, Step
from vision.types import Image, Numbers, VisionError, as_image

PHOTO: Image = photograph("astronaut")[100:261, 120:323]
RNG = np.random.default_rng(5)
GRIDS = {
    "whole, 9": tuple(float(v) for v in RNG.integers(-9, 10, 9)),
    "whole, 25": tuple(float(v) for v in RNG.integers(-3, 4, 25)),
    "parts, 9": tuple(float(v) for v in RNG.uniform(-2, 2, 9).round(3)),
    "parts, 25": tuple(float(v) for v in RNG.uniform(-1, 1, 25).round(3)),
}


def by_scipy(numbers: Numbers) -> NDArray[np.float64]:
    weights = kernels.square(numbers)
    return np.dstack([ndimage.correlate(PHOTO[..., c].astype(float), weights, mode="reflect") for c in range(3)])


@pytest.mark.parametrize("name", GRIDS)
def test_it_is_scipys_correlation_and_opencvs(name: str) -> None:
    numbers = GRIDS[name]
    values = kernels.correlated(PHOTO, numbers, divide=False)
    assert np.abs(values - by_scipy(numbers)).max() < 1e-3
    expected = np.clip(np.rint(values), 0, 255)
    assert np.array_equal(kernel(PHOTO, numbers=numbers), expected)
    if "whole" in name:
        opencv = cv2.filter2D(PHOTO, -1, kernels.square(numbers), borderType=cv2.BORDER_REFLECT)
        assert np.array_equal(kernel(PHOTO, numbers=numbers), opencv)


@pytest.mark.parametrize("name", GRIDS)
def test_below_nothing_is_cut_off_turned_over_or_laid_around_grey(name: str) -> None:
    values = by_scipy(GRIDS[name])
    ways: tuple[Negatives, ...] = ("without_sign", "around_grey")
    shown = {how: kernel(PHOTO, numbers=GRIDS[name], shown=how).astype(int) for how in ways}
    assert np.abs(shown["without_sign"] - np.clip(np.abs(values), 0, 255)).max() <= 0.501
    assert np.abs(shown["around_grey"] - np.clip(values + 128, 0, 255)).max() <= 0.501


def test_divided_by_its_sum_a_plain_picture_stays_as_it_is() -> None:
    plain = np.full((20, 30, 3), 90, np.uint8)
    assert (kernel(plain, numbers=(3.0, 1, 4, 1, 5, 9, 2, 6, 5), divide=True) == 90).all()
    assert (kernel(plain, numbers=kernels.EDGE, divide=True) == 0).all(), "a sum of nothing divides nothing"
    blurred = kernel(PHOTO, numbers=(1.0,) * 9, divide=True)
    assert np.abs(blurred.astype(int) - cv2.blur(PHOTO, (3, 3), borderType=cv2.BORDER_REFLECT)).max() <= 1


@pytest.mark.parametrize("channel", ["luma", "red", "green"])
def test_two_kernels_are_roberts(channel: Channel) -> None:
    one = {"luma": find("grayscale").function(PHOTO)[..., 0], "red": PHOTO[..., 0], "green": PHOTO[..., 1]}[channel]
    grey = as_image(np.dstack([one] * 3))
    both = kernel(grey, **kernels.KERNELS["Roberts, both"].values)
    assert np.array_equal(255 - both, edges.roberts(PHOTO, channel=channel))
    falling, rising = (
        kernels.correlated(grey, kernels.KERNELS[f"Roberts, {way}"].numbers, divide=False)
        for way in ("falling", "rising")
    )
    assert np.abs(np.sqrt((falling**2 + rising**2) / 2) - both).max() <= 0.501


def test_two_kernels_are_sobel() -> None:
    look, grey = kernels.KERNELS["Sobel, both"], find("grayscale").function(PHOTO)
    ours, theirs = kernel(grey, **look.values).astype(int), edges.sobel(PHOTO, gain=4.0).astype(int)
    assert np.abs(ours - theirs).max() <= 1


@pytest.mark.parametrize("name", kernels.KERNELS)
def test_every_named_one_is_a_step_and_survives_the_link(name: str) -> None:
    recipe = Recipe((Step.of("kernel", kernels.KERNELS[name].values),))
    assert Recipe.parse(str(recipe)) == recipe == Recipe.from_json(recipe.to_json())
    result = Pipeline().run(PHOTO, recipe)
    assert not result.errors and (name == "Nothing") == np.array_equal(result.image, PHOTO)


def test_a_grid_grows_and_shrinks_around_its_middle() -> None:
    nine = tuple(float(n) for n in range(1, 10))
    grown = kernels.square(kernels.resized(nine, 5))
    assert grown[1:4, 1:4].ravel().tolist() == list(nine) and grown.sum() == 45
    assert kernels.resized(kernels.resized(nine, 5), 3) == nine and kernels.resized((), 3) == (0.0,) * 9


@pytest.mark.parametrize("at", [(0, 0), (202, 160), (7, 0), (100, 80)])
@pytest.mark.parametrize("name", ["whole, 9", "parts, 25"])
def test_what_one_pixel_gets_is_what_the_picture_shows(name: str, at: tuple[int, int]) -> None:
    x, y = at
    values = kernels.correlated(PHOTO, GRIDS[name], divide=True)
    for channel in range(3):
        told = kernels.neighbourhood(PHOTO, GRIDS[name], x, y, channel, divide=True)
        assert told.answer == pytest.approx(float(values[y, x, channel]), abs=0.01)
        middle = len(told.levels) // 2
        assert told.levels[middle, middle] == PHOTO[y, x, channel]
        assert told.total == pytest.approx(told.products.sum()) and told.products.shape == told.weights.shape


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kernel numbers=1,2,3", "numbers cannot be .*: it takes 9 or 25 numbers from -99 to 99, with commas between"),
        ("kernel numbers=1,2,3,4,5,6,7,8,100", "9 or 25 numbers from -99 to 99"),
        ("kernel numbers=1,2,3,4,5,6,7,8,nan", "9 or 25 numbers"),
        ("kernel numbers=a,b", "9 or 25 numbers"),
        ("kernel second=1", "none or 9 or 25 numbers"),
    ],
)
def test_what_is_no_grid_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(VisionError, match=sentence):
        Recipe.parse(text)


def test_the_link_is_short_and_keeps_three_digits() -> None:
    assert str(Recipe.parse("kernel numbers=0,-1,0,-1,5,-1,0,-1,0")) == "kernel numbers=0,-1,0,-1,5,-1,0,-1,0"
    step = Recipe.parse("kernel numbers=0.1239,0,0,0,1,0,0,0,0 second=").steps[0]
    assert str(step) == "kernel numbers=0.124,0,0,0,1,0,0,0,0" and step.params["second"] == ()
