from __future__ import annotations

import io
from typing import Any

import numpy as np
import PIL.Image
import pytest

from vision.imageio import load_picture, thrift


def packed(kind: str, picture: PIL.Image.Image, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def scene(mode: str = "RGB") -> PIL.Image.Image:
    levels = np.random.default_rng(4).integers(0, 255, (30, 40, 4), np.uint8)
    return PIL.Image.fromarray(levels if mode == "RGBA" else levels[..., :3].copy())


def turned() -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    return exif


@pytest.mark.parametrize(
    "data",
    [
        packed("WEBP", scene(), lossless=True),
        packed("WEBP", scene("RGBA"), lossless=True),
        packed("WEBP", scene(), lossless=True, exif=turned()),
        packed("WEBP", scene(), lossless=True, save_all=True, append_images=[scene().rotate(180)], duration=40),
        packed("WEBP", scene("RGBA"), lossless=True, save_all=True, append_images=[scene("RGBA").rotate(180)]),
    ],
    ids=["still", "transparent", "turned", "moving", "moving and transparent"],
)
def test_the_thrifty_way_shows_the_same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = load_picture(data)
    monkeypatch.setattr(thrift, "LARGE", 0)
    thrifty = load_picture(data)
    assert np.abs(usual.image.astype(int) - thrifty.image).max() <= 1
    assert (thrifty.format, thrifty.mode, thrifty.animated) == (usual.format, usual.mode, usual.animated)


def test_a_large_jpeg_2000_is_halved_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = PIL.Image.fromarray(np.tile(np.linspace(0, 255, 80).astype(np.uint8), (61, 1))).convert("RGB")
    data = packed("JPEG2000", picture)
    assert load_picture(data).image.shape == (61, 80, 3) and not load_picture(data).notes
    monkeypatch.setattr(thrift, "LARGE", 0)
    halved = load_picture(data)
    assert halved.image.shape == (31, 40, 3) and halved.notes == (thrift.HALVED,)
    assert np.abs(halved.image[10, :, 0].astype(int) - np.linspace(0, 255, 40)).mean() < 6
