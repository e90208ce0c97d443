"""A teacher beside a video: what is held is collected, what is changed is learned, and no frame waits."""

from __future__ import annotations

import time
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from live.teaching import teacher as teaching
from live.teaching.teacher import Teacher, renamed, with_new_class, without_class
from live.video.processing import Shot
from tests.live.clock import Clock, stopped
from tests.vision.teach.things import NAMES, learned, lesson, scene
from vision.processor import run_now
from vision.teach.lesson import MOST_CLASSES, Lesson, TaughtClass
from vision.types import Image, VisionError


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped(monkeypatch, teaching)


def shot(image: Image) -> Shot:
    return Shot(image, image, time.monotonic())


def empty() -> Teacher:
    return Teacher(Lesson(tuple(map(TaughtClass, NAMES))), run_now, 0.0)


def counts(teacher: Teacher) -> list[int]:
    return [len(kept.examples) for kept in teacher.lesson.classes]


def test_so_many_pictures_as_were_asked_for_are_taken_and_learned() -> None:
    teacher = empty()
    for at, name in enumerate(NAMES):
        teacher.take(at, 4)
        for seed in range(7):
            teacher.see(shot(scene(name, seed)))
        assert counts(teacher)[at] == 4 and teacher.collecting is None
    for name in NAMES:
        teacher.see(shot(scene(name, 40)))
        assert teacher.answer is not None and teacher.answer.names[teacher.answer.best] == name


def test_a_held_class_collects_until_it_is_let_go_or_forgotten(clock: Clock) -> None:
    teacher = empty()
    teacher.hold(1)
    teacher.see(shot(scene("book", 1)))
    assert teacher.collecting == 1
    teacher.release()
    teacher.see(shot(scene("book", 2)))
    assert counts(teacher) == [0, 1, 0]
    teacher.hold(1)
    clock.now += 1.4
    teacher.see(shot(scene("book", 3)))
    assert counts(teacher) == [0, 2, 0] and teacher.collecting == 1
    clock.now += 0.2
    teacher.see(shot(scene("book", 4)))
    assert counts(teacher) == [0, 2, 0] and teacher.collecting is None
    teacher.hold(7)
    assert teacher.collecting is None


def test_a_press_shorter_than_a_picture_still_takes_one() -> None:
    teacher = empty()
    teacher.hold(2)
    teacher.release()
    for seed in range(3):
        teacher.see(shot(scene("star", seed)))
    assert counts(teacher) == [0, 0, 1]
    teacher.hold(2)
    teacher.see(shot(scene("star", 4)))
    teacher.release()
    teacher.see(shot(scene("star", 5)))
    assert counts(teacher) == [0, 0, 2]


def test_a_class_that_is_full_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching, "MOST_EXAMPLES", 2)
    teacher = empty()
    teacher.take(0, 9)
    for seed in range(5):
        teacher.see(shot(scene("ball", seed)))
    assert counts(teacher) == [2, 0, 0] and teacher.collecting is None


def test_a_change_is_learned_at_once_and_a_refused_one_changes_nothing() -> None:
    teacher = Teacher(lesson(4), run_now, 0.0)
    teacher.change(lambda given: given.without_example(0, 0))
    assert counts(teacher) == [3, 4, 4] and teacher.learned is not None and len(teacher.learned.rows) == 11
    with pytest.raises(VisionError):
        teacher.change(lambda given: renamed(given, 0, "book"))
    assert teacher.lesson.names == NAMES
    teacher.change(lambda given: renamed(given, 0, " tennis ball "))
    assert teacher.lesson.names[0] == "tennis ball" and teacher.learned.lesson.names[0] != ""
    teacher.change(lambda given: without_class(without_class(given, 0), 0))
    assert teacher.learned is None and teacher.answer is None


def test_classes_are_added_up_to_the_limit() -> None:
    given = lesson(1)
    for _ in range(MOST_CLASSES - len(given.classes)):
        given = with_new_class(given)
    assert len(set(given.names)) == MOST_CLASSES
    with pytest.raises(VisionError, match="at most"):
        with_new_class(given)


def test_an_opened_model_answers() -> None:
    teacher = empty()
    teacher.open(learned())
    teacher.see(shot(scene("star", 33)))
    assert teacher.answer is not None and teacher.answer.name == "star"


def test_pictures_that_come_while_one_is_worked_on_are_passed_over() -> None:
    waiting: list[Any] = []

    def later(work: Any, *args: Any) -> Future[Any]:
        waiting.append((work, args))
        return Future()

    teacher = Teacher(lesson(2), later, 0.0)
    for seed in range(5):
        teacher.see(shot(scene("ball", seed)))
    assert len(waiting) == 1
    work, args = waiting.pop()
    work(*args)
    teacher.see(shot(scene("ball", 9)))
    assert len(waiting) == 1


def test_a_picture_that_cannot_be_learned_from_is_a_sentence() -> None:
    teacher = empty()
    teacher.open(learned())
    teacher.see(shot(np.zeros((20, 400, 3), np.uint8)))
    assert "too narrow" in teacher.problem and teacher.collecting is None
    teacher.see(shot(scene("ball", 3)))
    assert not teacher.problem
