"""A machine that was shown parts of two photographs, a cat and a cup, and what it says of other pictures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import cv2
import numpy as np

from vision.draw import label_for
from vision.letters.stamp import stamp
from vision.photographs import photograph
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.teach.answering import Answer, answer
from vision.teach.lesson import Example, Lesson, TaughtClass
from vision.teach.training import Learned, learn
from vision.types import Image, as_image
from vision.words.renamed import ENGLISH
from vision.words.said import N_, said

TAUGHT = {N_("cat"): "cat", N_("cup"): "coffee"}
"""What is taught -> the photograph it is taught by."""

ASKED = (
    ("cat", "none", N_("the cat")),
    ("cat", "mirror", N_("mirrored")),
    ("cat", "grayscale", N_("without colour")),
    ("coffee", "none", N_("the cup")),
    ("coins", "none", N_("coins")),
    ("astronaut", "none", N_("an astronaut")),
)
"""Photograph, recipe, and its name under the picture."""

_QUOTED, _SURE, _SHOWN = N_("“{name}”"), N_("“{name}”, {percent} % sure"), N_("shown: {what}")
WRITTEN = (*TAUGHT, *(name for *_, name in ASKED), "none of these", "not sure", _QUOTED, _SURE, _SHOWN)
"""All that is written under the pictures, with places left open."""

_EACH, _SHARE, _CELL, _GAP, _FOOT = 4, 0.75, 200, 8, 58
_PAPER, _INK, _SOFT = (244, 241, 232), (16, 20, 18), (90, 96, 92)


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What came of four parts of each photograph."""
    classes = (TaughtClass(name, tuple(map(Example.of, _parts(photo)))) for name, photo in TAUGHT.items())
    return learn(Lesson(tuple(classes)))


def said_of(image: Image) -> Answer:
    return answer(learned(), image)


def examples(names: Mapping[str, str] = ENGLISH) -> Image:
    """What it was shown, a row for each class. names: what is written, in the viewer's language."""
    rows = [
        [_cell(part, label_for(said(_QUOTED, name=name), names)) for part in _parts(photo)]
        for name, photo in TAUGHT.items()
    ]
    return _sheet(rows)


def answers(names: Mapping[str, str] = ENGLISH) -> Image:
    """Six pictures with what it says of each under them. names: what is written, in the viewer's language."""
    cells = [_told(filtered(photograph(photo), Recipe.parse(text)).image, name, names) for photo, text, name in ASKED]
    return _sheet([cells[:3], cells[3:]])


def _told(image: Image, name: str, names: Mapping[str, str]) -> Image:
    told = said_of(image)
    if told.verdict == "sure":
        verdict = said(_SURE, name=told.name, percent=round(100 * told.sure))
    else:
        verdict = said(_QUOTED, name=told.name)
    return _cell(_middle(image), label_for(verdict, names), label_for(said(_SHOWN, what=name), names))


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
    canvas = as_image(np.full((_CELL + foot + _GAP, _CELL + 2 * _GAP, 3), _PAPER, np.uint8))
    canvas[_GAP : _GAP + _CELL, _GAP : _GAP + _CELL] = square
    _write(canvas, title, 19, _CELL + _GAP + 20, _INK)
    _write(canvas, below, 16, _CELL + _GAP + 44, _SOFT)
    return canvas


def _write(canvas: Image, words: str, size: int, foot: int, colour: tuple[int, int, int]) -> None:
    """In the middle, smaller where there is no room."""
    room, wide = canvas.shape[1], stamp(words, size, colour).width
    letters = stamp(words, min(size, size * room // max(1, wide)), colour)
    letters.put(canvas, (room - letters.width) // 2, foot)


def _sheet(rows: list[list[Image]]) -> Image:
    return as_image(np.vstack([np.hstack(row) for row in rows]))
