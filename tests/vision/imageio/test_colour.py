"""What numbers mean: held against the formulas, and by tests/e2e against a real browser."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import PIL.Image
import pytest

from rig.coloured import ADOBE, P3, PROPHOTO, SRGB, inks, packed, photo, with_chunks, with_nclx
from vision.imageio import cicp, load_image, load_picture
from vision.imageio.icc import cmyk_profile, gray_profile, power_curve
from vision.imageio.inks import printed_lab
from vision.types import Image, as_image

PATCHES = np.array([[[200, 80, 40], [60, 160, 90], [90, 100, 180], [230, 220, 210], [12, 10, 8]]], np.uint8)
TO_SRGB: dict[str, list[list[float]]] = {  # light -> light, from the primaries of each standard
    "P3": [[1.2249, -0.2247, 0], [-0.0420, 1.0419, 0], [-0.0197, -0.0786, 1.0979]],
    "Adobe": [[1.3984, -0.3984, 0], [0, 1, 0], [0, -0.0429, 1.0429]],
}


def as_formula(matrix: list[list[float]], exponent: float | None) -> Image:
    stored = PATCHES / 255
    s_curve = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    light = np.clip((s_curve if exponent is None else stored**exponent) @ np.array(matrix).T, 0, 1)
    shown = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return as_image(np.rint(shown * 255).astype(np.uint8))


@pytest.mark.parametrize(("profile", "name", "exponent"), [(P3, "P3", None), (ADOBE, "Adobe", 563 / 256)])
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_a_profile_is_applied(profile: bytes, name: str, exponent: float | None, kind: str) -> None:
    options: dict[str, Any] = {"lossless": True} if kind == "WEBP" else {}
    image = load_image(packed(kind, PIL.Image.fromarray(PATCHES), icc_profile=profile, **options))
    assert np.abs(image.astype(int) - as_formula(TO_SRGB[name], exponent)).max() <= 1


def test_a_profile_that_is_srgb_leaves_every_number() -> None:
    assert np.array_equal(load_image(packed("PNG", photo(), icc_profile=SRGB)), np.asarray(photo()))


def test_grey_with_its_own_curve() -> None:
    ramp = PIL.Image.fromarray(np.arange(256, dtype=np.uint8)[None])
    image = load_image(packed("PNG", ramp, icc_profile=gray_profile(power_curve(1.0))))
    assert image[0, 0, 0] == 0 and abs(int(image[0, 55, 0]) - 128) <= 1 and abs(int(image[0, 1, 0]) - 13) <= 1


def test_a_broken_profile_is_left_aside_with_a_note() -> None:
    picture = load_picture(packed("PNG", photo(), icc_profile=P3[:200]))
    assert np.array_equal(picture.image, np.asarray(photo()))
    assert picture.notes == (
        "Its colour profile is damaged and was left aside, so that its colours may be a little off.",
    )
    assert load_picture(packed("PNG", photo(), icc_profile=P3)).notes == ()


def test_a_profile_for_inks_on_a_picture_of_light_is_left_aside() -> None:
    assert np.array_equal(load_image(packed("PNG", photo(), icc_profile=cmyk_profile())), np.asarray(photo()))


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_without_a_profile_look_printed(kind: str) -> None:
    """Near the usual values of coated offset paper, where a naive inversion has pure (0, 255, 255) for cyan."""
    expected = {
        (0, 0, 0, 0): (255, 255, 255),
        (255, 0, 0, 0): (0, 158, 227),
        (0, 255, 0, 0): (229, 0, 125),
        (0, 0, 255, 0): (255, 237, 0),
        (0, 255, 255, 0): (227, 6, 19),
        (255, 0, 255, 0): (0, 150, 64),
        (255, 255, 0, 0): (49, 39, 131),
        (0, 0, 0, 255): (29, 29, 27),
    }
    for ink, colour in expected.items():
        options: dict[str, Any] = {"quality": 100} if kind == "JPEG" else {}
        image = load_image(packed(kind, PIL.Image.new("CMYK", (16, 16), ink), **options))
        assert np.abs(image[8, 8].astype(int) - colour).max() <= 26, ink


def test_a_picture_in_inks_keeps_its_shapes_and_a_broken_profile_is_noted() -> None:
    picture = load_picture(packed("TIFF", inks(7), icc_profile=b"no profile"))
    assert np.abs(picture.image.astype(int) - np.asarray(photo())).mean() < 35 and len(picture.notes) == 1
    assert np.corrcoef(picture.image.ravel(), np.asarray(photo()).ravel())[0, 1] > 0.97


def test_more_ink_is_never_brighter() -> None:
    levels = printed_lab(np.linspace(0, 1, 11)[:, None] * np.ones((1, 4)))[:, 0]
    assert abs(levels[0] - 100) < 0.1 and (np.diff(levels) < 0).all()


def test_png_says_its_gamma_and_its_numbers() -> None:
    plain = packed("PNG", PIL.Image.fromarray(PATCHES))
    linear = load_image(with_chunks(plain, gAMA=(100_000).to_bytes(4, "big")))
    assert np.abs(linear.astype(int) - as_formula(np.eye(3).tolist(), 1.0)).max() <= 1
    numbered = with_chunks(
        packed("PNG", PIL.Image.fromarray(PATCHES), icc_profile=PROPHOTO), cICP=bytes([12, 13, 0, 1])
    )
    assert np.abs(load_image(numbered).astype(int) - as_formula(TO_SRGB["P3"], None)).max() <= 1


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_wide_colours_by_profile_and_by_number(kind: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    flat = PIL.Image.fromarray(np.repeat(np.repeat(PATCHES, 16, 0), 16, 1))
    options: dict[str, Any] = {"quality": 100, **({"subsampling": "4:4:4"} if kind == "AVIF" else {"chroma": 444})}
    expected = as_formula(TO_SRGB["P3"], None)
    profiled = load_image(packed(kind, flat, icc_profile=P3, **options))
    numbered = load_image(with_nclx(packed(kind, flat, **options), 12, 13))
    for image in (profiled, numbered):
        assert np.abs(image[8, 8::16].astype(int) - expected[0]).max() <= 4


def test_transparent_pictures_are_coloured_before_they_lie_on_white() -> None:
    clear = PIL.Image.fromarray(PATCHES)
    clear.putalpha(128)
    image = load_image(packed("PNG", clear, icc_profile=P3))
    on_white = as_formula(TO_SRGB["P3"], None) * (128 / 255) + 255 * (127 / 255)
    assert np.abs(image - on_white).max() <= 2


def shown(transfer: int, *levels: tuple[int, int, int], **chunks: bytes) -> Image:
    """Each colour in Rec. 2020's primaries, (N, 3)."""
    plain = packed("PNG", PIL.Image.fromarray(np.array([levels], np.uint8)))
    image: Image = load_image(with_chunks(plain, cICP=bytes([9, transfer, 0, 1]), **chunks))[0]
    return image


