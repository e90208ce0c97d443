"""Pictures of the largest size that is allowed open within what a worker has, whatever their file."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import PIL.Image
import pytest

from vision.imageio import MOST_MEGAPIXELS, load_image
from work.line import Bench

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is Linux's")]

SIDE = int((MOST_MEGAPIXELS * 1e6) ** 0.5)
MOST_BYTES = 700_000_000
PATIENCE_S = 300.0


def webp() -> bytes:
    return packed(PIL.Image.new("RGB", (SIDE, SIDE), "green"), "WEBP", lossless=True, quality=0, method=0)


def moving_webp() -> bytes:
    first, second = PIL.Image.new("RGB", (SIDE, SIDE), "green"), PIL.Image.new("RGB", (SIDE, SIDE), "red")
    return packed(first, "WEBP", save_all=True, append_images=[second], duration=100, quality=0, method=0)


def floats() -> bytes:
    return packed(PIL.Image.new("F", (SIDE, SIDE), 0.5), "TIFF", compression="tiff_adobe_deflate")


def jpeg() -> bytes:
    return packed(PIL.Image.new("CMYK", (SIDE, SIDE), "green"), "JPEG")


def packed(picture: PIL.Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("drawn", [webp, moving_webp, floats, jpeg], ids=lambda drawn: drawn.__name__)
def test_fifty_megapixels_open_in_a_worker(drawn: Callable[[], bytes]) -> None:
    bench = Bench(1, MOST_BYTES, busy_s=PATIENCE_S)
    try:
        assert bench.submit("me", load_image, drawn()).result().shape == (SIDE, SIDE, 3)
    finally:
        bench.close()
