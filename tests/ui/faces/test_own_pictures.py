"""A visitor's own pictures on the faces page: all at once, faces taken back, boxes to take home."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import cv2
import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Downloads
from tests.ui.visits import page, photo, png, said
from ui.faces import ticks
from vision.faces.export import Found
from vision.faces.souvenirs import stem as stem_of
from vision.imageio import load_image
from vision.photographs import photograph
from vision.stills.contact_sheet import contact_sheet
from vision.types import Detections, as_image

PORTRAIT = as_image(cv2.resize(photograph("astronaut"), (256, 256), interpolation=cv2.INTER_AREA))


@pytest.fixture
def faces() -> AppTest:
    """The page with a portrait and a picture without a face."""
    app = page("faces")
    app.session_state["faces source"] = "Upload yours"
    app.run()
    files = [("portrait.png", png(PORTRAIT), "image/png"), ("wall.png", png(photo(200, 200)), "image/png")]
    return app.file_uploader(key="faces files").set_value(files).run()


def counted(app: AppTest) -> str:
    assert not app.exception
    return str(next(m.value for m in app.metric if m.label == "Faces"))


def test_all_pictures_and_all_boxes_in_one_go(faces: AppTest, downloads: Downloads) -> None:
    faces.run()
    assert counted(faces) == "1" and "The boxes of all 2 pictures as data" in said(faces)
    archive = zipfile.ZipFile(io.BytesIO(downloads["All pictures, all boxes (ZIP)"]))
    assert archive.namelist() == [
        "pictures/1-portrait.png",
        "pictures/2-wall.png",
        "voc/1-portrait.xml",
        "voc/2-wall.xml",
        "faces.json",
        "faces.csv",
        "faces-coco.json",
    ]
    voc = zipfile.ZipFile(io.BytesIO(downloads["Pascal VOC"]))
    assert voc.namelist() == ["1-portrait.xml", "2-wall.xml"]
    kinds = [a["category_id"] for a in json.loads(downloads["COCO"])["annotations"]]
    assert kinds.count(1) == 1 and downloads["CSV"].count(b"\n") >= 2
    shown = load_image(downloads["Picture as shown"])
    assert shown.shape == PORTRAIT.shape and not np.array_equal(shown, PORTRAIT)


def test_a_picture_without_a_face_says_so(faces: AppTest, downloads: Downloads) -> None:
    (which,) = [p for p in faces.pills if p.label == "Picture"]
    which.set_value("wall.png").run()
    assert counted(faces) == "0"
    assert np.array_equal(load_image(downloads["Picture as shown"]), photo(200, 200))


def test_a_face_that_is_none_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, bool]] = []
    table: dict[str, Any] = {}
    monkeypatch.setattr(st, "data_editor", lambda data, **options: table.update(options))
    monkeypatch.setattr(st, "session_state", {"faces": {"edited_rows": {"1": {"tick": False}, "0": {"number": 3}}}})
    data = {"tick": [True, True], "number": [1, 2]}
    ticks.ticks(data, "faces", "A face?", lambda row, stands: told.append((row, stands)), {})
    table["on_change"]()
    assert told == [(1, False)] and table["disabled"] == ["number"]


def test_a_crop_is_a_small_picture_in_its_own_address() -> None:
    (address,) = ticks.thumbnails(PORTRAIT, Detections.of([[80, 20, 140, 90]], "face"))
    assert address.startswith("data:image/jpeg;base64,") and len(address) < 6000


@pytest.mark.parametrize(("name", "stem"), [("a/b\\c.tar.png", "c.tar"), (".png", ".png"), ("", "picture")])
def test_a_files_name_without_folders_and_ending(name: str, stem: str) -> None:
    assert stem_of(Found(name, 1, 1, *(Detections.none(),) * 3)) == stem


def test_one_portrait_eight_ways() -> None:
    sheet = contact_sheet()
    cell = 256 + 2 * 8
    assert sheet.shape == (2 * cell, 4 * cell, 3)
    views = [
        sheet[r * cell + 8 : (r + 1) * cell - 8, c * cell + 8 : (c + 1) * cell - 8] for r in (0, 1) for c in range(4)
    ]
    portrait = photograph("astronaut")[:256, 96:352]
    assert np.array_equal(views[0], portrait) and np.array_equal(views[1], portrait[:, ::-1])
    assert views[5].mean() < 0.2 * portrait.mean() and (views[7][100:120, 90:170] < 30).all()
