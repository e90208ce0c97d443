"""Files by addresses: what they stand for, their bytes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from vision.__main__ import main
from vision.batch.names import count, files
from vision.commands.pages import is_picture
from vision.imageio import save_png
from vision.imageio.remote import RemoteFile, is_remote, remote_files
from vision.layout.generate import PageSpec, draw_page
from vision.types import VisionError


@pytest.fixture
def store() -> Iterator[str]:
    """A store in memory with two pages, a text, and a page further down."""
    system = fsspec.filesystem("memory")
    page = save_png(draw_page(PageSpec(400, 300, (4,), letter=18)).image)
    for name, data in (("b.png", page), ("a.png", page), ("notes.txt", b"text"), ("deep/c.png", page)):
        system.pipe_file(f"/scans/{name}", data)
    yield "memory://scans/"
    system.rm("/scans", recursive=True)


def urls(word: str) -> list[str]:
    return [str(file) for file in files([word], is_picture)]


def test_an_address_is_told_from_a_path() -> None:
    assert is_remote("s3://bucket/a.png") and is_remote("zip://a.png::file:///b.zip")
    assert not any(map(is_remote, ("a.png", "/a/b.png", "C:/a.png", "C:\\a.png", "@names.txt", "**/*.png")))


def test_its_name_is_that_of_the_file_itself() -> None:
    for url in (
        "s3://bucket/box/scan 1.tif",
        "https://host/box/scan 1.tif?key=a/b",
        "zip://box/scan 1.tif::s3://b.zip",
    ):
        file = RemoteFile(url)
        assert (file.name, file.stem, file.suffix, str(file)) == ("scan 1.tif", "scan 1", ".tif", url)


def test_folders_patterns_lists_and_single_ones(store: str, tmp_path: Path) -> None:
    assert urls(store) == ["memory:///scans/a.png", "memory:///scans/b.png"]
    assert urls(store + "**/*.*")[-1] == "memory:///scans/deep/c.png"
    assert urls(store + "a.png") == ["memory://scans/a.png"] and urls("s3://never/asked.png") == [
        "s3://never/asked.png"
    ]
    names = tmp_path / "names.txt"
    names.write_text(f"{store}deep/\n{store}b.png\n")
    assert urls(f"@{names}") == ["memory:///scans/deep/c.png", "memory://scans/b.png"]
    assert count([f"@{names}"], is_picture) == 2


def test_files_inside_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("box/a.png", b"one")
        archive.writestr("box/b.txt", b"two")
    found = list(remote_files(f"zip://box/*::file://{tmp_path}/all.zip", is_picture))
    assert [file.read() for file in found] == [b"one"] and found[0].name == "a.png"


def test_the_first_bytes_alone(store: str) -> None:
    assert RemoteFile(store + "a.png").read(4) == b"\x89PNG"


def test_segment_reads_addresses_and_goes_on_after_one_that_is_not_there(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["segment", store + "a.png", store + "gone.png", store + "b.png", "--format", "csv", "--out", str(tmp_path)]
    assert main(words) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
    assert "memory://scans/gone.png is not there." in capsys.readouterr().err


def test_apply_takes_one_and_many(store: str, tmp_path: Path) -> None:
    assert main(["apply", store + "a.png", str(tmp_path / "one.png"), "--", "invert"]) == 0
    assert main(["apply", store, str(tmp_path / "many"), "--", "invert"]) == 0
    assert (tmp_path / "many/b.png").stat().st_size > 0 and (tmp_path / "one.png").stat().st_size > 0


@pytest.mark.parametrize("url", ["nonsense://a/*.png", "zip://*.png::file:///no/such.zip", "file:///no/such/"])
def test_what_cannot_be_listed_is_one_sentence(url: str) -> None:
    with pytest.raises(VisionError, match=r"(cannot be read: .*|is not there)\.$"):
        urls(url)


def test_without_fsspec_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(VisionError, match=r"needs fsspec: pip install 'vision-booth\[batch\]'"):
        RemoteFile("memory://a.png").read()
