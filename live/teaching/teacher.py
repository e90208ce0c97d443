"""Teacher: one visitor's lesson beside their video."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from live.video import workers
from live.video.processing import Shot
from vision.teach.answering import SURE, Answer, answer
from vision.teach.lesson import MOST_EXAMPLES, Example, Lesson, TaughtClass
from vision.teach.training import Learned, learn
from vision.types import Image, VisionError
from vision.words.said import N_, said, said_by

_log = logging.getLogger(__name__)
BETWEEN_S = 0.075
"""Between two pictures that are looked at: a hand moves meanwhile."""
NEW = N_("Thing {number}")
"""A class that has no name yet."""
_HELD_S = 1.5
"""A button counts as held for so long after it was last heard of."""


class Teacher:
    """Takes pictures of a video for the class that is held, learns after each change, and tells the newest answer.

    `see` is for `LiveStream.on_shot`; it returns at once. All methods may be called from any thread.
    """

    def __init__(
        self, lesson: Lesson, submit: Callable[..., Future[Any]] = workers.submit, between_s: float = BETWEEN_S
    ) -> None:
        self.sure = SURE
        self._between_s = between_s
        self._submit = submit
        self._lock = threading.Lock()
        self._lesson = lesson
        self._learned: Learned | None = None
        self._answer: Answer | None = None
        self._problem = ""
        self._class: int | None = None
        self._until = self._wanted = 0.0
        self._last = 0.0
        self._busy = self._taken = False

    @property
    def lesson(self) -> Lesson:
        return self._lesson

    @property
    def learned(self) -> Learned | None:
        """What is learned; None with fewer than two classes that have examples."""
        return self._learned

    @property
    def answer(self) -> Answer | None:
        """About the newest picture; None before there is one, and while nothing is learned."""
        return self._answer if self._learned is not None else None

    @property
    def problem(self) -> str:
        """The newest picture's, in a sentence; "" for none."""
        return self._problem

    @property
    def collecting(self) -> int | None:
        """The class that takes pictures now."""
        return self._class if self._wanted > 0 and time.monotonic() < self._until else None

    def hold(self, at: int) -> None:
        """Take pictures for this class until `release`, or until it is not said again for a while."""
        self._take(at, float("inf"), _HELD_S)

    def take(self, at: int, count: int) -> None:
        """Take so many pictures for this class."""
        self._take(at, count, 60.0)

    def release(self) -> None:
        """Take no more, but one if the button was held for less than a picture."""
        with self._lock:
            self._wanted = 0.0 if self._taken else min(self._wanted, 1.0)

    def _take(self, at: int, count: float, seconds: float) -> None:
        with self._lock:
            if 0 <= at < len(self._lesson.classes):
                self._taken = self._taken and at == self._class and self._wanted > 0
                self._class, self._wanted, self._until = at, count, time.monotonic() + seconds

    def change(self, edit: Callable[[Lesson], Lesson]) -> None:
        """Put another lesson in place of this one and learn it; raises what `edit` raises, and changes nothing then."""
        with self._lock:
            self._lesson = edit(self._lesson)
        self._learn()

    def open(self, learned: Learned) -> None:
        """Go on from a model."""
        with self._lock:
            self._lesson, self._learned = learned.lesson, learned
            self._answer = None

    def see(self, shot: Shot) -> None:
        """A picture of the video."""
        with self._lock:
            if self._busy or time.monotonic() - self._last < self._between_s:
                return
            self._busy, self._last = True, time.monotonic()
        self._submit(self._look, shot.raw)

    def _look(self, image: Image) -> None:
        try:
            self._collect(image)
            learned = self._learned
            self._answer = answer(learned, image, self.sure) if learned is not None else None
            self._problem = ""
        except VisionError as error:
            self._answer, self._problem = None, said_by(error)
        except Exception:
            _log.warning("a picture could not be learned from", exc_info=True)
            self._problem = said("The last picture could not be worked on.")
        finally:
            self._busy = False

    def _collect(self, image: Image) -> None:
        at = self.collecting
        if at is None:
            return
        example = Example.of(image, self._lesson.features)
        with self._lock:
            if at >= len(self._lesson.classes) or len(self._lesson.classes[at].examples) >= MOST_EXAMPLES:
                self._wanted = 0.0
                return
            self._lesson = self._lesson.with_example(at, example)
            self._wanted, self._taken = self._wanted - 1, True
        self._learn()

    def _learn(self) -> None:
        """Learn the newest lesson; what comes meanwhile is learned by whoever brought it."""
        lesson = self._lesson
        try:
            learned: Learned | None = learn(lesson, self._learned)
        except VisionError:
            learned = None
        with self._lock:
            if lesson is self._lesson:
                self._learned = learned


def renamed(lesson: Lesson, at: int, name: str) -> Lesson:
    """Raises VisionError for a name that cannot be."""
    return lesson.with_class(at, replace(lesson.classes[at], name=name.strip()))


def with_new_class(lesson: Lesson, called: str = NEW) -> Lesson:
    """One more empty class with a name of its own; raises VisionError when there are enough.

    called: with the place for its {number}.
    """
    names = (called.format(number=number) for number in range(1, 99))
    name = next(name for name in names if name not in lesson.names)
    return replace(lesson, classes=(*lesson.classes, TaughtClass(name)))


def without_class(lesson: Lesson, at: int) -> Lesson:
    return replace(lesson, classes=lesson.classes[:at] + lesson.classes[at + 1 :])
