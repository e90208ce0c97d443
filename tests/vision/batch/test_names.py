"""What a command's words name, without holding it."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from vision.batch.names import count, files
from vision.imageio.remote import File
from vision.types import VisionError


def is_picture(file: File) -> bool:
    return file.suffix == ".png"


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    (folder / "deep").mkdir(parents=True)
    for name in ("b.png", "a.png", "notes.txt", "deep/c.png"):
        (folder / name).touch()
    return folder


def told(words: Sequence[str]) -> list[str]:
    return [file.name for file in files(words, is_picture)]


def test_folders_patterns_lists_and_files_in_their_order(scans: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text(f"{scans}/deep\n\n{scans}/notes.txt\n")
    assert told([str(scans)]) == ["a.png", "b.png"]
    assert sorted(told([f"{scans}/**/*.*"])) == ["a.png", "b.png", "c.png"]
    assert told([f"@{names}", f"{scans}/b.png"]) == ["c.png", "notes.txt", "b.png"]
    assert count([f"@{names}"], is_picture) == 2


def test_a_list_may_come_through_a_pipe(scans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{scans}/b.png\n"))
    assert told(["@-"]) == ["b.png"] and count(["@-"], is_picture) is None


def test_what_is_not_there_is_said(scans: Path, tmp_path: Path) -> None:
    with pytest.raises(VisionError, match="cannot be read"):
        told(["@" + str(tmp_path / "no.txt")])
    with pytest.raises(VisionError, match="no picture"):
        told([f"{scans}/*.tif"])


def test_two_hundred_thousand_names_take_no_more_memory_than_a_tenth(tmp_path: Path) -> None:
    def peak(many: int) -> int:
        names = tmp_path / f"{many}.txt"
        names.write_text("".join(f"scan-{n:07}.png\n" for n in range(many)))
        tracemalloc.start()
        assert sum(1 for _ in files([f"@{names}"], is_picture)) == many
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(200_000) < peak(20_000) + 20_000_000  # held, they are 80 MB; the table of words is some
