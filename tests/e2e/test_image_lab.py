"""The image lab in a real browser: files in, pictures and numbers out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import skimage.data
from playwright.sync_api import Page, expect

from rig.booth import Server
from vision.draw import colour_of
from vision.imageio import load_image
from vision.pipeline import Pipeline
from vision.recipe import Recipe


@pytest.fixture
def lab(page: Page, server: Server) -> Page:
    page.goto(f"{server.url}/image_lab?recipe=invert")
    expect(page.get_by_text("Before and after")).to_be_visible(timeout=30_000)
    return page


def upload(page: Page, *files: Path) -> None:
    page.get_by_text("Upload yours", exact=True).click()
    page.locator("input[type=file]").set_input_files([str(f) for f in files])


def saved(page: Page, label: str, to: Path) -> Path:
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=label).click()
    download.value.save_as(to)
    return to


def test_a_file_goes_through_the_recipe_of_the_link(lab: Page, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    PIL.Image.fromarray(skimage.data.coffee()).save(photo)
    upload(lab, photo)
    expect(lab.get_by_text("photo.png").first).to_be_visible()
    lab.wait_for_timeout(1500)
    assert np.array_equal(load_image(saved(lab, "Download PNG", tmp_path / "out.png")), 255 - skimage.data.coffee())


def test_on_a_telephone_a_look_and_what_it_changes_are_in_sight_together(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/image_lab")
    comic = page.get_by_role("toolbar", name="Looks").get_by_role("button", name="Comic", exact=True)
    comic.click(timeout=30_000)
    expect(page.get_by_text(re.compile(r"Cartoon \d"))).to_be_attached(timeout=20_000)
    for seen in (comic, *page.get_by_test_id("stMain").get_by_test_id("stImage").locator("img").all()):
        expect(seen).to_be_in_viewport(ratio=0.95)


def test_several_files_give_a_zip_and_a_bad_one_is_named(lab: Page, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        PIL.Image.fromarray(skimage.data.coffee()).resize((60, 40)).rotate(len(name)).save(tmp_path / name)
    PIL.Image.fromarray(skimage.data.chelsea()).save(tmp_path / "b.png")
    (tmp_path / "c.png").write_bytes(b"no picture")
    upload(lab, tmp_path / "a.png", tmp_path / "b.png", tmp_path / "c.png")
    expect(lab.get_by_text("was left out")).to_be_visible(timeout=20_000)
    archive = saved(lab, "Download all 2 as ZIP", tmp_path / "all.zip")
    with zipfile.ZipFile(archive) as opened:
        pictures = [load_image(opened.read(name)) for name in opened.namelist()]
    assert [p.shape for p in pictures] == [(40, 60, 3), skimage.data.chelsea().shape]
    assert np.array_equal(pictures[1], 255 - skimage.data.chelsea())


def test_an_animated_gif_keeps_its_colours_when_boxes_are_drawn(page: Page, server: Server, tmp_path: Path) -> None:
    photo = PIL.Image.fromarray(skimage.data.astronaut())
    frames = [photo, photo.rotate(2), photo.rotate(4)]
    quantised = [f.quantize(64) for f in frames]
    quantised[0].save(tmp_path / "move.gif", save_all=True, append_images=quantised[1:], duration=120)
    page.goto(f"{server.url}/image_lab?recipe=faces")
    upload(page, tmp_path / "move.gif")
    page.get_by_text("Animation", exact=True).click()
    gif = saved(page, "Download GIF", tmp_path / "out.gif")
    first = load_image(gif)
    expected = Pipeline().run(load_image(tmp_path / "move.gif"), Recipe.parse("faces"))
    assert len(expected.detections) == 1
    assert np.abs(first.astype(int) - expected.image).mean() < 6
    assert (first == np.array(colour_of("face"))).all(axis=2).sum() > 100
    with PIL.Image.open(io.BytesIO(gif.read_bytes())) as opened:
        assert getattr(opened, "n_frames", 1) == 3


def test_a_picture_is_shown_as_numbers(lab: Page) -> None:
    lab.get_by_text("As numbers", exact=True).click()
    for words in ("A picture is a table of numbers", "Magnified", "Where"):
        expect(lab.get_by_text(words).first).to_be_visible(timeout=20_000)
    lab.get_by_text("Three greys", exact=True).click()
    expect(lab.get_by_text("One bit", exact=True)).to_be_visible(timeout=20_000)
    lab.get_by_text("Black and white", exact=True).click()
    expect(lab.get_by_text("Sauvola", exact=True).first).to_be_visible(timeout=20_000)


def heic(photo: PIL.Image.Image, to: Path) -> Path:
    import pillow_heif

    pillow_heif.register_heif_opener()
    photo.save(to, "HEIF", quality=90, enc_params={"preset": "ultrafast"})  # else a quarter of a minute
    return to


def test_a_phones_twelve_megapixels_at_screen_size_and_whole(page: Page, server: Server, tmp_path: Path) -> None:
    large = PIL.Image.fromarray(skimage.data.astronaut()).resize((4032, 3024))
    page.goto(f"{server.url}/image_lab?recipe=gaussian_blur+radius=8.0")
    upload(page, heic(large, tmp_path / "IMG_0001.HEIC"))
    expect(page.get_by_text("Full size: 4032 × 3024 pixels")).to_be_visible(timeout=60_000)
    whole = load_image(saved(page, "Download JPEG", tmp_path / "out.jpg"))
    recipe = Recipe.parse("gaussian_blur radius=8.0")
    expected = Pipeline().run(load_image(tmp_path / "IMG_0001.HEIC"), recipe.at_width(4032)).image
    assert whole.shape == (3024, 4032, 3) and np.abs(whole[::8, ::8].astype(int) - expected[::8, ::8]).mean() < 3
    shown = page.locator("img[alt='IMG_0001.HEIC, filtered']").evaluate("i => [i.naturalWidth, i.naturalHeight]")
    assert shown == [1280, 960]


def test_each_refusal_names_the_file_and_the_reason_and_twins_are_kept(lab: Page, tmp_path: Path) -> None:
    names = {"raw_*one*.nef": b"IIU\0" + b"\0" * 99, "notes.txt": b"some words", "clip.mov": b"\0\0\0\x14ftypqt  \0\0"}
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    photo = PIL.Image.fromarray(skimage.data.chelsea())
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        photo.save(tmp_path / folder / "cat", "JPEG")
    photo.save(tmp_path / "twin.jfif", "JPEG")
    cats = [tmp_path / "one" / "cat", tmp_path / "two" / "cat", tmp_path / "twin.jfif"]
    upload(lab, *(tmp_path / name for name in names), *cats)
    expect(lab.get_by_text("raw_*one*.nef was left out. This is a camera's raw file")).to_be_visible(timeout=30_000)
    expect(lab.get_by_text("notes.txt was left out. This is not a picture")).to_be_visible()
    expect(lab.get_by_text("clip.mov was left out. This is a video")).to_be_visible()
    with zipfile.ZipFile(saved(lab, "Download all 3 as ZIP", tmp_path / "all.zip")) as opened:
        assert sorted(name[4:] for name in opened.namelist()) == ["cat (2).png", "cat.png", "twin.png"]


def test_the_pages_of_a_scan_and_what_was_done_to_show_them(lab: Page, tmp_path: Path) -> None:
    dim = [
        PIL.Image.fromarray(np.full((40, 60), level, np.uint16) + np.arange(60, dtype=np.uint16)) for level in (9, 99)
    ]
    dim[0].save(tmp_path / "cells.tif", save_all=True, append_images=dim[1:])
    upload(lab, tmp_path / "cells.tif")
    expect(lab.get_by_text("Pages of cells.tif")).to_be_visible(timeout=30_000)
    expect(lab.get_by_text("Its numbers fill a small part of their range")).to_be_visible()
    lab.get_by_role("slider").last.focus()
    lab.keyboard.press("ArrowRight")
    expect(lab.get_by_role("button", name="Download all 2 as ZIP")).to_be_visible(timeout=30_000)