def test_brighter_than_paper_is_dimmed_and_keeps_its_hue() -> None:
    """PQ's 148 is 203 nits, paper's white, shown at half the light; 192 is 1000 nits, the brightest spot."""
    black, paper, peak, above = shown(16, (0, 0, 0), (148,) * 3, (192,) * 3, (255,) * 3)
    assert black.max() == 0 and np.abs(paper.astype(int) - 188).max() <= 2 and peak.min() >= 253 and above.min() == 255
    white, half_signal = shown(18, (255,) * 3, (128,) * 3)
    assert white.min() >= 254 and np.abs(half_signal.astype(int) - 99).max() <= 2
    orange = np.array([1, 203 / 1000, 31 / 1000])  # of the peak's light: dimmed together, none is cut off
    light = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]) @ orange
    expected = 255 * (1.055 * np.clip(light, 0, 1) ** (1 / 2.4) - 0.055)
    assert np.abs(shown(16, (192, 148, 100))[0] - np.maximum(expected, 0)).max() <= 6


def test_the_brightest_spot_says_how_much_is_dimmed() -> None:
    """cLLI goes before mDCV. With nothing above 400 nits, white keeps 1 - log2(400 / 203) / log2(1000 / 203) / 2."""
    nits_400 = {"cLLI": struct.pack(">II", 4_000_000, 0)}
    mastered = {"mDCV": struct.pack(">8HII", *[9] * 8, 4_000_000, 1)}
    unsaid = {"cLLI": struct.pack(">II", 0, 0), **mastered}
    for chunks in (nits_400, mastered, unsaid, {"mDCV": struct.pack(">8HII", *[9] * 8, 9_000_000, 1), **nits_400}):
        assert abs(int(shown(16, (148,) * 3, **chunks)[0, 0]) - 229) <= 3
    assert abs(int(shown(16, (148,) * 3)[0, 0]) - 188) <= 3


def test_the_brightest_spot_of_an_avif_or_heic_stands_in_a_box() -> None:
    colours = b"\0\0\0\x13colrnclx" + struct.pack(">HHHB", 9, 16, 9, 128)
    light, screen = b"clli" + struct.pack(">HH", 600, 100), b"mdcv" + struct.pack(">8HII", *[1] * 8, 8_000_000, 1)
    peaks = [cicp.numbers_in_heif(colours + more) for more in (b"", light, screen, screen + light, b"clli", b"mdcv\0")]
    assert [n and n.peak_nits for n in peaks] == [1000, 600, 800, 600, 1000, 1000]
    assert cicp.numbers_in_heif(b"colrnclx\0") is None
