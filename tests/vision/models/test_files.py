from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from vision.models.files import FOLDER, has_model, model_path, on_disk, put_whole, read_model
from vision.models.record import Model
from vision.models.shelf import SHELF, YUNET, model_called
from vision.types import NotThereError, VisionError

BODY = b"a small model"
MODEL = Model("small.onnx", len(BODY), hashlib.sha256(BODY).hexdigest(), "MIT", "a shelf", "", "The test")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in (FOLDER, YUNET.environment):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "vision-booth"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "own").mkdir()
    monkeypatch.setenv(FOLDER, str(tmp_path / "own"))
    return tmp_path / "own"


def test_what_lies_in_the_cache_must_be_the_model(cache: Path) -> None:
    assert not has_model(MODEL) and not on_disk(MODEL).usable
    with pytest.raises(NotThereError, match="download it first"):
        read_model(MODEL)
    put_whole(b"not it", cache / MODEL.name)
    assert has_model(MODEL) and not on_disk(MODEL).usable
    with pytest.raises(VisionError, match="damaged"):
        read_model(MODEL)
    put_whole(BODY, cache / MODEL.name)
    assert on_disk(MODEL).usable and read_model(MODEL) == BODY


def test_a_file_of_the_hosts_own_is_taken_and_its_sum_told(folder: Path, cache: Path) -> None:
    put_whole(BODY, cache / MODEL.name)
    assert not on_disk(MODEL).own
    (folder / MODEL.name).write_bytes(b"another one")
    here = on_disk(MODEL)
    assert here.own and here.usable and here.sha256 == hashlib.sha256(b"another one").hexdigest()
    assert read_model(MODEL) == b"another one"


def test_a_file_that_changes_is_looked_at_anew(folder: Path) -> None:
    sums = []
    for body in (b"one", b"another"):
        (folder / MODEL.name).write_bytes(body)
        sums.append(on_disk(MODEL).sha256)
    assert sums[0] != sums[1]


def test_the_environment_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUNET_MODEL", str(tmp_path / "mine.onnx"))
    assert model_path(YUNET) == tmp_path / "mine.onnx" and not has_model(YUNET)
    (tmp_path / "mine.onnx").write_bytes(b"not it")
    with pytest.raises(VisionError, match="damaged"):
        read_model(YUNET)


@pytest.mark.parametrize("model", SHELF, ids=lambda m: m.name)
def test_every_record_says_what_a_visitor_and_an_engineer_must_know(model: Model) -> None:
    assert model.size > 0 and len(model.sha256) == 64 and int(model.sha256, 16)
    assert model.url.startswith("https://")
    assert all((model.licence, model.source, model.use, model.input, model.output))
    if model.package:
        assert model.package.member.endswith(model.name) and model.package.size > model.size


def test_a_model_is_called_by_its_name_or_how_it_begins() -> None:
    assert model_called("yolox").name == "yolox_nano.onnx"
    for wrong in ("face", "", "nothing"):
        with pytest.raises(VisionError, match=r"it holds face_detection_yunet_2023mar\.onnx, "):
            model_called(wrong)


def test_the_button_can_say_size_source_and_licence() -> None:
    assert (YUNET.size, YUNET.licence, YUNET.source) == (232_589, "MIT", "OpenCV model zoo")


def test_the_document_holds_the_shelf() -> None:
    told = (Path(__file__).parents[3] / "docs" / "models.md").read_text()
    for m in SHELF:
        package = f"{m.package.name} {m.package.version} " if m.package else ""
        assert f"| {m.name} | {m.size:,} | {m.licence} | {m.use} | {package}|" in told
