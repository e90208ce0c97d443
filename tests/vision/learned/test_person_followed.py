"""A person's outline in a video, with a network that knows the truth and answers when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.learned import person_followed
from vision.learned.person import HEIGHT, WIDTH
from vision.learned.person_followed import Followed, follow_person
from vision.processor import Moment
from vision.types import Image, as_image

RNG = np.random.default_rng(8)
ROOM = as_image(cv2.resize(RNG.integers(0, 200, (36, 64, 3), np.uint8), (WIDTH, HEIGHT)))
SUIT = as_image(cv2.resize(RNG.integers(0, 85, (24, 16, 3), np.uint8), (64, 96))) + np.array([135, 0, 0], np.uint8)
TOP = 30


def scene(left: int) -> Image:
    """Somebody in a red suit, who stands so far from the left, in a room with little red."""
    image = ROOM.copy()
    image[..., 0] = ROOM[..., 0] // 2
    image[TOP : TOP + 96, left : left + 64] = SUIT
    return image


def truth(left: int) -> NDArray[np.bool_]:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[TOP : TOP + 96, left : left + 64] = True
    return mask


class Worker:
    """Answers when told to."""

    def __init__(self) -> None:
        self.open: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        answer: Future[Any] = Future()
        self.open.append((answer, lambda: work(*args)))
        return answer

    def waiting(self) -> int:
        return sum(not answer.cancelled() for answer, _ in self.open)

    def answer(self) -> None:
        for answer, work in self.open:
            if answer.set_running_or_notify_cancel():
                answer.set_result(work())
        self.open.clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Image]:
    """The pictures of which the network was asked; it takes what is red for a person."""
    pictures: list[Image] = []

    def share(seen: Image) -> NDArray[np.float32]:
        pictures.append(seen)
        return (cv2.blur(seen[..., 0], (3, 3)) > 120).astype(np.float32)

    monkeypatch.setattr(person_followed, "person_share", share)
    return pictures


def test_a_late_answer_goes_along_with_who_moves(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    for i in range(1, 6):
        share, state = follow_person(scene(60 + 2 * i), state, Moment(i / 30, worker.submit))
        found, true = share > 0.5, truth(60 + 2 * i)
        assert (found & true).sum() / (found | true).sum() > 0.93
        worker.answer()
    assert len(asked) == 6 and worker.waiting() == 0


def test_there_is_one_question_at_a_time(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    for i in range(4):
        _, state = follow_person(scene(60), state, Moment(i / 30, worker.submit))
    assert worker.waiting() == 1 and len(asked) == 1


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("step", [2, 4, 8, 30])
def test_what_somebody_stood_before_a_moment_ago_is_not_shown(step: int) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    share, _ = follow_person(scene(60 + step), state, Moment(1 / 30, worker.submit))
    uncovered = truth(60) & ~truth(60 + step)
    assert (share[uncovered] > 0.5).mean() < 0.1


def test_of_another_scene_nobody_is_known_before_its_answer(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    other = as_image(255 - scene(60)[::-1])
    share, state = follow_person(other, state, Moment(1 / 30, worker.submit))
    assert len(asked) == 1 and share.max() == 0
    worker.answer()
    share, state = follow_person(other, state, Moment(2 / 30, worker.submit))
    assert len(asked) == 2 and share.max() > 0.9


def test_somebody_who_changes_in_part_has_an_own_answer(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    masked = scene(60)
    masked[TOP : TOP + 20, 60:124] = ROOM[TOP : TOP + 20, 60:124] // 2
    share, _ = follow_person(masked, state, Moment(1 / 30, worker.submit))
    assert len(asked) == 2 and not worker.waiting()
    assert share[TOP + 2 : TOP + 16, 62:122].max() < 0.5 < share[TOP + 24 : TOP + 90, 62:122].min()


def test_an_empty_room_that_follows_shows_nothing_of_it(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    empty = ROOM.copy()
    empty[..., 0] //= 2
    share, _ = follow_person(empty, state, Moment(1 / 30, worker.submit))
    assert len(asked) == 1 and (share > 0.1).mean() < 0.01


def test_light_alone_asks_for_nothing_new(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    share, _ = follow_person(as_image(scene(60) + np.uint8(30)), state, Moment(1 / 30, worker.submit))
    assert len(asked) == 1 and ((share > 0.5) == truth(60)).mean() > 0.97


def test_an_old_answer_is_not_carried_on(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    _, state = follow_person(scene(60), state, Moment(0.1, worker.submit))
    assert len(asked) == 1
    follow_person(scene(60), state, Moment(0.2, worker.submit))
    assert len(asked) == 2


def test_an_answer_that_comes_after_a_newer_one_is_left(asked: list[Image]) -> None:
    worker, state = Worker(), Followed()
    _, state = follow_person(scene(60), state, Moment(0.0, worker.submit))
    _, state = follow_person(scene(60), state, Moment(1 / 30, worker.submit))  # its answer is late
    _, state = follow_person(scene(150), state, Moment(0.2, worker.submit))  # has its own
    worker.answer()
    share, state = follow_person(scene(150), state, Moment(0.22, worker.submit))
    assert state.told is not None and state.told.time_s == 0.2 and share[truth(60) & ~truth(150)].max() < 0.1


def test_where_answers_come_at_once_each_picture_has_its_own(asked: list[Image]) -> None:
    state = Followed()
    for i in range(4):
        share, state = follow_person(scene(60 + i), state, Moment(i / 30))
        assert ((share > 0.5) == truth(60 + i)).mean() > 0.97
    assert len(asked) == 4


def test_a_worker_that_has_begun_is_waited_for(asked: list[Image]) -> None:
    with ThreadPoolExecutor(1) as pool:
        started = threading.Event()

        def submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
            def begin() -> Any:
                started.set()
                return work(*args)

            answer = pool.submit(begin)
            started.wait()
            return answer

        share, _ = follow_person(scene(60), Followed(), Moment(0.0, submit))
    assert len(asked) == 1 and ((share > 0.5) == truth(60)).mean() > 0.97


@pytest.mark.usefixtures("asked")
def test_an_answer_that_failed_is_told_with_the_next_picture() -> None:
    worker, state = Worker(), Followed()
    for i in range(2):
        _, state = follow_person(scene(60), state, Moment(i / 30, worker.submit))
    worker.open[-1][0].set_exception(RuntimeError("out of memory"))
    with pytest.raises(RuntimeError):
        follow_person(scene(60), state, Moment(2 / 30, worker.submit))
