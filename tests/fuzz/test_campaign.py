"""A minute of fuzzing; `make fuzz` goes on for ten with each kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.campaign import TARGETS, Tally, fuzz, run, some
from vision.types import VisionError

SECONDS = 60 / len(TARGETS)
FEWEST = 20  # how many fit into the time is the machine's affair


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_a_sentence_leaves_a_damaged_file(name: str, tmp_path: Path) -> None:
    tally = fuzz(name, 1, SECONDS, tmp_path)
    assert not tally.faults and tally.tried > FEWEST
    assert tally.opened or name == "model files"


def test_the_same_seed_draws_the_same_files() -> None:
    drawn: list[list[bytes]] = [[], []]
    for seen in drawn:
        some([b"one real file", b"and another"], 7, seen.append)
    assert drawn[0] == drawn[1] and len(set(drawn[0])) > 50


@pytest.mark.parametrize("fails", [ValueError, RuntimeError, KeyError])
def test_whatever_else_comes_is_a_fault(
    fails: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_file(data: bytes) -> None:
        raise VisionError("No.") if len(data) % 2 else fails("not so")

    monkeypatch.setitem(TARGETS, "recipes", (TARGETS["recipes"][0], open_file))
    tally: Tally = run("recipes", 1, 0.3, tmp_path / "last")
    assert tally.refused and tally.faults and "not so" in tally.faults[0]
