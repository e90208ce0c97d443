"""Each format with a file made here; what is refused says why."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL.Image
import pytest

from rig.coloured import packed, photo
from vision.imageio import EXTENSIONS, WRITABLE, load_image, load_picture
from vision.imageio.formats import IN_WORDS
from vision.imageio.opencv import open_avif
from vision.types import VisionError

EXACT: dict[str, dict[str, Any]] = {
    kind: {} for kind in ("JPEG2000", "TGA", "PPM", "ICO", "QOI", "PNG", "TIFF", "BMP")
} | {"WEBP": {"lossless": True}}


def heic(*pictures: PIL.Image.Image, **options: Any) -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener()
    return packed("HEIF", pictures[0], save_all=True, append_images=pictures[1:], quality=95, **options)


def psd(image: PIL.Image.Image) -> bytes:
    """A Photoshop file of one flattened picture, uncompressed."""
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 3, image.height, image.width, 8, 3)
    planes = b"".join(band.tobytes() for band in image.split())
    return head + struct.pack(">III", 0, 0, 0) + struct.pack(">H", 0) + planes


@pytest.mark.parametrize("kind", EXACT)
def test_what_loses_nothing_comes_back_as_it_was(kind: str) -> None:
    picture = load_picture(packed(kind, photo(), **EXACT[kind]))
    assert picture.format == kind and np.array_equal(picture.image, np.asarray(photo()))


def test_a_flattened_photoshop_file() -> None:
    picture = load_picture(psd(photo()))
    assert picture.format == "PSD" and np.array_equal(picture.image, np.asarray(photo()))


def test_a_phones_picture() -> None:
    picture = load_picture(heic(photo()))
    assert picture.format == "HEIF" and not picture.animated
    assert np.abs(picture.image.astype(int) - np.asarray(photo())).mean() < 3


def test_a_phone_held_upright() -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    image = load_image(heic(photo().resize((256, 128)), exif=exif.tobytes()))
    assert image.shape == (256, 128, 3)
    turned = np.rot90(np.asarray(photo().resize((256, 128))), -1)
    assert np.abs(image.astype(int) - turned).mean() < 4


def test_a_burst_shows_its_main_picture() -> None:
    shots = [photo(), photo().rotate(90), photo().rotate(180)]
    picture = load_picture(heic(*shots, primary_index=1))
    assert not picture.animated and picture.pages == 1
    assert np.abs(picture.image.astype(int) - np.asarray(shots[1])).mean() < 3


def test_the_second_view_of_a_stereo_picture_is_no_animation() -> None:
    picture = load_picture(packed("MPO", photo(), save_all=True, append_images=[photo().rotate(90)], quality=95))
    assert picture.format == "MPO" and not picture.animated and picture.pages == 1
    assert np.abs(picture.image.astype(int) - np.asarray(photo())).mean() < 5


@pytest.mark.parametrize("name", ["photo", "photo.jfif", "photo.txt", "photo.png"])
def test_what_a_file_is_called_does_not_matter(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(packed("JPEG", photo(), quality=95))
    assert load_picture(tmp_path / name).format == "JPEG"


def without_size_of_alpha(avif: bytes) -> bytes:
    """The AVIF with its second item's size left out, as some encoders did."""
    entry = avif.index(b"ipma") + 12  # item 1
    second = entry + 3 + avif[entry + 2]
    return avif[: second + 3] + b"\0" + avif[second + 4 :]


