"""`teach` and `classify` on folders of pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.vision.teach.things import NAMES, scene
from vision.__main__ import main
from vision.imageio import save_jpeg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / "things" / name).mkdir(parents=True)
        for i in range(5):
            (tmp_path / "things" / name / f"{i}.jpg").write_bytes(save_jpeg(scene(name, i)))
    return tmp_path / "things"


def test_folders_are_learned_and_pictures_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model.json"
    (folder / "ball" / "notes.txt").write_text("no picture")
    assert main(["teach", str(folder), "--out", str(model)]) == 0
    told = capsys.readouterr()
    assert "left out in turn: 1.000 of 15" in told.out and "'ball': taken 5 for 'ball'" in told.out and not told.err
    photos = [tmp_path / f"{name}.jpg" for name in (*NAMES, "ring")]
    for photo in photos:
        photo.write_bytes(save_jpeg(scene(photo.stem, 40)))
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    assert main(["classify", str(model), *map(str, photos), str(tmp_path / "bad.jpg"), "--json"]) == 1
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["class"] for r in records[:4]] == [*NAMES, "none of these"]
    assert list(records[0]) == ["file", "class", "sure", "all"] and list(records[0]["all"]) == list(NAMES)
    assert records[0]["sure"] == max(records[0]["all"].values()) and set(records[4]) == {"file", "error"}
    assert main(["classify", str(model), str(photos[0])]) == 0
    assert "ball.jpg: ball (" in capsys.readouterr().out


def test_a_bad_picture_is_left_out_and_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ball" / "9.png").write_bytes(b"no picture")
    assert main(["teach", str(folder), "--out", str(tmp_path / "model.json")]) == 1
    assert "'9.png' was left out" in capsys.readouterr().err


def test_bad_input_is_one_sentence(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "no.json").write_text("{}")
    for words, says in (
        (["teach", str(tmp_path / "nowhere"), "--out", "m.json"], "There is no folder"),
        (["teach", str(tmp_path / "empty"), "--out", "m.json"], "at least two folders"),
        (["teach", str(folder), "--out", str(tmp_path / "a" / "m.json")], "cannot be written"),
        (["classify", str(tmp_path / "no.json"), "x.jpg"], "not a model"),
        (["classify", str(tmp_path / "none.json"), "x.jpg"], "cannot be read"),
    ):
        assert main(words) == 2
        told = capsys.readouterr().err.strip()
        assert says in told and "\n" not in told


def test_a_recipe_goes_by_what_was_taught(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, photo, out = tmp_path / "model.json", tmp_path / "a.png", tmp_path / "b.png"
    main(["teach", str(folder), "--out", str(model), "--features", "patches"])
    photo.write_bytes(save_jpeg(scene("book", 40)))
    found = tmp_path / "found.json"
    assert main(["apply", str(photo), str(out), "--taught", str(model), "--json", str(found), "--", "taught"]) == 0
    assert '"book"' in found.read_text()
    assert main(["apply", str(photo), str(out), "--", "taught"]) == 2
    assert "--taught MODEL.json" in capsys.readouterr().err
