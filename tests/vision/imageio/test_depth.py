from __future__ import annotations

import io
import struct

import cv2
import numpy as np
import PIL.Image
import PIL.ImageOps
import pytest

from rig.coloured import ADOBE, packed, photo, with_chunks
from tests.vision.imageio.deep_tiff import deep_tiff
from vision.imageio import load_image, load_picture
from vision.types import Image, VisionError, as_image


def ramp(low: float, high: float, dtype: str) -> PIL.Image.Image:
    return PIL.Image.fromarray(np.linspace(low, high, 64 * 64).reshape(64, 64).astype(dtype))


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_microscope_that_fills_a_small_part_is_stretched_and_says_so(kind: str) -> None:
    picture = load_picture(packed(kind, ramp(300, 4095, "uint16")))
    assert picture.image.min() == 0 and picture.image.max() == 255 and 120 < picture.image.mean() < 135
    (note,) = picture.notes
    assert "small part of their range" in note and "black" in note and "white" in note


def test_a_full_range_is_left_as_it_is() -> None:
    picture = load_picture(packed("PNG", ramp(9000, 60000, "uint16")))
    assert (
        picture.notes == () and picture.image.min() == round(9000 / 257) and picture.image.max() == round(60000 / 257)
    )


def test_stars_do_not_keep_the_sky_dark() -> None:
    sky = np.random.default_rng(3).normal(1000, 40, (200, 200))
    sky[50, 60] = 60000
    image = load_image(packed("TIFF", PIL.Image.fromarray(sky.astype(np.uint16))))
    assert 100 < image.mean() < 160 and image[50, 60].tolist() == [255] * 3


@pytest.mark.parametrize(("low", "high", "noted"), [(0, 1, False), (0, 0.01, True), (-5, 5, True), (1000, 90000, True)])
def test_floats(low: float, high: float, noted: bool) -> None:
    picture = load_picture(packed("TIFF", ramp(low, high, "float32")))
    assert picture.image.min() == 0 and picture.image.max() == 255 and bool(picture.notes) == noted


@pytest.mark.parametrize(("high", "noted"), [(255, False), (65535, False), (1_000_000, True)])
def test_whole_numbers_of_32_bits(high: int, noted: bool) -> None:
    picture = load_picture(packed("TIFF", ramp(0, high, "int32")))
    assert picture.mode == "I" and picture.image.min() == 0 and picture.image.max() == 255
    assert bool(picture.notes) == noted


def test_colours_in_floats() -> None:
    light = np.zeros((64, 64, 3), np.float32)
    light[..., 0], light[..., 1] = np.linspace(0, 1, 64), 0.5
    picture = load_picture(cv2.imencode(".tiff", light[..., ::-1])[1].tobytes())
    assert picture.format == "TIFF" and picture.notes == ()
    assert picture.image[0, 63].tolist() == [255, 128, 0] and picture.image[0, 0].tolist() == [0, 128, 0]


def test_what_is_no_number_is_black() -> None:
    values = np.linspace(0, 1, 100, dtype=np.float32).reshape(10, 10)
    values[0, 0], values[0, 1], values[0, 2] = np.nan, np.inf, -np.inf
    image = load_image(packed("TIFF", PIL.Image.fromarray(values)))
    assert image[0, 0, 0] == 0 and image[0, 1, 0] == 255 and image[0, 2, 0] == 0


def test_all_alike_and_nothing_at_all() -> None:
    for value in (0, 7, 65535):
        image = load_image(packed("PNG", ramp(value, value, "uint16")))
        assert (image == round(value / 257)).all()
    assert load_image(packed("TIFF", ramp(np.nan, np.nan, "float32"))).max() == 0


def test_deep_grey_with_a_transparent_value() -> None:
    deep = ramp(0, 65535, "uint16")
    hidden = int(np.asarray(deep)[20, 20])
    image = load_image(with_chunks(packed("PNG", deep), tRNS=struct.pack(">H", hidden)))
    assert image[20, 20].tolist() == [255] * 3 and image[0, 0].tolist() == [0] * 3


