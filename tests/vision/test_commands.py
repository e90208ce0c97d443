from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import skimage.data

from vision.__main__ import main
from vision.imageio import load_image, save_png
from vision.presets import PRESETS
from vision.processors.edges import roberts


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    path.write_bytes(save_png(skimage.data.astronaut()))
    return path


def test_list_as_json_holds_what_a_form_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--json"]) == 0
    rows = {r["name"]: r for r in json.loads(capsys.readouterr().out)}
    assert len(rows) >= 60
    assert "320 pixels" in rows["skeleton"]["notes"], "what is worked out on fewer pixels says so"
    assert rows["roberts"]["params"][0]["choices"] == ["red", "green", "blue", "luma"]
    gamma = rows["gamma"]["params"][0]
    assert (gamma["kind"], gamma["default"], gamma["range"]["high"]) == ("float", 1.0, 5)
    assert all(r["help"] and r["label"] and r["group"] for r in rows.values())


def test_apply_writes_what_the_functions_give(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert main(["apply", str(photo), str(out), "--", "roberts", "channel=red", "-invert"]) == 0
    assert np.array_equal(load_image(out), roberts(skimage.data.astronaut(), channel="red"))


def test_looks_writes_each_as_a_small_picture(tmp_path: Path) -> None:
    assert main(["looks", "--out", str(tmp_path / "looks"), "--width", "80"]) == 0
    written = {p.name: load_image(p) for p in (tmp_path / "looks").iterdir()}
    assert written.keys() == {f"{p.slug}.jpg" for p in PRESETS} and "what-moved.jpg" in written
    assert all(picture.shape == (60, 80, 3) for picture in written.values())


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["apply", "PHOTO", "out.png", "--", "robert"], "did you mean roberts"),
        (["apply", "PHOTO", "out.png", "--", "gamma", "exponent=0"], "from 0.1 to 5"),
        (["apply", "PHOTO", "out.xyz", "--", "invert"], "its ending must be one of"),
        (["apply", "PHOTO", "no/such/folder/out.png", "--", "invert"], "out.png cannot be written"),
        (["looks", "--out", "PHOTO"], "cannot be written"),
        (["looks", "--out", "out.png", "--width", "2"], "from 16 to 1000"),
        (["apply", "missing.png", "out.png", "--", "invert"], "missing.png cannot be read"),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(
    words: list[str], complaint: str, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"PHOTO": str(photo), "out.png": str(tmp_path / "out.png"), "out.xyz": str(tmp_path / "out.xyz")}
    assert main([places.get(w, w) for w in words]) == 2
    printed = capsys.readouterr()
    assert complaint in printed.err and printed.err.count("\n") == 1 and printed.out == ""
