"""`python -m vision segment`: its forms, its errors, its exit status."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import PIL.Image
import pytest

from rig.tesseract import needs
from vision.commands import segment as command
from vision.layout.generate import WORDS, PageSpec, draw_page
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


def test_two_files_of_one_name_do_not_replace_each_other(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(page), str(page), "--format", "csv", "--out", str(tmp_path / "out")) == 1
    assert files(tmp_path / "out") == ["page.csv"]
    assert "Another file of this name" in capsys.readouterr().err


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@needs("eng")
@pytest.mark.parametrize("form", ["txt", "pdf", "alto"])
def test_words_are_read_into_the_form(form: str, page: Path, tmp_path: Path) -> None:
    assert run(str(page), "--read", "eng", "--format", form, "--out", str(tmp_path / "out")) == 0
    (file,) = (tmp_path / "out").iterdir()
    told = pdf_text(file) if form == "pdf" else file.read_text()
    assert len([word for word in WORDS if word in told]) > 5


def pdf_text(file: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return str(document[0].get_textpage().get_text_range())


def test_what_cannot_be_read_is_said_before_any_work(page: Path, tmp_path: Path) -> None:
    with pytest.raises(VisionError, match="--read"):
        run(str(page), "--format", "txt")
    with pytest.raises(VisionError, match="--out"):
        run(str(page), "--format", "pdf", "--read", "eng")
    with pytest.raises(VisionError, match="installed"):
        run(str(page), "--read", "xyz")


def several(file: Path, count: int = 3) -> Path:
    drawn = [PIL.Image.fromarray(draw_page(PageSpec(700, 300, (n,), letter=18)).image) for n in range(3, 3 + count)]
    drawn[0].save(file, save_all=True, append_images=drawn[1:], resolution=300)
    return file


@pytest.mark.parametrize("name", ["scan.pdf", "scan.tif"])
def test_each_page_of_a_file_has_its_number(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = several(tmp_path / name)
    assert run(str(file)) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["page"], len(row["lines"])) for row in rows] == [(1, 3), (2, 4), (3, 5)]
    assert run(str(file), "--pages", "2-", "--format", "csv", "--out", str(tmp_path / "out")) == 0
    assert files(tmp_path / "out") == ["scan-002.csv", "scan-003.csv"]
    with pytest.raises(VisionError, match="3-7"):
        run(str(file), "--pages", "two")


def test_what_was_done_to_show_a_page_goes_to_standard_error(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dim = PIL.Image.open(page).convert("L").convert("I;16")
    dim.save(tmp_path / "dim.tif")
    assert run(str(tmp_path / "dim.tif")) == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)["lines"]) == 10
    assert told.err.startswith("dim.tif: Its numbers fill a small part of their range") and told.err.count("\n") == 1


def test_a_folder_stands_for_its_pages(page: Path, tmp_path: Path) -> None:
    (page.parent / "notes.txt").write_text("no picture")
    assert run(str(page.parent), "--format", "csv", "--out", str(tmp_path / "out")) == 0
    assert files(tmp_path / "out") == ["page.csv"]


def test_a_resumed_run_leaves_alone_what_is_written(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "page.csv").write_text("mine")
    assert run(str(page), "--format", "csv", "--out", str(out), "--resume") == 0
    assert (out / "page.csv").read_text() == "mine"
    assert run(str(page), "--format", "csv", "--out", str(out)) == 0
    assert (out / "page.csv").read_text() != "mine"
