"""What is taught is told again; what was left out, what is not known, and what is told about a lesson."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.vision.teach.things import NAMES, learned, lesson, scene
from vision.teach.answering import answer
from vision.teach.lesson import LONGEST_NAME, MOST_CLASSES, MOST_EXAMPLES, Example, Lesson, TaughtClass
from vision.teach.telling import accuracy, confusions, example_map, warnings
from vision.teach.training import learn
from vision.types import Image, VisionError, as_image


@pytest.mark.parametrize("light", [0.75, 1.0, 1.2])
def test_things_are_told_apart_at_other_places_and_in_other_light(light: float) -> None:
    told = [answer(learned(), scene(name, seed, light)).best for name in NAMES for seed in range(50, 56)]
    assert np.mean(np.array(told) == np.repeat(range(3), 6)) >= 0.95


def test_things_are_told_apart_before_another_wall() -> None:
    told = [answer(learned(), scene(name, seed, wall=3)).best for name in NAMES for seed in range(50, 56)]
    assert np.mean(np.array(told) == np.repeat(range(3), 6)) >= 0.8


def test_what_was_never_shown_is_none_of_these_and_what_was_is_known() -> None:
    strange = [answer(learned(), scene(name, seed)).verdict for name in ("ring", "nothing") for seed in range(80, 86)]
    known = [answer(learned(), scene(name, seed)).verdict for name in NAMES for seed in range(80, 90)]
    assert np.mean([v == "none" for v in strange]) >= 0.8 and np.mean([v != "none" for v in known]) >= 0.9


def test_an_answer_holds_shares_and_the_most_alike_examples() -> None:
    found = answer(learned(), scene("book", 70))
    assert found.name == "book" and found.sure == pytest.approx(found.shares.max()) and found.sure > 0.6
    assert found.shares.sum() == pytest.approx(1) and found.shares.shape == (3,)
    assert {learned().space.label[at] for at in found.nearest} == {1} and len(set(found.nearest)) == 5
    assert answer(learned(), scene("book", 70), sure=1.0).name == "not sure"


def test_a_taught_picture_is_most_like_itself() -> None:
    example = learned().lesson.examples()[11]
    assert answer(learned(), example.image()).nearest[0] == 11


def test_learning_goes_on_as_if_from_the_beginning() -> None:
    more = lesson().with_example(1, Example.of(scene("book", 99)))
    anew, further = learn(more), learn(more, learned())
    np.testing.assert_allclose(further.rows, anew.rows, atol=1e-5)
    np.testing.assert_allclose(further.space.left_out, anew.space.left_out, atol=1e-3)
    fewer = learn(more.without_example(1, 8), further)
    np.testing.assert_allclose(fewer.rows, learned().rows, atol=1e-5)


def test_examples_are_not_asked_about_themselves() -> None:
    """Of pictures without anything in common, leaving one out tells nothing; themselves would tell all."""
    random = np.random.default_rng(0)
    noise = [as_image(random.integers(0, 256, (120, 160, 3), dtype=np.uint8)) for _ in range(24)]
    halves = [TaughtClass(n, tuple(map(Example.of, part))) for n, part in (("a", noise[:12]), ("b", noise[12:]))]
    table = confusions(learn(Lesson(tuple(halves))))
    assert table.sum() == 24 and 0.1 < np.trace(table) / 24 < 0.9


def test_the_table_of_confusions_counts_each_example_once() -> None:
    table = confusions(learned())
    assert table.sum(axis=1).tolist() == [8, 8, 8] and accuracy(learned()) >= 0.9


def test_examples_of_one_class_lie_together_on_the_map() -> None:
    found = example_map(learned())
    middles = np.stack([found.points[learned().space.label == at].mean(axis=0) for at in range(3)])
    away = np.linalg.norm(found.points[:, None] - middles, axis=2).argmin(axis=1)
    assert found.points.shape == (24, 2) and np.mean(away == learned().space.label) >= 0.9
    row = answer(learned(), scene("star", 60)).row
    assert np.linalg.norm(found.place(row) - middles, axis=1).argmin() == 2
    np.testing.assert_allclose(found.place(learned().rows[3]), found.points[3], atol=1e-4)


@pytest.mark.parametrize(("light", "word"), [(0.4, "darker"), (1.5, "brighter")])
def test_light_that_differs_is_said_in_words(light: float, word: str) -> None:
    odd = TaughtClass("book", tuple(Example.of(scene("book", i, light)) for i in range(5)))
    told = warnings(lesson(5).with_class(1, odd))
    assert any(word in sentence and "'book'" in sentence for sentence in told)
    assert not warnings(lesson(5))


def test_another_place_is_said_in_words() -> None:
    odd = TaughtClass("star", tuple(Example.of(scene("star", i, wall=1)) for i in range(5)))
    assert any("stands behind 'star'" in sentence for sentence in warnings(lesson(5).with_class(2, odd)))


def test_unequal_counts_are_said() -> None:
    few = lesson(6).with_class(0, TaughtClass("ball", lesson(2).classes[0].examples))
    assert "has 6 examples and 'ball' 2" in warnings(few)[0]


def shot(height: int, width: int) -> Image:
    return as_image(np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8))


@pytest.mark.parametrize("size", [(240, 320), (320, 240), (37, 41), (1, 1), (500, 200)])
def test_pictures_of_any_size_are_learned_from(size: tuple[int, int]) -> None:
    example = Example.of(shot(*size))
    assert max(example.image().shape) == 160 and answer(learned(), shot(*size)).shares.sum() == pytest.approx(1)


def test_a_strip_is_refused_in_a_sentence() -> None:
    with pytest.raises(VisionError, match="too narrow"):
        Example.of(shot(20, 400))


def test_a_lesson_has_its_limits() -> None:
    one = Example.of(shot(60, 80))
    with pytest.raises(VisionError, match="at least two classes"):
        learn(Lesson((TaughtClass("a", (one,)), TaughtClass("b"))))
    with pytest.raises(VisionError, match="at most 6"):
        Lesson(tuple(TaughtClass(str(i)) for i in range(MOST_CLASSES + 1)))
    with pytest.raises(VisionError, match="more than 100"):
        Lesson((TaughtClass("a", (one,) * MOST_EXAMPLES),)).with_example(0, one)
    for name in ("", "  ", "x" * (LONGEST_NAME + 1)):
        with pytest.raises(VisionError, match="needs a name"):
            Lesson((TaughtClass(name),))
    with pytest.raises(VisionError, match="Two classes are called 'a'"):
        Lesson((TaughtClass("a"), TaughtClass("a")))
    with pytest.raises(VisionError, match="not known"):
        learn(replace(lesson(1), features="psychic", classes=tuple(_bare(lesson(1)))))


def _bare(given: Lesson) -> list[TaughtClass]:
    return [replace(c, examples=tuple(Example(e.jpeg) for e in c.examples)) for c in given.classes]


def test_one_example_of_each_is_enough_to_begin() -> None:
    begun = learn(lesson(1))
    assert answer(begun, scene("star", 1)).best == 2
    assert learn(Lesson((*lesson(1).classes, TaughtClass("empty")))).space.to_classes(begun.rows[0]).argmax() == 0
