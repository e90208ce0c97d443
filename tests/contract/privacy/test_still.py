"""The contract of what hides: whatever fails, nothing of the face is seen in a picture that was worked."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from tests.contract.faces_shown import RAW, alike, shows
from tests.contract.privacy.failures import (
    HIDES,
    broken,
    failures,
    hiders,
)
from vision.curtain import HOLD_S
from vision.pipeline import Pipeline
from vision.processor import run_now
from vision.processors import privacy
from vision.recipe import Recipe

EMPTY = np.full_like(RAW, 90)


def never(*_: Any) -> Future[Any]:
    return Future()


def silent_from_one(clock: Callable[[], float]) -> Callable[..., Future[Any]]:
    """A worker that answers at once while the clock is below 1 s, and never later."""
    return lambda work, *args: run_now(work, *args) if clock() < 1.0 else never()


def test_the_face_is_seen_in_the_photograph_and_all_three_hide() -> None:
    assert shows(RAW) and len(HIDES) >= 3
    assert shows(Pipeline().run(RAW, Recipe.parse("gamma exponent=1.5")).image)


@hiders
def test_it_hides(name: str) -> None:
    result = Pipeline().run(RAW, Recipe.parse(name))
    assert not shows(result.image) and not shows(result.unfiltered) and not result.stand_in


@hiders
@failures
def test_still(name: str, fail: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = Recipe.parse(f"{name} gamma exponent=0.9")
    fail(name, monkeypatch)
    result = Pipeline().run(RAW, recipe)
    assert result.stand_in and result.errors[0].name == name
    assert not shows(result.image) and not shows(result.unfiltered)


@hiders
@pytest.mark.parametrize("step", ["fails", "shrinks", "pale", "lost_box"])
@pytest.mark.parametrize(
    "order", ["{hides} {step}", "{step} {hides}", "{hides} {step} invert", "invert {step} {hides}"]
)
def test_a_step_before_or_behind_it_that_fails(name: str, step: str, order: str) -> None:
    result = Pipeline().run(RAW, Recipe.parse(order.format(hides=name, step=step)))
    assert result.stand_in and not shows(result.image) and not shows(255 - result.image)


@hiders
def test_what_fails_once_is_hidden_for_half_a_second_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, recipe = Pipeline(), Recipe.parse(f"{name} margin=0.3")
    for i in range(10):
        pipeline.run(RAW, recipe, i / 10)
    with monkeypatch.context() as patch:
        patch.setattr(privacy, "faces_in", broken)
        while not pipeline.run(RAW, recipe, (i := i + 1) / 10).stand_in:
            pass
    for since in (10.0, 10.2, 10.0 + 0.9 * HOLD_S):
        result = pipeline.run(RAW, recipe, since)
        assert result.stand_in and not result.errors and not shows(result.image)
    assert not pipeline.run(RAW, recipe, 10.1 + HOLD_S).stand_in


@pytest.mark.parametrize(
    "steps", ["echo", "trails", "long_exposure seconds=10", "slit_scan", "background_motion show=background"]
)
def test_no_step_brings_back_what_it_saw_before(steps: str) -> None:
    pipeline = Pipeline()
    for i in range(10):
        pipeline.run(RAW, Recipe.parse(steps), i / 10)
    for order in (f"cover_faces {steps}", f"{steps} cover_faces"):
        for i in range(10, 14):
            assert not shows(pipeline.run(RAW, Recipe.parse(order), i / 10).image), order
        for i in range(14, 17):
            assert not shows(pipeline.run(EMPTY, Recipe.parse(order), i / 10).image), order


@hiders
@pytest.mark.parametrize("before", ["invert", "mirror", "rotate angle=180", "gamma exponent=5"])
def test_no_step_hides_the_face_from_it(name: str, before: str) -> None:
    plain = Pipeline().run(RAW, Recipe.parse(before)).image
    image = Pipeline().run(RAW, Recipe.parse(f"{before} {name}")).image
    face = np.abs(plain.astype(int) - image.astype(int)).max(axis=2) > 0
    assert face.mean() > 0.02, "the face is there, only inverted or turned"


@hiders
def test_before_the_first_answer_and_while_the_detector_is_silent(name: str) -> None:
    now = 0.0
    pipeline, recipe = Pipeline(silent_from_one(lambda: now)), Recipe.parse(name)
    seen = []
    for i in range(50):
        now = i / 10
        seen.append(shows(pipeline.run(RAW, recipe, now).image))
    assert not any(seen)
    suit = pipeline.run(RAW, recipe, 5.0).image[180:, 20:300]
    assert alike(suit, RAW[180:, 20:300]) < 0.3, "all of the picture is hidden"
    assert not any(shows(Pipeline(never).run(RAW, recipe, i / 10).image) for i in range(5))


@hiders
def test_after_a_cut_and_after_another_frame_size(name: str) -> None:
    now = 0.0
    pipeline, recipe = Pipeline(silent_from_one(lambda: now)), Recipe.parse(name)
    for i in range(12):
        now = i / 10
        pipeline.run(EMPTY, recipe, now)
    assert not shows(pipeline.run(RAW, recipe, 1.2).image), "a cut"
    assert not shows(pipeline.run(RAW[:200], recipe, 1.3).image), "another size"
