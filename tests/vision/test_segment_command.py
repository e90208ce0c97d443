"""`python -m vision segment`: its forms, its errors, its exit status."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import PIL.Image
import pytest

from vision.commands import segment as command
from vision.layout.generate import PageSpec, draw_page
from vision.types import VisionError


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.png"
    PIL.Image.fromarray(draw_page(PageSpec(700, 300, (5, 5), letter=18)).image).save(file)
    return file


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["segment", *words])
    return int(args.run(args))


def test_json_lines(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(page), "--format", "jsonl") == 0
    row = json.loads(capsys.readouterr().out)
    assert row["file"] == str(page)
    assert len(row["lines"]) == 10 and len(row["columns"]) == 2
    assert row["ms"] > 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_bad_file_gets_a_line_and_the_rest_is_done(
    page: Path, tmp_path: Path, workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    assert run(str(bad), str(page), "--workers", workers) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["file"] == str(bad) and first["error"]
    assert len(second["lines"]) == 10


def test_files_in_a_directory(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for form, name in (
        ("page", "page.page.xml"),
        ("alto", "page.alto.xml"),
        ("hocr", "page.hocr"),
        ("csv", "page.csv"),
    ):
        assert run(str(page), "--format", form, "--out", str(out)) == 0
        assert (out / name).stat().st_size > 100


def test_two_files_of_one_name_are_refused(page: Path, tmp_path: Path) -> None:
    with pytest.raises(VisionError, match="same name"):
        run(str(page), str(page), "--out", str(tmp_path / "out"))
