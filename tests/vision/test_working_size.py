"""The same look at any size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data
from skimage.metrics import structural_similarity

from vision.catalogue import catalogue, find
from vision.models.files import lacking
from vision.pipeline import Pipeline
from vision.presets import PRESETS
from vision.processor import Processor
from vision.recipe import Recipe
from vision.types import Image, as_image
from vision.working_size import enlarged, narrowed


def photo(width: int) -> Image:
    size = (width, width * 3 // 4)
    return as_image(cv2.resize(skimage.data.astronaut()[:384], size, interpolation=cv2.INTER_CUBIC))


SMALL, LARGE = photo(640), photo(1920)
OWN = {
    "orb_keypoints": "the best of many are others after a little grain",
    "bit_planes": "the last bits are noise, and other noise in every size",
    "posterise": "steps are crisp in the large picture",
}


def at_640(image: Image, recipe: Recipe) -> Image:
    result = Pipeline().run(image, recipe.at_width(image.shape[1]))
    assert not result.errors and result.image.shape == image.shape
    return as_image(cv2.resize(result.image, (640, 480), interpolation=cv2.INTER_AREA))


@pytest.mark.parametrize("processor", [p for p in catalogue().values() if not lacking(p.needs)], ids=lambda p: p.name)
def test_every_processor_looks_the_same_three_times_as_large(processor: Processor) -> None:
    recipe = Recipe.parse(processor.name)
    alike = structural_similarity(at_640(SMALL, recipe), at_640(LARGE, recipe), channel_axis=2)
    assert alike > (0.7 if processor.name in OWN else 0.9)


@pytest.mark.parametrize("preset", [p for p in PRESETS if not lacking(p.needs)], ids=lambda p: p.slug)
def test_every_look_has_the_same_colours_at_any_size(preset: object) -> None:
    recipe = preset.recipe  # type: ignore[attr-defined]
    small, large = (cv2.blur(at_640(image, recipe), (15, 15)).astype(int) for image in (SMALL, LARGE))
    assert (
        np.abs(
            cv2.blur(small.astype(np.uint8), (15, 15)).astype(int) - cv2.blur(large.astype(np.uint8), (15, 15))
        ).mean()
        < 8
    )


def test_without_it_a_blur_nearly_vanishes() -> None:
    recipe = Recipe.parse("gaussian_blur radius=8")
    plain = Pipeline().run(LARGE, recipe).image
    assert np.abs(plain.astype(int) - LARGE).mean() < 0.6 * np.abs(at_640(SMALL, recipe).astype(int) - SMALL).mean()


def test_pixels_scale_and_all_else_stays() -> None:
    recipe = Recipe.parse(
        "gaussian_blur radius=4 gamma exponent=2 halftone cell=7 components smallest=80 low_pass cutoff=8"
    )
    by_name = {step.name: step.params for step in recipe.at_width(1280).steps}
    assert by_name["gaussian_blur"]["radius"] == 8 and by_name["gamma"]["exponent"] == 2
    assert by_name["halftone"]["cell"] == 14 and by_name["components"]["smallest"] == 320
    assert by_name["low_pass"]["cutoff"] == 4
    assert recipe.at_width(640) == recipe and recipe.at_width(1280, like=1280) == recipe


def test_numbers_may_pass_the_upper_limit_and_not_the_lower() -> None:
    assert Recipe.parse("gaussian_blur radius=30").at_width(6400).steps[0].params["radius"] == 300
    assert Recipe.parse("erode radius=1").at_width(320).steps[0].params["radius"] == 1


def test_one_whose_single_pixels_are_seen_is_worked_at_640() -> None:
    step = Recipe.parse("canny").at_width(4000).steps[0]
    assert step.width == 640 and step.params == Recipe.parse("canny").steps[0].params
    assert Recipe.parse("canny").at_width(480).steps[0].width == 0
    small = narrowed(LARGE)
    expected = enlarged(find("canny").function(small), LARGE)
    assert np.array_equal(Pipeline().run(LARGE, Recipe((step,))).image, expected)


def test_switched_off_steps_stay_off_and_order_stays() -> None:
    recipe = Recipe.parse("invert -canny gaussian_blur").at_width(4000)
    assert [(s.name, s.on) for s in recipe.steps] == [("invert", True), ("canny", False), ("gaussian_blur", True)]


@pytest.mark.parametrize("shape", [(1, 2000), (2000, 1), (3000, 700)])
def test_odd_shapes_keep_theirs(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 120, np.uint8)
    for processor in catalogue().values():
        result = Pipeline().run(image, Recipe.parse(processor.name).at_width(shape[1]))
        assert result.image.shape == image.shape, processor.name
        assert not result.errors or lacking(processor.needs), processor.name
