"""A visitor's own pages without a browser: uploaded, turned, corrected, saved, looked into."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import PIL.Image
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Downloads
from tests.ui.visits import labels, page, png, said
from ui.layout import corrections
from ui.layout.outcomes import Editor
from vision.imageio import load_image
from vision.layout.generate import PageSpec, draw_page

SMALL = PageSpec(width=420, height=300, lines=(5, 4), letter=12, pitch=24, margin=24, gap=30)
FORMS = ["PAGE-XML", "ALTO", "hOCR", "JSON", "JSON lines", "Table (CSV)"]


def scan(seed: int = 0) -> bytes:
    return png(draw_page(replace(SMALL, seed=seed)).image)


def pdf(*pages: bytes) -> bytes:
    first, *more = (PIL.Image.open(io.BytesIO(p)).convert("RGB") for p in pages)
    data = io.BytesIO()
    first.save(data, "PDF", save_all=True, append_images=more, resolution=150)
    return data.getvalue()


@pytest.fixture
def upload() -> Callable[..., AppTest]:
    """The page with files of the visitor's own."""

    def add(*files: tuple[str, bytes]) -> AppTest:
        app = page("page_segmentation")
        app.session_state["page source"] = "Upload yours"
        app.run()
        return app.file_uploader(key="page files").set_value([(n, d, "image/png") for n, d in files]).run()

    return add


def metric(app: AppTest, label: str) -> str:
    assert not app.exception
    return str(next(m.value for m in app.metric if m.label == label))


def opened(app: AppTest, tab: str) -> AppTest:
    app.session_state["page panel"] = f":material/{tab}"
    return app.run()


def test_nothing_chosen_yet_is_said(upload: Callable[..., AppTest]) -> None:
    app = upload()
    assert "Add a file or take a photo above; the page appears here." in said(app) and not app.image


def test_what_holds_no_line_is_named_and_the_rest_goes_on(upload: Callable[..., AppTest]) -> None:
    app = upload(("page.png", scan()), ("empty.png", png(np.full((200, 200, 3), 255, np.uint8))), ("odd.png", b"none"))
    assert metric(app, "Lines") == "9" and metric(app, "Columns") == "2"
    assert len(app.warning) == 2 and "odd.png" in said(app)


def test_pages_of_a_pdf_are_turned_one_by_one(upload: Callable[..., AppTest]) -> None:
    app = upload(("book.pdf", pdf(scan(), scan(1), scan(2))))
    assert "book.pdf, page 1" in said(app)
    app.pagination[0].set_value(2).run()
    assert "book.pdf, page 2" in said(app)
    app.slider(key="pdf pages 3").set_value((3, 3)).run()
    assert not app.pagination and metric(app, "Lines") == "9"


def test_pages_of_a_tiff_are_turned_one_by_one_and_each_says_what_was_done(upload: Callable[..., AppTest]) -> None:
    dim, plain = (draw_page(replace(SMALL, seed=seed)).image[..., 0] for seed in (0, 1))
    data = io.BytesIO()
    first, second = PIL.Image.fromarray(dim.astype(np.uint16)), PIL.Image.fromarray(plain)
    first.save(data, "TIFF", save_all=True, append_images=[second])
    app = upload(("book.tif", data.getvalue()))
    assert metric(app, "Lines") == "9"
    assert "book.tif, page 1" in said(app) and "small part of their range" in said(app)
    app.pagination[0].set_value(2).run()
    assert "book.tif, page 2" in said(app) and "small part" not in said(app) and metric(app, "Lines") == "9"


def test_a_page_from_an_iphone_and_one_with_a_damaged_profile(upload: Callable[..., AppTest]) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    sheet, phone, damaged = PIL.Image.open(io.BytesIO(scan())), io.BytesIO(), io.BytesIO()
    sheet.save(phone, "HEIF", quality=90)
    sheet.save(damaged, "PNG", icc_profile=b"no profile")
    app = upload(("IMG_0001.HEIC", phone.getvalue()))
    assert metric(app, "Lines") == "9" and not app.warning and "profile" not in said(app)
    app = upload(("page.png", damaged.getvalue()))
    assert metric(app, "Lines") == "9" and "Its colour profile is damaged" in said(app)


def test_pages_of_one_name_are_all_in_the_archive(upload: Callable[..., AppTest], downloads: Downloads) -> None:
    """Numbering the third must not lay it over the second."""
    files = [("a.png", scan(0)), ("a-2.png", scan(1)), ("a.png", scan(2))]
    opened(upload(*files), "download: Save")
    names = zipfile.ZipFile(io.BytesIO(downloads["PAGE-XML of all 3 pages (ZIP)"])).namelist()
    assert names == ["a.page.xml", "a-2.page.xml", "a-3.page.xml"]


def test_a_damaged_pdf_is_one_sentence(upload: Callable[..., AppTest]) -> None:
    app = upload(("book.pdf", b"%PDF-1.4 nothing"))
    assert len(app.warning) == 1 and not app.image


