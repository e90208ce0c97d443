"""Small pictures of names, drawn once and stamped on many frames."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PilImage
from PIL import ImageDraw, ImageFont

from vision.types import as_uint8

Label = NDArray[np.uint8]
"""(h, w, 4) RGBA."""

GROUND = (24, 29, 33)
_BEHIND = (20, 24, 27, 205)
_INK = (240, 243, 240)
_SIZE, _LONGEST = 20, 900
_SYSTEM_FONTS = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "arial.ttf",
    "Arial Unicode.ttf",
    "NotoSansCJK-Regular.ttc",
    "msyh.ttc",
    "PingFang.ttc",
    "NotoSansArabic-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
)


def name_label(name: str, number: int) -> Label:
    """A person's number and name; characters that no font at hand can draw are left to the number."""
    text = f"{number}  {name}"
    font = max(_fonts(), key=lambda f: len(_drawable(text, f)))
    text = _drawable(text, font)
    image = PilImage.new("RGBA", (min(int(font.getlength(text)) + _SIZE, _LONGEST), _SIZE * 3 // 2), _BEHIND)
    ImageDraw.Draw(image).text((_SIZE // 2, _SIZE * 3 // 4), text, _INK, font, anchor="lm")
    return as_uint8(np.asarray(image))


@cache
def _fonts() -> tuple[ImageFont.FreeTypeFont, ...]:
    """Those of the system for the world's scripts, and last the one that Pillow brings, for ASCII."""
    found = []
    for name in _SYSTEM_FONTS:
        try:
            found.append(ImageFont.truetype(name, _SIZE))
        except OSError:
            continue
    bundled = ImageFont.load_default(_SIZE)
    return (*found, bundled) if isinstance(bundled, ImageFont.FreeTypeFont) else tuple(found)


def _drawable(text: str, font: ImageFont.FreeTypeFont) -> str:
    """What the font can draw of it; an accent that it lacks is left out rather than the letter."""
    unknown = bytes(font.getmask("\U0010fffe"))

    def has(character: str) -> bool:
        return character.isspace() or bytes(font.getmask(character)) != unknown

    letters = (c if has(c) else unicodedata.normalize("NFKD", c)[:1] for c in text)
    return "".join(c for c in letters if has(c)).strip()
