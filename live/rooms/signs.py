"""What a room's picture says without words: it is seen by people of several languages, and the page has the words."""

from __future__ import annotations

from functools import cache

import numpy as np
from PIL import Image as PilImage
from PIL import ImageDraw, ImageFont

from live.rooms.labels import GROUND, Label
from vision.types import as_uint8

_WARNS = (242, 160, 94, 235)
_RECORDS = (226, 62, 52, 245)
_DARK, _LIGHT = (30, 22, 12), (240, 243, 240)
_FINE = 4  # drawn so many times as large, for smooth rims


@cache
def warning() -> Label:
    """On a tile that is not as its owner wants it: a triangle with an exclamation mark."""
    sign, pen = _sheet(40, 36, _WARNS)
    pen.polygon([(80, 16), (144, 124), (16, 124)], _DARK)
    pen.line([(80, 56), (80, 88)], _WARNS, 12)
    pen.ellipse((73, 98, 87, 112), _WARNS)
    return _label(sign)


@cache
def recording() -> Label:
    """A dot and REC on red, as cameras show it all over the world."""
    sign, pen = _sheet(80, 30, _RECORDS)
    pen.ellipse((32, 28, 96, 92), _LIGHT)
    pen.text((116, 60), "REC", _LIGHT, ImageFont.load_default(80), anchor="lm")
    return _label(sign)


@cache
def nobody() -> Label:
    """Where nobody shows a picture: a camera, crossed out."""
    sign, pen = _sheet(120, 80, (*GROUND, 255))
    pen.rounded_rectangle((64, 80, 304, 248), 32, _LIGHT)
    pen.polygon([(320, 144), (408, 88), (408, 240), (320, 184)], _LIGHT)
    across = [(56, 288), (424, 40)]
    pen.line(across, GROUND, 56)
    pen.line(across, _LIGHT, 20)
    return _label(sign)


def _sheet(width: int, height: int, ground: tuple[int, int, int, int]) -> tuple[PilImage.Image, ImageDraw.ImageDraw]:
    image = PilImage.new("RGBA", (width * _FINE, height * _FINE), ground)
    return image, ImageDraw.Draw(image)


def _label(sign: PilImage.Image) -> Label:
    return as_uint8(np.asarray(sign.reduce(_FINE)))
