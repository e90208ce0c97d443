"""Where the live page's picture comes from, and what is said of it."""

from __future__ import annotations

import numpy as np
import PIL.Image
import pytest

from rig.coloured import packed
from tests.ui.live.scene import Scene, picture
from tests.ui.visits import said
from ui.live import stage


def test_a_still_photo_needs_no_connection(scene: Scene) -> None:
    scene.open("invert")
    scene.app.selectbox(key="picture source").set_value("photo")
    app = scene.run()
    assert any("Choose a file" in i.value for i in app.info)


@pytest.mark.parametrize(
    ("source", "words"), [("video", "not a video that can be read"), ("sound", "not a sound that can be read")]
)
def test_a_file_of_another_kind_is_taken_and_answered(scene: Scene, source: str, words: str) -> None:
    """By an ending alone the browser would turn it red without a sentence."""
    scene.open()
    scene.app.selectbox(key="picture source").set_value(source)
    app = scene.run()
    app.file_uploader(key=f"uploaded {source}").set_value([("list.txt", b"milk, bread", "text/plain")])
    assert words in said(scene.run())


@pytest.mark.parametrize("source", ["picture", "photo"])
def test_what_was_done_to_show_a_picture_is_said_beside_it(scene: Scene, source: str) -> None:
    dim = packed("TIFF", PIL.Image.fromarray((picture(0.0)[..., 0] + np.uint16(900)).astype(np.uint16)))
    scene.open("invert")
    scene.app.selectbox(key="picture source").set_value(source)
    app = scene.run()
    if source == "picture":
        app.file_uploader(key="uploaded picture").set_value([("dim.tif", dim, "image/tiff")])
    else:
        app.camera_input[0].upload("dim.jpg", dim, "image/jpeg")
    assert "**: Its numbers fill a small part of their range" in said(scene.run())


def test_who_has_no_camera_is_not_asked_to_allow_one(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    hints: list[str] = []
    monkeypatch.setattr(stage, "picture", lambda data, *_, **__: hints.append(data["hint"]))
    scene.open()
    assert "allow the camera" in hints[-1]
    (source,) = [box for box in scene.app.selectbox if box.label == "Picture from"]
    source.set_value("Test pattern")
    scene.run()
    assert hints[-1] == "Press START and pick a look. No camera is needed."
