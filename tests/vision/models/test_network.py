"""Networks are read once, run on one thread, and go when nobody asks; broken files are a sentence."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.vision.models.tiny import doubled
from vision.models import network as networks
from vision.models.files import FOLDER
from vision.models.network import give_back, network
from vision.models.onnx_file import nodes, with_output
from vision.models.record import Model
from vision.models.shelf import PERSON
from vision.types import NotThereError, VisionError

DATA = doubled()
MODEL = Model("tiny.onnx", len(DATA), hashlib.sha256(DATA).hexdigest(), "MIT", "the test", "", "The test")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(networks, "_loaded", {})
    (tmp_path / MODEL.name).write_bytes(DATA)
    return tmp_path


def test_it_is_loaded_once_and_given_back() -> None:
    first = network(MODEL)
    assert network(MODEL) is first
    assert np.array_equal(first.run(np.array([1, 2, 3], np.float32))[0], [3, 5, 7])
    give_back(3600.0)
    assert network(MODEL) is first, "it was asked for just now"
    give_back()
    assert network(MODEL) is not first


def test_an_inner_layer_comes_as_one_more_output() -> None:
    outer, inner = network(MODEL, "twice").run(np.array([1, 2, 3], np.float32))
    assert np.array_equal(outer, [3, 5, 7]) and np.array_equal(inner, [2, 4, 6])


def test_the_layers_of_a_file_can_be_read() -> None:
    assert [(n.kind, n.takes, n.gives) for n in nodes(DATA)] == [
        ("Add", ("x", "x"), ("twice",)),
        ("Add", ("twice", "one"), ("y",)),
    ]
    assert nodes(with_output(DATA, "twice")) == nodes(DATA)


@pytest.mark.parametrize("data", [b"nonsense", DATA[: len(DATA) // 2], b"\xff" * 40])
def test_a_broken_file_is_one_sentence(data: bytes, folder: Path) -> None:
    (folder / MODEL.name).write_bytes(data)
    with pytest.raises(VisionError, match="cannot be read as a network"):
        network(MODEL)


def test_a_broken_small_file_is_one_sentence(folder: Path) -> None:
    (folder / PERSON.name).write_bytes(b"nonsense" * 9)
    with pytest.raises(VisionError, match="cannot be read as a network"):
        network(PERSON)


def test_a_missing_file_is_one_sentence() -> None:
    with pytest.raises(NotThereError, match="needs its model file: download it first"):
        network(replace(MODEL, name="none.onnx"))
