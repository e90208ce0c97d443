"""The recipe's steps that go by what a viewer taught: who brought nothing along is told so, and shown less."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from tests.vision.teach.things import NAMES, learned, scene
from vision.curtain import HOLD_S
from vision.pipeline import Pipeline, Result
from vision.processors.learned.taught import NOTHING_YET, OWN
from vision.recipe import Recipe

BROUGHT = {OWN: learned()}


def run(text: str, thing: str, own: dict[str, Any] = BROUGHT) -> Result:
    return Pipeline().run(scene(thing, 70), Recipe.parse(text), own=own)


@pytest.mark.parametrize("name", NAMES)
def test_the_class_is_what_was_found_over_the_whole_picture(name: str) -> None:
    found = run("taught", name).detections
    assert found.label == (name,) and found.class_id == (NAMES.index(name),)
    assert found.xyxy.tolist() == [[0, 0, 320, 240]] and found.score[0] >= 0.6
    assert not len(run("taught sure=0.99", name).detections) or found.score[0] >= 0.98


def test_what_was_never_shown_is_not_named() -> None:
    assert not len(run("taught", "nothing").detections)


def test_bars_are_drawn_at_the_lower_left_alone() -> None:
    image, drawn = scene("ball", 70), run("taught_bars", "ball").image
    assert not np.array_equal(drawn[-20:, :160], image[-20:, :160])
    np.testing.assert_array_equal(drawn[:120], image[:120])
    np.testing.assert_array_equal(drawn[:, 160:], image[:, 160:])


@pytest.mark.parametrize(("number", "covered"), [(1, False), (2, True), (3, False), (6, False)])
def test_one_class_covers_the_picture(number: int, covered: bool) -> None:
    result = run(f"cover_taught number={number}", "book")
    assert result.hides and not result.stand_in
    for shown in (result.image, result.unfiltered):
        assert covered != np.array_equal(shown, scene("book", 70))


def test_who_brought_nothing_along_is_told_where_to_teach_and_sees_nothing_uncovered() -> None:
    image = scene("book", 70)
    assert run("taught", "book", {}).detections.label == (NOTHING_YET,) and "see Teach" in NOTHING_YET
    bars = run("taught_bars", "book", {}).image
    assert not np.array_equal(bars[:30], image[:30]) and np.array_equal(bars[40:], image[40:])
    covered = run("cover_taught", "book", {})
    assert not np.array_equal(covered.image, image) and not np.array_equal(covered.unfiltered, image)


def later(waiting: list[tuple[Future[Any], Callable[..., Any], Any]]) -> Callable[..., Future[Any]]:
    def submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
        waiting.append((Future(), work, args))
        return waiting[-1][0]

    return submit


def test_everything_is_covered_until_there_is_an_answer_and_when_it_is_old() -> None:
    waiting: list[tuple[Future[Any], Callable[..., Any], Any]] = []
    pipeline, recipe, image = Pipeline(later(waiting)), Recipe.parse("cover_taught number=2"), scene("ball", 70)

    def seen(time_s: float) -> bool:
        return np.array_equal(pipeline.run(image, recipe, time_s, BROUGHT).image, image)

    assert not seen(0.0)
    future, work, args = waiting[0]
    future.set_result(work(*args))
    assert seen(0.1) and len(waiting) == 1
    assert seen(0.2) and len(waiting) == 2
    assert seen(1.4) and not seen(1.6)


def test_another_model_begins_anew() -> None:
    waiting: list[tuple[Future[Any], Callable[..., Any], Any]] = []
    pipeline, recipe = Pipeline(later(waiting)), Recipe.parse("taught")
    pipeline.run(scene("ball", 70), recipe, 0.0, BROUGHT)
    waiting[0][0].set_exception(AssertionError("an answer about another model"))
    result = pipeline.run(scene("ball", 70), recipe, HOLD_S, {OWN: learned.__wrapped__()})
    assert not result.errors and not len(result.detections) and len(waiting) == 2