def test_a_photo_taken_now() -> None:
    app = page("page_segmentation")
    app.session_state["page source"] = "Take a photo"
    app.run()
    app.camera_input[0].upload("photo.jpg", scan(), "image/jpeg").run()
    assert metric(app, "Lines") == "9"


@pytest.fixture
def correcting(upload: Callable[..., AppTest]) -> AppTest:
    return opened(upload(("page.png", scan())), "edit: Correct")


def table_key(app: AppTest) -> str:
    (table,) = app.data_editor
    return str(table.key)


def edited(app: AppTest, **rows: dict[str, object]) -> AppTest:
    app.session_state[table_key(app)] = {
        "edited_rows": {int(row[1:]): cells for row, cells in rows.items()},
        "added_rows": [],
        "deleted_rows": [],
    }
    return app.run()


def test_lines_are_merged_deleted_brought_back(correcting: AppTest) -> None:
    assert correcting.button(key="merge").disabled and correcting.button(key="undo").disabled
    edited(correcting, r0={"pick": True}, r1={"pick": True})
    correcting.button(key="merge").click().run()
    assert metric(correcting, "Lines") == "8"
    edited(correcting, r2={"pick": True}, r4={"pick": True})
    correcting.button(key="delete").click().run()
    assert metric(correcting, "Lines") == "6"
    correcting.button(key="undo").click().run()
    assert metric(correcting, "Lines") == "8"
    correcting.button(key="start over").click().run()
    assert metric(correcting, "Lines") == "9" and correcting.button(key="undo").disabled


def test_another_number_moves_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[tuple[int, int]] = []
    editor = Editor.__new__(Editor)
    monkeypatch.setattr(Editor, "move", lambda self, line, place: moved.append((line, place)))
    rows = {2: {"order": 3}, 4: {"pick": True}, 5: {"order": 1}}
    monkeypatch.setattr(st, "session_state", {"table": {"edited_rows": rows}})
    corrections._reorder(editor, "table")
    assert moved == [(5, 0)], "line 3 stays where it is, line 6 is read first"


def test_each_form_is_written_for_one_page_and_for_all(upload: Callable[..., AppTest], downloads: Downloads) -> None:
    app = opened(upload(("page.png", scan()), ("page.png", scan(1))), "download: Save")
    for form in FORMS:
        (pills,) = [p for p in app.pills if p.label == "Form"]
        pills.set_value({"Table (CSV)": "csv", "PAGE-XML": "page"}.get(form, form.lower().replace(" lines", "l"))).run()
        assert len(downloads[f"{form} of this page"]) > 100
        names = zipfile.ZipFile(io.BytesIO(downloads[f"{form} of all 2 pages (ZIP)"])).namelist()
        assert len(names) == 2 and names[0].startswith("page") and names[1].startswith("page-2")


def test_the_boxes_and_the_pictures_to_take_home(upload: Callable[..., AppTest], downloads: Downloads) -> None:
    app = opened(upload(("page.png", scan())), "download: Save")
    assert "JSON of all" not in " ".join(labels(app))
    (pills,) = [p for p in app.pills if p.label == "Form"]
    pills.set_value("json").run()
    assert len(json.loads(downloads["JSON of this page"])["boxes"]) == 9
    assert load_image(downloads["Page with boxes (PNG)"]).shape == (300, 420, 3)
    archive = zipfile.ZipFile(io.BytesIO(downloads["Every line by itself (ZIP)"]))
    assert len(archive.namelist()) == 9


def test_the_page_is_looked_at_closer(upload: Callable[..., AppTest]) -> None:
    app = upload(("page.png", scan()))
    app.segmented_control(key="page zoom").set_value(4).run()
    app.slider(key="zoom across").set_value(100).run()
    assert not app.exception and app.slider(key="zoom down").value == 0


def below(app: AppTest, tab: str) -> AppTest:
    app.session_state["page how"] = f":material/{tab}"
    return app.run()


def test_how_it_was_found_step_by_step(upload: Callable[..., AppTest]) -> None:
    app = below(upload(("page.png", scan())), "footprint: How it was found")
    words = said(app)
    assert all(f"{i} · " in words for i in range(1, 7)) and "It lies straight" in words
    app.segmented_control(key="steps zoom").set_value(1).run()
    assert not app.exception


def test_the_gap_finder_answers_and_shows_what_gaps_are_good_for(upload: Callable[..., AppTest]) -> None:
    app = below(upload(("page.png", scan())), "width: The gap finder")
    words = said(app)
    assert "1 gap with text on both sides." in words
    assert "**With:** 9 lines in 2 columns" in words and "**Without:** 5 lines in 1 column" in words
    app.slider(key="block width").set_value(6.0).run()
    app.slider(key="block height").set_value(20.0).run()
    assert not app.exception
