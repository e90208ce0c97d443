"""The faces page in a real browser, judged by the boxes on the pixels that come back."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import PIL.Image
import pillow_heif
import pytest
import skimage.data
from playwright.sync_api import Page, expect

from rig.booth import Server, difference, settled
from vision.draw import colour_of
from vision.imageio import load_image
from vision.types import Image

FACE = (178, 66, 270, 176)  # the astronaut's, from hairline to chin, measured by hand
WAIT_MS = 90_000


@pytest.fixture
def faces(page: Page, server: Server) -> Page:
    """The page, opened from the navigation."""
    page.goto(server.url)
    page.get_by_role("link", name="Faces").click()
    expect(page.get_by_role("heading", name="Find the faces")).to_be_visible(timeout=WAIT_MS)
    return page


def upload(page: Page, *files: Path) -> None:
    page.get_by_text("Upload yours").click()
    page.locator("input[type=file]").set_input_files([str(f) for f in files])


def downloaded(page: Page, label: str) -> bytes:
    button = page.get_by_role("button", name=label, exact=True)
    expect(button).to_be_enabled(timeout=WAIT_MS)
    settled(page)
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def box_on(image: Image) -> tuple[int, int, int, int] | None:
    """The drawn face box, read off the pixels: the rows and columns that are mostly its colour."""
    rows, columns = np.nonzero((image == colour_of("face")).all(axis=2))
    if not len(rows):
        return None
    left, right = int(columns.min()), int(columns.max())
    long = np.flatnonzero(np.bincount(rows) > 0.9 * (right - left))
    return left, int(long.min()), right, int(long.max())


def overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> float:
    """Intersection over union."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(width, 0) * max(height, 0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


@pytest.fixture
def astronaut(tmp_path: Path) -> dict[str, Path]:
    """The same photograph as a palette GIF, as a JPEG that lies on its side, in 16 bits, and from an iPhone."""
    photo = PIL.Image.fromarray(skimage.data.astronaut())
    paths = {name: tmp_path / name for name in ("palette.gif", "turned.jpg", "deep.tif", "IMG_0001.HEIC")}
    photo.quantize(128).save(paths["palette.gif"])
    turned = photo.rotate(90, expand=True)
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(paths["turned.jpg"], exif=exif, quality=95)
    sixteen = np.asarray(photo.convert("L")).astype(np.uint16) * 257
    PIL.Image.fromarray(sixteen).save(paths["deep.tif"])
    pillow_heif.register_heif_opener()
    photo.save(paths["IMG_0001.HEIC"], "HEIF", quality=90)
    return paths


def test_every_kind_of_file_gets_its_box_and_a_bad_one_its_sentence(
    faces: Page, server: Server, astronaut: dict[str, Path], tmp_path: Path
) -> None:
    bad = tmp_path / "not_a_[picture].jpg"
    bad.write_text("only words")
    first, *rest = astronaut.values()
    upload(faces, first, bad, *rest)
    expect(faces.get_by_text("not_a_[picture].jpg was left out.")).to_be_visible(timeout=WAIT_MS)
    expect(faces.get_by_text("4 faces in 4 pictures")).to_be_visible(timeout=WAIT_MS)

    files = zipfile.ZipFile(io.BytesIO(downloaded(faces, "All pictures, all boxes (ZIP)")))
    for number, name in enumerate(astronaut, 1):
        image = load_image(files.read(f"pictures/{number}-{Path(name).stem}.png"))
        drawn = box_on(image)
        assert image.shape == (512, 512, 3) and drawn is not None and overlap(drawn, FACE) > 0.6
        untouched = load_image(astronaut[name])
        assert difference(image[300:], untouched[300:]) == 0, f"{name} lost its colours"
    records = json.loads(files.read("faces.json"))
    assert [r["file"] for r in records] == list(astronaut)
    assert all(len(r["faces"]) == 1 and len(r["eyes"]) == 2 for r in records)
    assert {f"voc/{i}-{Path(n).stem}.xml" for i, n in enumerate(astronaut, 1)} < set(files.namelist())
    assert not server.tracebacks()


def test_an_unticked_face_leaves_the_picture_and_the_data(faces: Page, server: Server) -> None:
    faces.get_by_text("A portrait", exact=True).click()
    expect(faces.get_by_alt_text("The picture with 1 face marked")).to_be_visible(timeout=WAIT_MS)
    before = load_image(downloaded(faces, "Picture as shown"))
    assert box_on(before) is not None and len(json.loads(downloaded(faces, "JSON"))[0]["faces"]) == 1

    tick(faces, row=0)
    expect(faces.get_by_alt_text("The picture with 0 faces marked")).to_be_visible(timeout=WAIT_MS)
    after = load_image(downloaded(faces, "Picture as shown"))
    assert difference(after, skimage.data.astronaut()) == 0
    record = json.loads(downloaded(faces, "JSON"))[0]
    assert record["faces"] == record["eyes"] == []

    faces.get_by_text("Heads on coins", exact=True).click()
    settled(faces)
    faces.get_by_text("A portrait", exact=True).click()
    expect(faces.get_by_alt_text("The picture with 0 faces marked")).to_be_visible(timeout=WAIT_MS)
    tick(faces, row=0)
    expect(faces.get_by_alt_text("The picture with 1 face marked")).to_be_visible(timeout=WAIT_MS)
    assert not server.tracebacks()


def tick(page: Page, row: int) -> None:
    """Click a tick of the table, which is drawn on a canvas."""
    settled(page)
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 48, "y": 36 + 56 * row + 28})


def test_a_hidden_face_is_unrecognisable_in_the_download(faces: Page) -> None:
    faces.get_by_text("A portrait", exact=True).click()
    expect(faces.get_by_alt_text("The picture with 1 face marked")).to_be_visible(timeout=WAIT_MS)
    faces.get_by_text("Pixelate", exact=True).click()
    settled(faces)
    hidden, photo = load_image(downloaded(faces, "Picture as shown")), skimage.data.astronaut()
    left, top, right, bottom = FACE
    inside = hidden[top:bottom, left:right]
    assert len(np.unique(inside.reshape(-1, 3), axis=0)) < 120
    assert difference(inside, photo[top:bottom, left:right]) > 10 and difference(hidden[300:], photo[300:]) == 0


def test_the_trade_off_shows_its_numbers_and_follows_the_judge(faces: Page, server: Server) -> None:
    faces.get_by_text("A portrait", exact=True).click()
    faces.get_by_role("tab", name="Why is it hard?").click()
    expect(faces.get_by_text("More neighbours: fewer inventions, more misses")).to_be_visible(timeout=WAIT_MS)
    settled(faces)
    for factor in ("1.05", "1.15", "1.25"):
        expect(faces.get_by_text(f"Scale factor {factor}", exact=True)).to_be_visible()
        expect(faces.get_by_alt_text(f"What scale factor {factor} finds in grey")).to_be_visible()
    expect(faces.get_by_text("1 right")).to_have_count(3)
    expect(faces.get_by_text("recall 100%")).to_have_count(3)

    faces.get_by_role("spinbutton", name="Faces that have no row here").fill("1")
    faces.keyboard.press("Enter")
    expect(faces.get_by_text("recall 50%")).to_have_count(3, timeout=WAIT_MS)
    faces.get_by_text("Both", exact=True).click()
    expect(faces.get_by_alt_text("What scale factor 1.15 finds in black and white")).to_be_visible(timeout=WAIT_MS)
    assert not server.tracebacks()
