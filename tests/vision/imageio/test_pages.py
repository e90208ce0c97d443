from __future__ import annotations

import time
from typing import Any

import numpy as np
import PIL.Image
import pytest

from rig.coloured import packed
from vision.imageio import load_image, load_picture, page_count
from vision.imageio.tiff import MOST_PAGES
from vision.types import VisionError


def sheets(count: int) -> list[PIL.Image.Image]:
    """Pages of different sizes and greys."""
    return [PIL.Image.new("L", (40 + i, 30), 20 * i + 10) for i in range(count)]


def scan(*pages: PIL.Image.Image, **options: Any) -> bytes:
    return packed("TIFF", pages[0], save_all=True, append_images=list(pages[1:]), **options)


def test_each_page_can_be_asked_for() -> None:
    data = scan(*sheets(4))
    assert page_count(data) == load_picture(data).pages == 4
    for number in range(1, 5):
        image = load_image(data, number)
        assert image.shape == (30, 39 + number, 3) and (image == 20 * number - 10).all()
    assert not load_picture(data).animated


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_named(page: int) -> None:
    with pytest.raises(VisionError, match=rf"There is no page {page}: this file has 2 pages\."):
        load_image(scan(*sheets(2)), page)


def test_other_files_have_one_page() -> None:
    moving = packed("GIF", sheets(1)[0], save_all=True, append_images=[PIL.Image.new("L", (40, 30), 99)])
    assert page_count(moving) == 1 and page_count(b"") == 1 and page_count(b"II*\0") == 1
    with pytest.raises(VisionError, match=r"There is no page 2: this file has 1 page\."):
        load_image(moving, 2)


def test_a_small_preview_between_pages_is_none() -> None:
    preview = PIL.Image.new("L", (8, 6), 200)
    preview.encoderinfo = {"tiffinfo": {254: 1}}
    first, second = sheets(2)
    data = scan(first, preview, second)
    assert page_count(data) == 2 and np.array_equal(load_image(data, 2), np.full((30, 41, 3), 30, np.uint8))


def test_a_chain_that_bites_its_tail_and_one_without_end_are_counted_quickly() -> None:
    data = bytearray(scan(*sheets(2)))
    place = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[place : place + 2], "little")
    end = place + 2 + 12 * count
    data[end : end + 4] = place.to_bytes(4, "little")
    assert page_count(bytes(data)) == 1
    tiny = b"".join((b"\0\0" + (8 + 6 * (i + 1)).to_bytes(4, "little")) for i in range(100_000))
    began = time.process_time()
    assert page_count(b"II*\0\x08\0\0\0" + tiny) == MOST_PAGES and time.process_time() - began < 5
