"""A machine that was shown parts of two photographs, a cat and a cup, and what it says of other pictures."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from vision.photographs import photograph
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.teach.answering import Answer, answer
from vision.teach.lesson import Example, Lesson, TaughtClass
from vision.teach.training import Learned, learn
from vision.types import Image, as_image

TAUGHT = {"cat": "cat", "cup": "coffee"}
"""What is taught -> the photograph it is taught by."""

ASKED = (
    ("cat", "none", "the cat"),
    ("cat", "mirror", "mirrored"),
    ("cat", "grayscale", "without colour"),
    ("coffee", "none", "the cup"),
    ("coins", "none", "coins"),
    ("astronaut", "none", "an astronaut"),
)
"""Photograph, recipe, and its name under the picture."""

_EACH, _SHARE, _CELL, _GAP, _FOOT = 4, 0.75, 200, 8, 58
_PAPER, _INK, _SOFT = (244, 241, 232), (16, 20, 18), (90, 96, 92)


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What came of four parts of each photograph."""
    classes = (TaughtClass(name, tuple(map(Example.of, _parts(photo)))) for name, photo in TAUGHT.items())
    return learn(Lesson(tuple(classes)))


def said_of(image: Image) -> Answer:
    return answer(learned(), image)


def examples() -> Image:
    """What it was shown, a row for each class."""
    rows = [[_cell(part, f"“{name}”") for part in _parts(photo)] for name, photo in TAUGHT.items()]
    return _sheet(rows)


def answers() -> Image:
    """Six pictures with what it says of each under them."""
    cells = [_told(filtered(photograph(photo), Recipe.parse(text)).image, name) for photo, text, name in ASKED]
    return _sheet([cells[:3], cells[3:]])


def _told(image: Image, name: str) -> Image:
    told = said_of(image)
    share = f", {told.sure:.0%} sure" if told.verdict == "sure" else ""
    return _cell(_middle(image), f"“{told.name}”{share}", f"shown: {name}")


def _parts(photo: str) -> list[Image]:
    """Squares of the photograph, from its four corners inwards."""
    image = photograph(photo)
    height, width = image.shape[:2]
    side = int(min(height, width) * _SHARE)
    places = [(y, x) for y in (0, height - side) for x in np.linspace(0, width - side, 4).astype(int)[1:3]]
    return [as_image(np.ascontiguousarray(image[y : y + side, x : x + side])) for y, x in places[:_EACH]]


def _middle(image: Image) -> Image:
    height, width = image.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return image[top : top + side, left : left + side]


def _cell(image: Image, title: str, below: str = "") -> Image:
    """The picture as a square with words under it."""
    square = cv2.resize(image, (_CELL, _CELL), interpolation=cv2.INTER_AREA)
    foot = _FOOT if below else _FOOT // 2
    canvas = PillowImage.new("RGB", (_CELL + 2 * _GAP, _CELL + foot + _GAP), _PAPER)
    canvas.paste(PillowImage.fromarray(square), (_GAP, _GAP))
    draw = ImageDraw.Draw(canvas)
    draw.text((_CELL / 2 + _GAP, _CELL + _GAP + 14), title, _INK, ImageFont.load_default(19), anchor="mm")
    draw.text((_CELL / 2 + _GAP, _CELL + _GAP + 38), below, _SOFT, ImageFont.load_default(16), anchor="mm")
    return np.array(canvas)


def _sheet(rows: list[list[Image]]) -> Image:
    return as_image(np.vstack([np.hstack(row) for row in rows]))
