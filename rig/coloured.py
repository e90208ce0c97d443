"""One photograph saved with every kind of colour, and how a browser shows it."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

import numpy as np
import PIL.Image
import skimage.data
from playwright.sync_api import Page

from vision.imageio import icc, load_image
from vision.imageio.icc import gray_profile, power_curve, rgb_profile, srgb_curve
from vision.types import Image

P3 = rgb_profile(icc.DISPLAY_P3, srgb_curve)
ADOBE = rgb_profile(icc.ADOBE_RGB, power_curve(563 / 256))
PROPHOTO = rgb_profile(icc.PROPHOTO, power_curve(1.8))
REC_2020 = rgb_profile(icc.REC_2020, srgb_curve)
SRGB = rgb_profile(icc.SRGB, srgb_curve)


BROWSERS_OWN = {
    "JPEG, four inks with a profile": "Chromium multiplies black into the other inks before it uses the profile",
}
"""Where a browser goes its own way, and how."""


def photo() -> PIL.Image.Image:
    return PIL.Image.fromarray(skimage.data.astronaut()).resize((256, 256), PIL.Image.Resampling.LANCZOS)


def packed(kind: str, picture: PIL.Image.Image, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def with_chunks(png: bytes, **chunks: bytes) -> bytes:
    """The PNG with chunks of these names right after its header."""
    made = b"".join(
        struct.pack(">I", len(body)) + name.encode() + body + struct.pack(">I", zlib.crc32(name.encode() + body))
        for name, body in chunks.items()
    )
    return png[:33] + made + png[33:]


def chromaticities(where: icc.Chromaticities) -> bytes:
    return struct.pack(">8I", *(round(100_000 * v) for point in where for v in point))


def with_nclx(heif: bytes, primaries: int, transfer: int) -> bytes:
    """The AVIF or HEIF with other numbers in its colour box."""
    at = heif.index(b"colrnclx") + 8
    return heif[:at] + struct.pack(">HH", primaries, transfer) + heif[at + 4 :]


def inks(tenths: int) -> PIL.Image.Image:
    """The photograph in four inks; so many tenths of its grey are printed in black."""
    levels = 255 - np.asarray(photo(), int)
    black = levels.min(axis=2) * tenths // 10
    return PIL.Image.fromarray(np.dstack([levels - black[..., None], black]).astype(np.uint8), "CMYK")


def black_first(jpeg: bytes) -> bytes:
    """What Chromium makes of four inks: black multiplied into the others, and none left for the profile."""
    with PIL.Image.open(io.BytesIO(jpeg)) as picture:
        levels, profile = 255 - np.asarray(picture, int), picture.info["icc_profile"]
    three = 255 - np.rint(levels[..., :3] * levels[..., 3:] / 255)
    return packed(
        "TIFF",
        PIL.Image.fromarray(np.dstack([three, 0 * levels[..., 3]]).astype(np.uint8), "CMYK"),
        icc_profile=profile,
    )


def kinds() -> dict[str, bytes]:
    """What each is called -> the file."""
    rgb, gray = photo(), photo().convert("L")
    clear = rgb.copy()
    clear.putalpha(PIL.Image.linear_gradient("L"))
    png, gray_png = packed("PNG", rgb), packed("PNG", gray)
    deep = PIL.Image.fromarray(np.asarray(gray).astype(np.uint16) * 257)
    linear_gray = gray_profile(power_curve(1.0))
    lossless = {"quality": 100, "subsampling": "4:4:4"}
    nclx = packed("AVIF", rgb, **lossless)
    gamma = struct.pack(">I", 100_000)
    return {
        "JPEG without a profile": packed("JPEG", rgb, quality=95),
        "JPEG, sRGB": packed("JPEG", rgb, quality=95, icc_profile=SRGB),
        "JPEG, Display P3": packed("JPEG", rgb, quality=95, icc_profile=P3),
        "JPEG, Adobe RGB": packed("JPEG", rgb, quality=95, icc_profile=ADOBE),
        "JPEG, ProPhoto": packed("JPEG", rgb, quality=95, icc_profile=PROPHOTO),
        "JPEG, grey, gamma 1.8": packed("JPEG", gray, quality=95, icc_profile=gray_profile(power_curve(1.8))),
        "JPEG, three inks with a profile": packed("JPEG", inks(0), quality=95, icc_profile=icc.cmyk_profile()),
        "JPEG, four inks with a profile": packed("JPEG", inks(7), quality=95, icc_profile=icc.cmyk_profile()),
        "JPEG, broken profile": packed("JPEG", rgb, quality=95, icc_profile=P3[:300]),
        "PNG, Display P3": packed("PNG", rgb, icc_profile=P3),
        "PNG, Rec. 2020": packed("PNG", rgb, icc_profile=REC_2020),
        "PNG, linear light": packed("PNG", rgb, icc_profile=rgb_profile(icc.SRGB, power_curve(1.0))),
        "PNG, P3 with transparency": packed("PNG", clear, icc_profile=P3),
        "PNG, P3 with a palette": packed("PNG", rgb.quantize(64), icc_profile=P3),
        "PNG, grey with an RGB profile": packed("PNG", gray, icc_profile=ADOBE),
        "PNG, grey, gamma 1.0": packed("PNG", gray, icc_profile=linear_gray),
        "PNG, 16 bit grey, gamma 1.0": packed("PNG", deep, icc_profile=linear_gray),
        "PNG, gAMA 1.0": with_chunks(png, gAMA=gamma),
        "PNG, gAMA 1/2.2 and cHRM of Adobe RGB": with_chunks(
            png, gAMA=struct.pack(">I", 45455), cHRM=chromaticities(icc.ADOBE_RGB)
        ),
        "PNG, cHRM alone": with_chunks(png, cHRM=chromaticities(icc.ADOBE_RGB)),
        "PNG, grey, gAMA 1.0": with_chunks(gray_png, gAMA=gamma),
        "PNG, cICP Display P3": with_chunks(png, cICP=bytes([12, 13, 0, 1])),
        "PNG, cICP Rec. 2020 with a profile beside": with_chunks(
            packed("PNG", rgb, icc_profile=SRGB), cICP=bytes([9, 13, 0, 1])
        ),
        "PNG, cICP PQ": with_chunks(png, cICP=bytes([9, 16, 0, 1])),
        "PNG, cICP PQ, no spot above 400 nits": with_chunks(
            png, cICP=bytes([9, 16, 0, 1]), cLLI=struct.pack(">II", 4_000_000, 1_000_000)
        ),
        "PNG, cICP HLG in Display P3": with_chunks(png, cICP=bytes([12, 18, 0, 1])),
        "WebP, Adobe RGB": packed("WEBP", rgb, lossless=True, icc_profile=ADOBE),
        "AVIF without a profile": nclx,
        "AVIF, Display P3": packed("AVIF", rgb, icc_profile=P3, **lossless),
        "AVIF, numbered Display P3": with_nclx(nclx, 12, 13),
        "AVIF, numbered Rec. 2020, camera curve": with_nclx(nclx, 9, 1),
        "AVIF, numbered Rec. 709, camera curve": with_nclx(nclx, 1, 1),
        "AVIF, numbered HLG": with_nclx(nclx, 9, 18),
        "AVIF, numbered PQ": with_nclx(nclx, 9, 16),
    }


def seen_in(page: Page, data: bytes) -> Image:
    """The picture as the browser shows it, (H, W, 3)."""
    page.set_content(f'<style>body{{margin:0}}</style><img src="data:;base64,{base64.b64encode(data).decode()}">')
    page.evaluate("() => document.querySelector('img').decode()")
    return load_image(page.locator("img").screenshot())
