from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.vision.faces.photographs import FACE, astronaut
from vision.__main__ import main
from vision.detect.boxes import as_boxes, iou
from vision.faces.find.course import course
from vision.imageio import save_png


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    path.write_bytes(save_png(astronaut()))
    return path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_picture_gets_its_line_and_a_bad_one_its_error(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    assert main(["faces", str(bad), str(photo), "--json"]) == 1
    first, second = lines(capsys)
    assert set(first) == {"file", "error"} and first["file"] == str(bad)
    assert list(second) == ["file", "faces", "eyes", "smiles", "ms"] and second["file"] == str(photo)
    faces = as_boxes([f[:4] for f in second["faces"]])  # type: ignore[attr-defined]
    assert iou(faces, FACE[None]).max() > 0.7


def test_course_takes_its_own_settings(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--detector", "course", "--scale-factor", "1.2", "--min-neighbors", "3", "--cascade", "alt"]
    assert main(["faces", str(photo), "--json", *words]) == 0
    expected = course(astronaut(), cascade_name="alt", scale_factor=1.2, min_neighbors=3).xyxy
    assert [f[:4] for f in lines(capsys)[0]["faces"]] == expected.tolist()  # type: ignore[attr-defined]


def test_settings_of_another_detector_are_refused(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faces", str(photo), "--scale-factor", "1.2"]) == 2
    assert "--detector course" in capsys.readouterr().err
    assert main(["faces", str(photo), "--json", "--detector", "course", "--scale-factor", "1"]) == 1
    assert "must be above 1" in str(lines(capsys)[0]["error"])


def test_without_json_it_is_a_sentence(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faces", str(photo), "--detector", "course"]) == 0
    assert "photo.png: 1 faces, " in capsys.readouterr().out
