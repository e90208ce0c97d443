from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest

from vision.imageio import load_image, load_picture, save_png
from vision.types import Image, VisionError


def scene() -> Image:
    """Red, green, blue and white quarters, 48 x 32."""
    image = np.full((32, 48, 3), 255, np.uint8)
    image[:16, :24], image[:16, 24:], image[16:, :24] = (230, 20, 20), (20, 200, 20), (20, 20, 220)
    return image


def packed(kind: str, picture: PIL.Image.Image | None = None, **options: Any) -> bytes:
    buffer = io.BytesIO()
    (picture or PIL.Image.fromarray(scene())).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_every_format_comes_back_as_it_looked(kind: str) -> None:
    options: dict[str, Any] = {"quality": 95} if kind in ("JPEG", "WEBP", "AVIF") else {}
    picture = load_picture(packed(kind, **options))
    assert picture.format == kind and picture.image.shape == (32, 48, 3) and picture.image.dtype == np.uint8
    for y, x in ((8, 12), (8, 36), (24, 12), (24, 36)):
        assert np.abs(picture.image[y, x].astype(int) - scene()[y, x]).max() < 20


@pytest.mark.parametrize(("orientation", "turned"), [(3, 2), (6, -1), (8, 1)])
def test_a_turned_jpeg_is_put_upright(orientation: int, turned: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    image = load_image(packed("JPEG", exif=exif, quality=95))
    assert np.abs(image.astype(int) - np.rot90(scene(), turned)).mean() < 6


def test_a_palette_keeps_its_colours() -> None:
    palette = PIL.Image.fromarray(scene()).convert("P", palette=PIL.Image.Palette.ADAPTIVE, colors=4)
    for kind in ("GIF", "PNG"):
        assert np.abs(load_image(packed(kind, palette)).astype(int) - scene()).max() < 12


def test_transparency_lies_on_white() -> None:
    rgba = np.dstack([np.zeros((8, 8, 3), np.uint8), np.repeat(np.array([[0, 0, 0, 0, 128, 128, 255, 255]]), 8, 0)])
    image = load_image(packed("PNG", PIL.Image.fromarray(rgba.astype(np.uint8))))
    assert image[0, 0, 0] == 255 and abs(int(image[0, 4, 0]) - 127) <= 1 and image[0, 7, 0] == 0


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_to_eight(kind: str) -> None:
    deep = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    picture = load_picture(packed(kind, PIL.Image.fromarray(deep)))
    assert picture.mode.startswith("I;16")
    assert np.array_equal(picture.image[..., 0], np.rint(deep / 257).astype(np.uint8))


def test_a_float_tiff() -> None:
    ramp = PIL.Image.fromarray(np.linspace(0, 1, 100, dtype=np.float32).reshape(10, 10))
    assert load_image(packed("TIFF", ramp)).max() == 255


def test_the_first_frame_of_an_animation() -> None:
    frames = [PIL.Image.fromarray(scene()), PIL.Image.fromarray(255 - scene())]
    for kind in ("GIF", "WEBP"):
        picture = load_picture(packed(kind, frames[0], save_all=True, append_images=frames[1:], duration=100))
        assert picture.animated and picture.pages == 1 and picture.image[24, 36].min() > 240


def bomb(width: int, height: int) -> bytes:
    """A valid PNG header that claims to be huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "empty"),
        (b"just some text, not a picture", "not a picture"),
        (b"%PDF-1.7 and so on", "not a picture"),
        (b"GIF89a", "picture"),
        (packed("JPEG")[:400], "damaged"),
        (packed("PNG")[:80], "damaged"),
        (bomb(8000, 8000), "64 megapixels.*limit is 50"),
        (bomb(60_000, 60_000), "50 megapixels"),
    ],
)
def test_bad_input_is_one_sentence(data: bytes, complaint: str) -> None:
    with pytest.raises(VisionError, match=complaint) as caught:
        load_image(data)
    assert "\n" not in str(caught.value)


def test_a_wrong_file_ending_does_not_matter_and_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(packed("PNG"))
    assert np.array_equal(load_image(tmp_path / "photo.jpg"), scene())
    with pytest.raises(VisionError, match=r"gone\.png cannot be read"):
        load_image(tmp_path / "gone.png")


def test_png_gives_the_pixels_back() -> None:
    assert np.array_equal(load_image(save_png(scene())), scene())
