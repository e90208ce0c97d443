"""A picture of one's own behind people, by the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vision.__main__ import main
from vision.imageio import load_image, save_png
from vision.learned import person_followed
from vision.processors.learned import background
from vision.types import Image


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_followed, "person_share", lambda image: np.zeros((144, 256), np.float32))
    monkeypatch.setattr(background, "at_edges", lambda share, image: np.zeros(image.shape[:2], np.float32))


def test_the_picture_is_named_beside_the_recipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    green: Image = np.full((20, 30, 3), (10, 200, 30), np.uint8)
    photo, beach, out = tmp_path / "a.png", tmp_path / "beach.png", tmp_path / "b.png"
    photo.write_bytes(save_png(np.full((40, 60, 3), 90, np.uint8)))
    beach.write_bytes(save_png(green))
    recipe = ["--", "replace_background", "scene=own"]
    assert main(["apply", str(photo), str(out), "--backdrop", str(beach), *recipe]) == 0
    assert (load_image(out) == (10, 200, 30)).all()
    assert main(["apply", str(photo), str(out), *recipe]) == 2
    assert "--backdrop PICTURE" in capsys.readouterr().err
