"""A run to its end, and one that is stopped: counted, said, and ready to go on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vision.batch.engines import Here
from vision.batch.progress import Tally, clock
from vision.batch.results import Folder
from vision.batch.run import STOPPED, carry_out


def test_what_is_told_while_it_runs_and_at_its_end() -> None:
    tally = Tally(total=2000, well=118, failed=2, left_alone=80, began=0)
    assert tally.line(12) == "200 of 2000, 2 failed, 10.0 a second, 3:00 left"
    assert Tally(began=0, well=5).line(2) == "5, 2.5 a second"
    told = tally.summary(12, stopped=True)
    assert told.startswith("118 written, 2 failed, 80 were there already, in 0:12 (10.0 a second).")
    assert "--resume" in told and "--resume" not in tally.summary(12, stopped=False)
    assert clock(43205) == "12:00:05"


def test_a_part_that_failed_makes_the_exit_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    def ends(deliver: Any) -> int:
        return carry_out(Here(), abs, [-1, -2], deliver, lost=0, tally=Tally(), summary=True)

    assert ends(lambda thing, answer: answer == -thing) == 0
    assert ends(lambda thing, answer: answer == 1) == 1
    assert "1 written, 1 failed" in capsys.readouterr().err


def test_ctrl_c_leaves_a_run_that_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    def things() -> Iterator[int]:
        yield 1
        raise KeyboardInterrupt

    class Closing(Here):
        closed = False

        def answers(self, work: Any, things: Iterable[Any], lost: Any) -> Iterator[tuple[Any, Any]]:
            try:
                yield from super().answers(work, things, lost)
            finally:
                self.closed = True

    engine = Closing()
    assert carry_out(engine, abs, things(), lambda *_: True, lost=0, tally=Tally(), summary=True) == STOPPED
    assert engine.closed and "1 written, 0 failed" in capsys.readouterr().err


def test_a_result_is_written_whole_and_only_once_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("of the run before")
    folder = Folder(tmp_path, resume=True)
    assert folder.has("old.csv") and not folder.has("new.csv")
    assert not folder.write("new.csv", b"all of it") and (tmp_path / "new.csv").read_bytes() == b"all of it"
    assert not folder.has("new.csv")
    assert "Another file of this name" in folder.write("new.csv", b"another")
    assert (tmp_path / "new.csv").read_bytes() == b"all of it"
    assert "cannot be written" in folder.write("no/such/place.csv", b"")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["new.csv", "old.csv"]


def test_ctrl_c_while_a_result_is_written_waits_for_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Folder(tmp_path, resume=True)

    def deliver(thing: int, answer: int) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return not folder.write(f"{thing}.txt", b"whole")

    before = signal.getsignal(signal.SIGINT)
    assert carry_out(Here(), abs, range(3), deliver, lost=0, tally=Tally(), summary=True) == STOPPED
    assert signal.getsignal(signal.SIGINT) is before
    assert [file.name for file in tmp_path.iterdir()] == ["0.txt"] and "1 written, 0 failed" in capsys.readouterr().err
