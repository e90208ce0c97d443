"""A file in a process of its own answers, and harms nobody when it does not."""

from __future__ import annotations

import os
import signal

import psutil
import pytest

from vision.types import VisionError
from work import companion
from work.companion import Companion

ENDED = "It takes too long."


def reading(data: bytes, most_bytes: int | None = None) -> Companion:
    return Companion("tests.work.reversing", data, ENDED, most_bytes)


def process_of(asked: Companion) -> psutil.Process:
    assert asked._process is not None
    return psutil.Process(asked._process.pid)


def test_it_answers_one_question_after_the_other() -> None:
    asked = reading(b"abc")
    assert [bytes(asked.ask(place)) for place in (0, 2, 0, 3)] == [b"cba.", b"a.", b"cba.", b"."]


def test_its_own_complaint_is_raised_here_and_the_next_question_is_put_to_another() -> None:
    asked = reading(b"abc!")
    for _ in range(2):
        with pytest.raises(VisionError, match="This file shouts"):
            asked.ask(0)


def test_one_that_dies_is_replaced() -> None:
    asked = reading(b"abc")
    asked.ask(0)
    process_of(asked).kill()
    process_of(asked).wait(10)
    assert bytes(asked.ask(0)) == b"cba."


def test_one_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companion, "_ANSWER_S", 0.5)
    asked = reading(b"abc")
    asked.ask(0)
    process = process_of(asked)
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(VisionError, match=ENDED):
        asked.ask(0)
    assert not process.is_running()


def test_it_has_no_more_memory_than_it_is_given() -> None:
    with pytest.raises(VisionError, match=ENDED):
        reading(bytes(30_000_000), most_bytes=20_000_000).ask(0)


def test_it_ends_with_who_asks() -> None:
    asked = reading(b"abc")
    asked.ask(0)
    process = process_of(asked)
    del asked
    process.wait(10)


def test_one_that_always_fails_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = reading(b"!")
    for _ in range(3):
        with pytest.raises(VisionError, match="shouts"):
            asked.ask(0)
    monkeypatch.setattr(asked, "_start", None)
    with pytest.raises(VisionError, match=ENDED):
        asked.ask(0)
