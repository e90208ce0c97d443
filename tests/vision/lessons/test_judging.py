"""An exercise is done by whatever does it, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vision.lessons.all_lessons import LESSONS, attempt
from vision.recipe import Recipe
from vision.types import VisionError

LAST = {lesson.name: len(lesson.slides) - 1 for lesson in LESSONS.values()}

RIGHT = {
    "pictures": (
        "ordered_dither colour=false",
        "old_television colour=false",
        "roberts gain=4",
        "keep_colour hue=120 tolerance=5 saturation=100",
        "sepia hue_saturation hue=0 saturation=0",
        "-sepia canny",
    ),
    "edges": ("emboss", "median_blur morphological_gradient", "threshold kernel"),
    "faces": ("swirl", "pixelate size=20", "halftone"),
    "motion": ("background_motion show=mask gaussian_blur radius=1", "optical_flow show=wheel gain=6"),
    "lines": (
        "difference_of_gaussians threshold",
        "denoise threshold method=adaptive",
        "threshold method=sauvola radius=40",
    ),
    "teaching": ("threshold", "sepia", "roberts gain=4"),
}
"""Besides the answers that the lessons name."""

WRONG = {
    "pictures": {
        "none": "Add a filter",
        "-threshold": "Add a filter",
        "grayscale": "Grayscale does not count",
        "canny grayscale": "Grayscale does not count",
        "sepia": "colour left",
        "invert": "colour left",
        "posterise levels=2": "colour left",
        "colour_map colours=bone": "colour left",
        "keep_colour hue=0": "colour left",
        "hue_saturation hue=0 saturation=0.2": "colour left",
        "threshold method=binary level=255": "nobody can see anything",
        "brightness_contrast brightness=-100 contrast=-100": "nobody can see anything",
    },
    "edges": {
        "canny": "Canny does not count",
        "roberts sobel": "Roberts and Sobel do not count",
        "threshold": "of one tone",
        "unsharp_mask": "of one tone",
        "pencil_sketch": "of one tone",
        "invert": "of one tone",
        "threshold method=binary level=255": "hardly show",
    },
    "faces": {
        "mirror": "still finds a face",
        "gamma exponent=5": "still finds a face",
        "sepia": "still finds a face",
        "cover_faces": "Cover faces does not count",
        "faces": "Faces does not count",
        "threshold method=binary level=255": "nobody can see anything",
    },
    "motion": {
        "frame_difference": "Frame difference does not count",
        "background_motion": "stands still",
        "background_motion show=mask invert": "stands still",
        "trails": "stands still",
        "invert": "stands still",
        "brightness_contrast brightness=-100 contrast=-100": "too dark",
        "threshold method=binary level=255": "too dark",
    },
    "lines": {
        "threshold": "Not every letter",
        "threshold method=binary level=100": "Not every letter",
        "clahe threshold": "Not every letter",
        "grayscale": "neither black nor white",
        "threshold method=sauvola invert": "Most of it is black",
        "threshold method=binary level=0": "Not every letter",
    },
    "teaching": {
        "mirror": "still says “cat”",
        "gaussian_blur radius=8": "still says “cat”",
        "gamma exponent=1.1": "still says “cat”",
        "brightness_contrast brightness=-100 contrast=-100": "nobody can see anything",
    },
}


def judged(name: str, text: str) -> str:
    return attempt(name, LAST[name], Recipe.parse(text)).amiss


@pytest.mark.parametrize("name", LESSONS)
def test_what_does_it_counts_however_it_does_it(name: str) -> None:
    exercise = LESSONS[name].slides[LAST[name]].exercise
    assert exercise is not None and len(exercise.answers) >= 3
    for text in (*exercise.answers, *RIGHT[name]):
        assert judged(name, text) == "", text


@pytest.mark.parametrize("name", LESSONS)
def test_what_does_not_do_it_is_told_why(name: str) -> None:
    for text, why in WRONG[name].items():
        assert why in judged(name, text), text


def test_what_works_on_one_photograph_alone_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coins have no colour to begin with."""
    lesson = LESSONS["pictures"]
    exercise = lesson.slides[-1].exercise
    assert exercise is not None
    slide = replace(lesson.slides[-1], exercise=replace(exercise, scenes=("coins", "cat")))
    monkeypatch.setitem(LESSONS, "pictures", replace(lesson, slides=(slide,)))
    amiss = attempt("pictures", 0, Recipe.parse("mirror")).amiss
    assert amiss.startswith("Here it works, but not on the photograph of the cat. There is colour left")


def test_a_step_without_a_task_is_nothing_to_try() -> None:
    with pytest.raises(VisionError, match="nothing to try"):
        attempt("edges", 0, Recipe())


def test_a_step_that_was_passed_over_is_named() -> None:
    tried = attempt("teaching", LAST["teaching"], Recipe.parse("objects"))
    assert "still says" in tried.amiss
