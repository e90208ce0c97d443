"""What a job says of itself, read while it may end at any moment."""

from __future__ import annotations

from pathlib import Path

from vision.words.said import Said, said
from work.shared import report, reported


def test_what_was_reported_last_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tray"
    path.touch()
    assert reported(path) == (0.0, "")
    report(path, 0.25, "Reading line 2 of 8")
    assert reported(path) == (0.25, "Reading line 2 of 8")


def test_a_report_can_be_said_in_another_language(tmp_path: Path) -> None:
    path = tmp_path / "tray"
    path.touch()
    report(path, 0.5, said("Reading line {line} of {count}", line=2, count=8))

    words = reported(path)[1]

    assert isinstance(words, Said)
    assert (words.template, words.values) == ("Reading line {line} of {count}", {"line": 2, "count": 8})


def test_a_report_without_end_has_no_words(tmp_path: Path) -> None:
    path = tmp_path / "tray"
    path.touch()
    report(path, 0.5, "x" * 3998)
    assert reported(path) == (0.5, "x" * 3998)
    report(path, 0.75, "x" * 3999)
    assert reported(path) == (0.75, "")


def test_half_a_report_has_no_words(tmp_path: Path) -> None:
    path = tmp_path / "tray"
    path.touch()
    report(path, 0.5, said("Reading line {line} of {count}", line=2, count=8))
    path.write_bytes(path.read_bytes()[:-5])
    assert reported(path) == (0.5, "")


def test_a_job_that_has_just_ended_tells_nothing_more(tmp_path: Path) -> None:
    assert reported(tmp_path / "gone") == (0.0, "")
