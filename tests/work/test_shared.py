"""What a job says of itself, read while it may end at any moment."""

from __future__ import annotations

from pathlib import Path

from work.shared import report, reported


def test_what_was_reported_last_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tray"
    path.touch()
    assert reported(path) == (0.0, "")
    report(path, 0.25, "Reading line 2 of 8")
    assert reported(path) == (0.25, "Reading line 2 of 8")


def test_a_job_that_has_just_ended_tells_nothing_more(tmp_path: Path) -> None:
    assert reported(tmp_path / "gone") == (0.0, "")
