"""Each look that asks a learned network, judged by the pixels that come back from a person and a drawn hand.

Where its file is at hand, in the cache or in the folder VISION_MODELS, the picture becomes what the look makes of it;
without the file it stays as it is, or all of it is hidden by a look that hides, and the page says what is lacking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
from playwright.sync_api import Browser, Page, expect

from rig.booth import Server, difference, looks_like, press, seen, serving, until
from rig.browser import chromium
from rig.drawn_hand import drawn_hand
from tests.e2e.test_every_processor import add
from tests.e2e.test_live import CODEC, pick
from vision.catalogue import catalogue
from vision.imageio import load_image, save_jpeg
from vision.models.files import lacking
from vision.pipeline import Pipeline
from vision.processor import Processor
from vision.recipe import Recipe
from vision.types import Image, as_image

POINTING = (False, True, False, False, False)
SEEN = 5  # grey levels by which a part of the picture differs that a person sees changed
HIDDEN = 3 * CODEC
PART = 8  # its side in pixels
AROUND = np.ones((7, 7), np.uint8)  # parts: so far a line may lie elsewhere, since the codec's noise moves joints


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Image]:
    """A person before whom a hand points: something for each of the networks."""
    whole = cv2.resize(skimage.data.astronaut(), (480, 480), interpolation=cv2.INTER_AREA)
    photo = cv2.copyMakeBorder(whole, 0, 0, 80, 80, cv2.BORDER_REPLICATE)
    photo[20:240, 420:] = drawn_hand(POINTING, 220)
    path = tmp_path_factory.mktemp("camera") / "camera.mjpeg"
    jpeg = save_jpeg(as_image(photo), quality=95)
    path.write_bytes(jpeg * 30)
    return path, as_image(load_image(jpeg)[:, ::-1].copy())


@pytest.fixture(scope="module")
def browser(camera: tuple[Path, Image]) -> Iterator[Browser]:
    with chromium(camera[0]) as running:
        yield running


@pytest.fixture(scope="module")
def server_without_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    empty = str(tmp_path_factory.mktemp("empty"))
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with serving(log, VISION_MODELS=empty, XDG_CACHE_HOME=empty) as running:
        yield running


def learned_looks() -> list[Processor]:
    return [entry for entry in catalogue().values() if entry.needs]


def made_of(photo: Image, recipe: str) -> Image:
    """What a look makes of a picture that stays, after the few moments that some take to be sure."""
    pipeline, parsed = Pipeline(), Recipe.parse(recipe)
    for second in range(5):
        image = pipeline.run(photo, parsed, float(second)).image
    return image


def parts(image: Image) -> Image:
    """The picture seen from afar, a pixel for each part of it."""
    size = image.shape[1] // PART, image.shape[0] // PART
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def test_with_its_file_each_changes_the_picture(page: Page, server: Server, camera: tuple[Path, Image]) -> None:
    here = [entry for entry in learned_looks() if not lacking(entry.needs)]
    if not here:
        pytest.skip("no model's file is here; VISION_MODELS names a folder of them")
    page.goto(server.url)
    press(page, "START")
    for entry in here:
        looks_like(page, camera[1], CODEC)
        look = made_of(camera[1], entry.name)
        far = distance(camera[1], look)
        enough = far(seen(page)) + far(look) / 2
        add(page, entry)
        until(lambda far=far, enough=enough: far(seen(page)) > enough, 20, f"{entry.name} does not show", page)  # type: ignore[misc]
        pick(page, "Original")
    assert not server.tracebacks()


def distance(photo: Image, look: Image) -> Callable[[Image | None], float]:
    """How many grey levels a picture is off the photograph, on average where the look changes it and around there."""
    changed = np.abs(parts(look).astype(int) - parts(photo)).max(axis=2) > SEEN
    assert changed.any(), "the look changes nothing"
    there = cv2.dilate(changed.astype(np.uint8), AROUND) > 0
    plain = parts(photo).astype(int)[there]

    def far(image: Image | None) -> float:
        if image is None or image.shape != photo.shape:
            return 0.0
        return float(np.abs(parts(image)[there] - plain).mean())

    return far


def hidden(image: Image | None, photo: Image) -> bool:
    return image is not None and image.shape == photo.shape and difference(image, photo) > HIDDEN


def test_without_its_file_each_says_so_and_leaves_the_picture_or_hides_it(
    page: Page, server_without_files: Server, camera: tuple[Path, Image]
) -> None:
    page.goto(server_without_files.url)
    press(page, "START")
    looks_like(page, camera[1], CODEC)
    for entry in learned_looks():
        add(page, entry)
        lacks = page.get_by_text(f"{entry.label} needs a file that is not here yet")
        expect(lacks.first).to_be_visible(timeout=20_000)  # the page may be drawn anew: old and new for a moment
        if entry.hides:
            until(lambda: hidden(seen(page), camera[1]), 20, f"{entry.name} leaves the picture open", page)
        else:
            looks_like(page, camera[1], CODEC)
        pick(page, "Original")
        expect(lacks).to_have_count(0, timeout=20_000)
    assert not server_without_files.tracebacks()
