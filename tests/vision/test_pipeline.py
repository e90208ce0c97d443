from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

import numpy as np
import pytest

from vision import processor as processor_module
from vision.catalogue import catalogue
from vision.pipeline import Pipeline
from vision.processor import processor
from vision.recipe import Recipe, Step
from vision.types import Detections, Image, VisionError


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogue()
    monkeypatch.setattr(processor_module, "_registry", dict(processor_module._registry))

    @processor("Left box")
    def left_box(image: Image) -> Detections:
        """Find a box on the left."""
        return Detections.of([[2, 10, 22, 30]], "box")

    @processor("Breaks")
    def breaks(image: Image) -> Image:
        """Always raise."""
        raise VisionError("It is too dark.")

    @processor("Writes")
    def writes(image: Image) -> Image:
        """Try to write on its input."""
        image[:] = 0
        return image

    yield


GREY = np.full((60, 80, 3), 90, np.uint8)


def test_no_step_hands_back_the_very_frame() -> None:
    assert Pipeline().run(GREY, Recipe.parse("-invert")).image is GREY


def test_steps_run_in_order() -> None:
    image = Pipeline().run(GREY, Recipe.parse("invert threshold method=binary level=150")).image
    assert (image == 255).all()


def test_findings_are_drawn_over_all_filters() -> None:
    result = Pipeline().run(GREY, Recipe.parse("left_box threshold method=binary level=150"))
    assert len(result.detections) == 1
    assert (result.image[15, 2] != 0).any() and (result.image[15, 60] == 0).all()


def test_boxes_travel_with_a_picture_that_is_mirrored() -> None:
    image = Pipeline().run(GREY, Recipe.parse("left_box mirror")).image
    assert (image[20, 77] != 90).any() and (image[20, 2] == 90).all()


def test_a_step_that_raises_is_passed_over_and_named() -> None:
    result = Pipeline().run(GREY, Recipe.parse("breaks writes invert"))
    assert (result.image == 165).all() and (GREY == 90).all()
    assert next((t.name, t.error) for t in result.errors) == ("breaks", "It is too dark.")
    assert result.errors[1].name == "writes" and "read-only" in result.errors[1].error


def test_what_a_step_returns_is_checked_and_that_step_named() -> None:
    @processor("Pale")
    def pale(image: Image) -> Image:
        """Return another kind of number."""
        return cast(Image, image / 2)

    @processor("Half")
    def half(image: Image) -> Image:
        """Return another size."""
        return image[::2].copy()

    @processor("Nowhere")
    def nowhere(image: Image) -> Detections:
        """Find a box without a place."""
        return Detections.of([np.nan] * 4, "box")

    result = Pipeline().run(GREY, Recipe.parse("pale half nowhere invert"))
    assert (result.image == 165).all() and [t.name for t in result.errors] == ["pale", "half", "nowhere"]
    assert [t.error for t in result.errors] == [
        "TypeError: returned float64 (60, 80, 3), not uint8 (60, 80, 3)",
        "TypeError: returned uint8 (30, 80, 3), not uint8 (60, 80, 3)",
        "ValueError: returned a box that lies nowhere",
    ]


def test_what_hides_runs_first_and_again_behind_filters() -> None:
    def order(text: str) -> list[str]:
        return [step.name for step in Recipe.parse(text).running]

    assert order("cover_faces invert") == ["cover_faces", "invert"]
    assert order("invert cover_faces") == ["cover_faces", "invert", "cover_faces"]
    assert order("faces blur_faces invert") == ["faces", "blur_faces", "invert"]
    assert order("invert -cover_faces mirror") == ["invert", "mirror"]


def test_state_stays_while_its_step_stays() -> None:
    pipeline = Pipeline()
    white = np.full_like(GREY, 255)
    pipeline.run(GREY, Recipe.parse("long_exposure seconds=5"), 0.0)
    mixed = pipeline.run(white, Recipe.parse("invert long_exposure seconds=4 invert"), 0.1)
    assert 0 < mixed.image[0, 0, 0] - (255 - 90) < 10, "one value changed, a neighbour came: still the same exposure"


@pytest.mark.parametrize("between", ["none", "-long_exposure", "invert"])
def test_state_goes_when_its_step_goes(between: str) -> None:
    pipeline, exposure = Pipeline(), Recipe.parse("long_exposure seconds=5")
    pipeline.run(GREY, exposure, 0.0)
    pipeline.run(GREY, Recipe.parse(between), 0.1)
    assert (pipeline.run(np.zeros_like(GREY), exposure, 0.2).image == 0).all()


def test_state_goes_when_the_size_changes() -> None:
    pipeline, exposure = Pipeline(), Recipe((Step.of("long_exposure"),))
    pipeline.run(GREY, exposure, 0.0)
    assert (pipeline.run(np.zeros((10, 10, 3), np.uint8), exposure, 0.1).image == 0).all()


def test_long_exposure_forgets_by_the_clock_not_by_frames() -> None:
    few, many = Pipeline(), Pipeline()
    exposure, black = Recipe((Step.of("long_exposure"),)), np.zeros_like(GREY)
    for pipeline in (few, many):
        pipeline.run(GREY, exposure, 0.0)
    once = few.run(black, exposure, 1.0).image[0, 0, 0]
    for i in range(1, 21):
        twenty = many.run(black, exposure, i / 20).image[0, 0, 0]
    assert abs(int(once) - int(twenty)) <= 1 and once == pytest.approx(90 / math.e, abs=1)