def test_an_avif_that_bends_the_rules_is_opened_by_a_second_decoder() -> None:
    clear = photo()
    clear.putalpha(PIL.Image.linear_gradient("L"))
    whole = packed("AVIF", clear, quality=95, subsampling="4:4:4")
    bent = without_size_of_alpha(whole)
    with pytest.raises(PIL.UnidentifiedImageError):
        PIL.Image.open(io.BytesIO(bent))
    assert np.abs(load_image(bent).astype(int) - load_image(whole)).mean() < 1


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_second_decoder_knows_how_the_camera_was_held(orientation: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    clear = photo().resize((128, 64))
    clear.putalpha(255)
    whole = packed("AVIF", clear, quality=95, subsampling="4:4:4", exif=exif.tobytes())
    expected = load_image(whole)
    assert expected.shape == ((64, 128, 3) if orientation < 5 else (128, 64, 3))
    image = load_image(without_size_of_alpha(whole))
    assert image.shape == expected.shape and np.abs(image.astype(int) - expected).mean() < 1


def test_the_second_decoder_knows_ten_bits() -> None:
    deep = np.asarray(photo())[..., ::-1].astype(np.uint16) * 4
    avif = cv2.imencode(".avif", deep, [cv2.IMWRITE_AVIF_DEPTH, 10, cv2.IMWRITE_AVIF_QUALITY, 95])[1].tobytes()
    opened = open_avif(avif, lambda width, height: None)
    assert np.abs(np.asarray(opened).astype(int) - np.asarray(photo())).mean() < 4


def tiff_of(tags: dict[int, tuple[int, int]], after: bytes = b"") -> bytes:
    """A TIFF's first directory: number -> (type, value)."""
    rows = b"".join(struct.pack("<HHII", n, kind, 1, value) for n, (kind, value) in sorted(tags.items()))
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + rows + struct.pack("<I", 0) + after


RAW = {
    "Nikon or Sony": tiff_of({254: (4, 1), 256: (4, 160), 257: (4, 120), 271: (2, 0), 330: (4, 999)}),
    "Adobe": tiff_of({254: (4, 0), 256: (4, 160), 257: (4, 120), 50706: (1, 0x0401)}),
    "Canon": b"II*\0\x10\0\0\0CR\x02\0" + b"\0" * 50,
    "Canon, new": b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + b"\0" * 40,
    "Fuji": b"FUJIFILMCCD-RAW 0201" + b"\0" * 40,
    "Panasonic": b"IIU\0\x18\0\0\0" + b"\0" * 40,
    "Olympus": b"IIRO\x08\0\0\0" + b"\0" * 40,
}


@pytest.mark.parametrize("maker", RAW)
def test_a_raw_file_says_that_it_is_one(maker: str) -> None:
    with pytest.raises(VisionError, match=r"camera's raw file.*develop it to a JPEG or TIFF\.$"):
        load_image(RAW[maker])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 and so on", "PDF"),
        (b"\0\0\0\x20ftypisom" + b"\0" * 30, "video"),
        (b"\x1aE\xdf\xa3" + b"\0" * 30, "video"),
        (b"PK\x03\x04" + b"\0" * 30, "ZIP"),
        (b"<?xml version='1.0'?><svg xmlns=''/>", "SVG"),
        (b"\xff\x0a" + b"\0" * 30, "JPEG XL"),
        (heic(photo())[:300], "damaged"),
    ],
)
def test_a_refusal_names_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(VisionError, match=reason) as caught:
        load_image(data)
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")


@pytest.mark.parametrize("kind", ["JPEG2000", "TGA", "PPM", "ICO", "QOI", "HEIF", "AVIF", "PSD"])
def test_what_is_cut_short_is_one_sentence_or_what_there_is(kind: str) -> None:
    whole = heic(photo()) if kind == "HEIF" else psd(photo()) if kind == "PSD" else packed(kind, photo())
    for part in (0.02, 0.3, 0.9):
        try:
            load_image(whole[: int(part * len(whole))])
        except VisionError as error:
            assert str(error).endswith(".")


def test_written_is_less_than_read() -> None:
    assert set(WRITABLE) < set(EXTENSIONS) and {"heic", "jfif", "jp2", "psd"} <= set(EXTENSIONS)


def test_the_kinds_that_can_be_opened_are_named_without_a_word_of_english() -> None:
    assert [kind for kind in IN_WORDS.split(", ") if " " in kind] == ["JPEG 2000"]
