"""Engines: the answers in order, few things under way at a time, and what a process that dies costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.vision.batch import things
from vision.batch.engines import AHEAD, Engine, Here, Processes

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.mark.parametrize("engine", [Here(), Processes(2)], ids=["here", "processes"])
def test_the_answers_come_in_the_order_of_the_things(engine: Engine) -> None:
    assert list(engine.answers(abs, iter(range(-30, 0)), lost=-1)) == [(n, -n) for n in range(-30, 0)]
    assert not list(engine.answers(abs, iter([]), lost=-1))


def test_the_processes_share_the_work() -> None:
    numbers = {pid for _, pid in Processes(2).answers(things.process_number, range(12), lost=-1)}
    assert len(numbers) == 2


def test_things_are_not_asked_for_long_before_their_turn() -> None:
    asked: list[int] = []

    def stream() -> Iterator[int]:
        for n in range(1000):
            asked.append(n)
            yield n

    answers = Processes(2).answers(abs, stream(), lost=-1)
    for _ in range(10):
        next(answers)
    assert len(asked) <= 10 + 2 * AHEAD
    answers.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_costs_at_most_one_thing(tmp_path: Path) -> None:
    names = [f"{n:03}" for n in range(60)]
    names[20], names[40], names[59] = "once", "kill", "kill"
    work = partial(things.killer, once=tmp_path / "mark")
    answers = list(Processes(2).answers(work, iter(names), "lost"))
    assert answers == [(name, "lost" if name == "kill" else name) for name in names]
