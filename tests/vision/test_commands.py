from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pytest
import skimage.data

from vision.__main__ import main
from vision.imageio import load_image, save_png
from vision.photographs import photograph
from vision.pipeline import Pipeline
from vision.presets import PRESETS
from vision.processors.edges import roberts
from vision.recipe import Recipe
from vision.types import as_image


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


def test_apply_writes_what_was_found_too(photo: Path, tmp_path: Path) -> None:
    told, coco = tmp_path / "found.json", tmp_path / "coco.json"
    words = ["apply", "--json", str(told), "--coco", str(coco), str(photo), str(tmp_path / "out.png"), "--", "faces"]
    assert main(words) == 0
    (record,) = json.loads(told.read_text())
    assert record["file"] == "photo.png" and [f["label"] for f in record["found"]] == ["face"]
    assert json.loads(coco.read_text())["categories"] == [{"id": 1, "name": "face"}]


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


def test_pixels_are_pixels_unless_a_width_is_named(tmp_path: Path) -> None:
    photo = as_image(cv2.resize(photograph("astronaut"), (1600, 1600)))
    (tmp_path / "in.png").write_bytes(save_png(photo))
    words = [str(tmp_path / "in.png"), str(tmp_path / "out.png"), "--", "gaussian_blur", "radius=4.0"]
    recipe = Recipe.parse("gaussian_blur radius=4.0")
    assert main(["apply", *words]) == 0
    assert np.array_equal(load_image(tmp_path / "out.png"), Pipeline().run(photo, recipe).image)
    assert main(["apply", "--like-width", "640", *words]) == 0
    assert np.array_equal(load_image(tmp_path / "out.png"), Pipeline().run(photo, recipe.at_width(1600)).image)
    assert main(["apply", "--like-width", "0", *words]) == 2


def test_a_page_of_a_scan_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [PIL.Image.new("L", (40, 30), level) for level in (10, 90)]
    pages[0].save(tmp_path / "scan.tif", save_all=True, append_images=pages[1:])
    words = ["apply", str(tmp_path / "scan.tif"), str(tmp_path / "out.png")]
    assert main([*words, "--page", "2"]) == 0 and load_image(tmp_path / "out.png").max() == 90
    assert capsys.readouterr().err == ""
    assert main(words) == 0 and load_image(tmp_path / "out.png").max() == 10
    assert "page 1 of 2" in capsys.readouterr().err
    assert main([*words, "--page", "3"]) == 2 and "There is no page 3" in capsys.readouterr().err
    assert main(["faces", str(tmp_path / "scan.tif"), "--page", "2", "--json"]) == 0
    assert main(["segment", str(tmp_path / "scan.tif"), "--pages", "3"]) == 2
    assert "There is no picture or PDF with these pages" in "".join(capsys.readouterr())


def test_a_phones_heic_goes_through_the_command_line(tmp_path: Path) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    photo = PIL.Image.fromarray(photograph("astronaut"))
    photo.save(tmp_path / "IMG_0001.HEIC", "HEIF", quality=95)
    assert main(["apply", str(tmp_path / "IMG_0001.HEIC"), str(tmp_path / "out.png"), "--", "invert"]) == 0
    assert np.abs(load_image(tmp_path / "out.png").astype(int) - (255 - photograph("astronaut"))).mean() < 4


def test_apply_to_a_folder_writes_a_picture_for_each_and_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.png").write_bytes(save_png(skimage.data.astronaut()[:90, :120]))
    (folder / "bad.png").write_bytes(b"no picture")
    assert main(["apply", str(folder), str(out), "--as", "jpg", "--", "invert"]) == 1
    told = capsys.readouterr().err
    assert "bad.png" in told and "3 written, 1 failed" in told
    assert sorted(file.name for file in out.iterdir()) == ["a.jpg", "b.jpg", "c.jpg"]
    seen = load_image(out / "b.jpg").astype(int)
    assert np.abs(seen - (255 - skimage.data.astronaut()[:90, :120])).mean() < 4
    (out / "b.jpg").unlink()
    assert (
        main(["apply", f"{folder}/[a-c].png", str(out), "--as", "jpg", "--resume", "--workers", "2", "--", "invert"])
        == 0
    )
    assert "1 written, 0 failed, 2 were there already" in capsys.readouterr().err


def test_faces_of_a_list_by_several_processes(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.txt"
    names.write_text(f"{photo}\n{tmp_path}/none.png\n{photo}\n")
    assert main(["faces", f"@{names}", "--json", "--workers", "2"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [len(row.get("faces", [])) for row in rows] == [1, 0, 1] and rows[1]["error"]