def test_deep_colours_with_a_transparent_one() -> None:
    """Pillow keeps 8 bits of a pixel and 16 of the transparent colour."""
    deep = np.zeros((8, 8, 3), np.uint16)
    deep[:, 4:] = 40000, 20000, 10000
    png = cv2.imencode(".png", deep[..., ::-1])[1].tobytes()
    image = load_image(with_chunks(png, tRNS=struct.pack(">3H", 40000, 20000, 10000)))
    assert image[4, 6].tolist() == [255] * 3 and image[4, 2].tolist() == [0] * 3


def test_deep_colours_that_fill_a_small_part_are_stretched() -> None:
    deep = np.zeros((64, 64, 3), np.uint16)
    deep[..., 0] = np.linspace(0, 4000, 64)
    deep[..., 1] = deep[..., 0] // 2
    for ending in (".png", ".tiff"):
        picture = load_picture(cv2.imencode(ending, deep[..., ::-1])[1].tobytes())
        assert len(picture.notes) == 1 and picture.image[..., 0].max() >= 250
        assert 110 < picture.image[..., 1].max() < 140 and picture.image[..., 2].max() == 0


def held(orientation: int) -> tuple[PIL.Image.Exif, Image]:
    """The tag of how a camera was held, and the photograph as it is meant when this is the tag."""
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    tagged = PIL.Image.open(io.BytesIO(packed("PNG", photo().resize((64, 32)), exif=exif.tobytes())))
    return exif, as_image(np.array(PIL.ImageOps.exif_transpose(tagged)))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("scale", [np.float32(1 / 255), np.uint16(257), np.uint16(1)])
def test_deep_colours_of_a_camera_held_in_any_way(scale: np.generic, orientation: int) -> None:
    """Floats, the whole range of 16 bit, and a small part of it, which is stretched."""
    _, upright = held(orientation)
    image = load_image(deep_tiff(np.asarray(photo().resize((64, 32))) * scale, orientation=orientation))
    assert image.shape == upright.shape and np.corrcoef(image.ravel(), upright.ravel())[0, 1] > 0.999


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_dark_png_of_a_camera_held_in_any_way(orientation: int) -> None:
    exif, upright = held(orientation)
    dark = np.asarray(photo().resize((64, 32)))[..., ::-1].astype(np.uint16)
    image = load_image(
        with_chunks(cv2.imencode(".png", dark)[1].tobytes(), eXIf=exif.tobytes().removeprefix(b"Exif\0\0"))
    )
    assert image.shape == upright.shape and np.corrcoef(image.ravel(), upright.ravel())[0, 1] > 0.999


def test_pages_in_floats_and_one_of_bytes_between() -> None:
    first, second = np.full((20, 30, 3), 0.5, np.float32), np.full((10, 12, 3), 77, np.uint8)
    third = (np.asarray(photo().resize((64, 32))) / 255).astype(np.float32)
    data = deep_tiff(first, second, third)
    pictures = [load_picture(data, page) for page in (1, 2, 3)]
    assert [p.pages for p in pictures] == [3] * 3 and [p.dtype for p in pictures] == ["float32", "uint8", "float32"]
    assert (pictures[0].image == 128).all() and (pictures[1].image == 77).all()
    assert np.abs(pictures[2].image.astype(int) - np.asarray(photo().resize((64, 32)))).max() <= 1
    with pytest.raises(VisionError, match="There is no page 4"):
        load_image(data, 4)


def test_a_later_page_too_large_is_named_before_it_is_decoded() -> None:
    data = bytearray(deep_tiff(np.zeros((2, 2, 3), np.float32), np.zeros((2, 3, 3), np.float32)))
    wide = data.rindex(struct.pack("<HHII", 256, 4, 1, 3))
    data[wide : wide + 12] = struct.pack("<HHII", 256, 4, 1, 100_000_000)
    with pytest.raises(VisionError, match="100000000 x 2 pixels, 200 megapixels"):
        load_image(bytes(data), 2)


def test_floats_have_their_colours_by_a_profile() -> None:
    """The same levels as a picture of 8 bits with that profile."""
    levels = np.asarray(photo().resize((64, 32)))
    expected = load_image(packed("PNG", PIL.Image.fromarray(levels), icc_profile=ADOBE))
    image = load_image(deep_tiff((levels / 255).astype(np.float32), profile=ADOBE))
    assert np.array_equal(image, expected) and not np.array_equal(image, levels)
