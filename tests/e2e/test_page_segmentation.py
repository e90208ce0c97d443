"""The page segmentation page in a real browser: pages go in, what comes out is opened and looked at."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from playwright.sync_api import Locator, Page, expect

from rig.booth import Server, settled, until
from rig.tesseract import needs
from vision.imageio import load_image, save_png
from vision.layout.drawing import LINE
from vision.layout.generate import NOTEBOOK, DrawnPage, PageSpec, draw_page

SMALL = PageSpec(700, 520, (9,), letter=22, pitch=44, seed=2)
WAIT = 60_000
HALF_A_PEN = 130  # an edge that climbs by a pixel is shared by two rows; paper and ink are further from the colour

_TWICE = """() => {
    window.twice = false;
    new MutationObserver(() => { twice ||= document.querySelectorAll('[class*=st-key-page-layers]').length > 1 })
        .observe(document, {childList: true, subtree: true}); }"""


@pytest.fixture
def open_page(page: Page, server: Server) -> Iterator[Page]:
    page.goto(server.url)
    page.get_by_role("link", name="Page segmentation").click()
    expect(lines(page)).to_have_text("50", timeout=WAIT)
    yield page
    assert not server.tracebacks()


def number(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


def lines(page: Page) -> Locator:
    return number(page, "Lines")


def upload(page: Page, *files: Path) -> None:
    if not page.get_by_test_id("stFileUploader").is_visible():
        page.get_by_text("Upload yours").click()
    page.locator("input[type=file]").first.set_input_files(files)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def saved(page: Page, button: str) -> bytes:
    tab(page, "Save")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def boxes(page: Page) -> list[list[int]]:
    """The boxes of the page, as the JSON to be downloaded has them."""
    tab(page, "Save")
    page.get_by_text("JSON", exact=True).click()
    found: list[list[int]] = json.loads(saved(page, "JSON of this page"))["boxes"]
    return found


def assert_found(found: list[list[int]], drawn: DrawnPage, within: int = 12) -> None:
    assert len(found) == len(drawn.lines)
    assert np.abs(np.array(found) - drawn.lines).max() <= within


def as_png(path: Path, drawn: DrawnPage) -> Path:
    path.write_bytes(save_png(drawn.image))
    return path


def test_two_columns_are_found_drawn_and_exported(open_page: Page, tmp_path: Path) -> None:
    drawn = draw_page(PageSpec(seed=11))
    upload(open_page, as_png(tmp_path / "columns.png", drawn))
    expect(number(open_page, "Columns")).to_have_text("2", timeout=WAIT)
    expect(lines(open_page)).to_have_text("50", timeout=WAIT)
    found = boxes(open_page)
    assert_found(found, drawn)

    picture = load_image(saved(open_page, "Page with boxes"))
    assert picture.shape == drawn.image.shape
    red = np.abs(picture.astype(int) - LINE).max(axis=2) < HALF_A_PEN
    for x0, _, x1, y1 in found:  # each box has its lower edge, and none runs across the gap
        assert red[y1 - 2 : y1 + 2, x0:x1].any(axis=0).mean() > 0.9
    assert not red[:, 528:531].any()  # left of the numbers of the second column

    table = list(csv.DictReader(io.StringIO(as_text(open_page, "Table (CSV)"))))
    assert [row["column"] for row in table] == ["1"] * 24 + ["2"] * 26
    for form, word in (("PAGE-XML", "<TextLine"), ("ALTO", "<TextLine"), ("hOCR", 'class="ocr_line"')):
        assert as_text(open_page, form).count(word) == 50
    with zipfile.ZipFile(io.BytesIO(saved(open_page, "Every line by itself"))) as packed:
        x0, y0, x1, y1 = found[0]
        assert len(packed.namelist()) == 50
        assert load_image(packed.read(packed.namelist()[0])).shape == (y1 - y0, x1 - x0, 3)


def as_text(page: Page, form: str) -> str:
    page.get_by_test_id("stButtonGroup").get_by_text(form, exact=True).click()
    return saved(page, f"{form} of this page").decode()


def test_layers_are_switched_off(open_page: Page) -> None:
    before = shown(open_page)
    assert share_of(before, LINE) > 0.005
    open_page.evaluate(_TWICE)
    for layer in ("Lines", "Reading order"):
        open_page.get_by_test_id("stButtonGroup").get_by_text(layer, exact=True).click()
    until(lambda: share_of(shown(open_page), LINE) < 0.0005, 20, "the boxes are still there", open_page)
    assert not open_page.evaluate("twice")  # nothing moves, or what is pressed next would stand there twice


def shown(page: Page) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    settled(page)
    source = page.get_by_alt_text("lines marked").evaluate("image => image.src")
    return load_image(page.request.get(source).body())


def share_of(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], colour: tuple[int, int, int]) -> float:
    return float((np.abs(picture.astype(int) - colour).max(axis=2) < 40).mean())


def test_the_table_is_edited_and_the_files_follow(open_page: Page, tmp_path: Path) -> None:
    drawn = draw_page(SMALL)
    upload(open_page, as_png(tmp_path / "small.png", drawn))
    expect(lines(open_page)).to_have_text("9", timeout=WAIT)
    first = boxes(open_page)

    pick(open_page, 1, 2)
    open_page.get_by_role("button", name="Merge two").click()
    expect(open_page.get_by_role("button", name="Undo")).to_be_enabled(timeout=WAIT)
    (ax0, ay0, ax1, _), (bx0, _, bx1, by1) = first[1], first[2]
    merged = [first[0], [min(ax0, bx0), ay0, max(ax1, bx1), by1], *first[3:]]
    assert boxes(open_page) == merged

    pick(open_page, 0)
    open_page.get_by_role("button", name="Delete").click()
    expect(open_page.get_by_role("button", name="Merge two")).to_be_disabled(timeout=WAIT)
    until(lambda: boxes(open_page) == merged[1:], 20, "the line is still there", open_page)

    reorder(open_page, row=0, place=3)
    until(lambda: boxes(open_page) == [*merged[2:4], merged[1], *merged[4:]], 20, "the order is the old one", open_page)

    tab(open_page, "Correct")
    open_page.get_by_role("button", name="Start over").click()
    until(lambda: boxes(open_page) == first, 20, "the edits are still there", open_page)


def cell(page: Page, column: int, row: int) -> tuple[float, float]:
    """Where a cell of the table is: it is painted, so it has no element of its own to click."""
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    return box["x"] + (30, 100)[column], box["y"] + 36 + 38 * row + 19


def pick(page: Page, *rows: int) -> None:
    tab(page, "Correct")
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1, timeout=WAIT)
    page.wait_for_timeout(1000)
    for row in rows:
        page.mouse.click(*cell(page, 0, row))
        page.wait_for_timeout(1500)


def reorder(page: Page, row: int, place: int) -> None:
    tab(page, "Correct")
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1, timeout=WAIT)
    field = page.locator("#portal input")

    def opened() -> bool:
        page.mouse.click(*cell(page, 1, row))
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        return field.count() > 0

    until(opened, 20, "the cell does not open", page)
    field.fill(str(place))
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)


def test_a_pdf_with_a_bad_file_beside_it(open_page: Page, tmp_path: Path) -> None:
    pages = [draw_page(PageSpec(700, 520, (count,), letter=22, pitch=44, seed=count)) for count in (5, 7, 9)]
    first, *rest = (PIL.Image.fromarray(drawn.image) for drawn in pages)
    first.save(tmp_path / "three.pdf", resolution=150, save_all=True, append_images=rest)
    (tmp_path / "broken.png").write_bytes(b"this is no picture")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 this is no PDF")
    upload(open_page, tmp_path / "broken.png", tmp_path / "three.pdf", tmp_path / "broken.pdf")
    alerts = open_page.get_by_test_id("stAlert")
    expect(alerts.filter(has_text="broken.png")).to_contain_text("not a picture that can be read", timeout=WAIT)
    expect(alerts.filter(has_text="broken.pdf")).to_contain_text("not a PDF that can be read", timeout=WAIT)
    expect(lines(open_page)).to_have_text("5", timeout=WAIT)
    for place, count in ((2, "7"), (3, "9")):
        open_page.get_by_role("button", name=f"Page {place}", exact=True).click()
        expect(lines(open_page)).to_have_text(count, timeout=WAIT)
    with zipfile.ZipFile(io.BytesIO(saved(open_page, "of all 3 pages"))) as packed:
        assert packed.namelist() == [f"three-00{n}.page.xml" for n in (1, 2, 3)]
        assert [packed.read(name).count(b"<TextLine ") for name in packed.namelist()] == [5, 7, 9]


def test_the_gap_finder_shows_what_happens_without_gaps(open_page: Page) -> None:
    tab(open_page, "The gap finder")
    expect(open_page.get_by_text("1 gap with text on both sides")).to_be_visible(timeout=WAIT)
    expect(open_page.get_by_text(f"Without: {max(NOTEBOOK.lines)} lines in 1 column")).to_be_visible(timeout=WAIT)
    expect(open_page.get_by_text("With: 50 lines in 2 columns")).to_be_visible()


@needs("eng")
def test_a_line_pressed_on_the_page_shows_its_words(open_page: Page, tmp_path: Path) -> None:
    drawn = draw_page(SMALL)
    upload(open_page, as_png(tmp_path / "small.png", drawn))
    expect(lines(open_page)).to_have_text("9", timeout=WAIT)
    tab(open_page, "Read it")
    open_page.get_by_role("button", name="Read this page").click()
    expect(open_page.get_by_role("option")).to_have_count(9, timeout=WAIT)
    picture = open_page.get_by_alt_text("lines marked; press one")
    x0, y0, x1, y1 = drawn.lines[4]
    box = picture.bounding_box()
    assert box is not None
    x, y = (x0 + x1) / 2 / SMALL.width * box["width"], (y0 + y1) / 2 / SMALL.height * box["height"]
    picture.click(position={"x": x, "y": y})
    expect(open_page.get_by_label("Line 5", exact=True)).to_have_value(drawn.text[4], timeout=WAIT)
    expect(open_page.get_by_role("option").nth(4)).to_have_attribute("aria-selected", "true")
    open_page.get_by_role("option").nth(1).click()
    expect(open_page.get_by_label("Line 2", exact=True)).to_have_value(drawn.text[1], timeout=WAIT)
