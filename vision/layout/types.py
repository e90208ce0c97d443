"""The values of page segmentation: a line, a separator, the layout of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are exclusive."""

Outline = tuple[tuple[int, int], ...]
"""The corners (x, y) of a box that may lie askew, clockwise from the top left."""

Boxes = NDArray[np.float64]
"""(N, 4): left, top, right, bottom."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Mask = NDArray[np.bool_]
"""(H, W), true where something is; or (N,), true for the chosen ones."""

Turned = Literal["auto", "0", "90", "180", "270"]
"""Degrees by which a page lies turned clockwise; auto: found out."""

TextDirection = Literal["horizontal-lr", "horizontal-rl", "vertical-lr", "vertical-rl"]
LineDetector = Literal["classical", "learned"]

InkMethod = Literal["wolf", "otsu", "sauvola", "niblack", "dither"]
INK_METHODS: tuple[InkMethod, ...] = get_args(InkMethod)

TEXT_DIRECTIONS: tuple[TextDirection, ...] = get_args(TextDirection)


@dataclass(frozen=True, slots=True)
class Word:
    """What was read at one place. outline: its four corners as they lie. confidence: in [0, 1]."""

    text: str
    box: Box
    confidence: float
    outline: Outline = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A text line: its box, the column it stands in (None: it spans several), and its corners as they lie.

    baseline: the points (x, y) of the line on which its letters stand, in the direction of reading. words: what was
    read, in that direction; () before. script: the name of its writing, "" while nobody asked. certainty: in [0, 1],
    how much it looks like text and not like an ornament; 1 for one that a person drew.
    """

    box: Box
    column: int | None = None
    outline: Outline = ()
    baseline: Outline = ()
    words: tuple[Word, ...] = ()
    script: str = ""
    certainty: float = 1.0

    @property
    def text(self) -> str:
        """Its words, with spaces where the script has them."""
        return joined([word.text for word in self.words])

    @property
    def confidence(self) -> float | None:
        """The mean of its words' confidences; None before it was read."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else None


@dataclass(frozen=True, slots=True)
class Separator:
    """What parts two columns: a white gap or a printed rule."""

    box: Box
    kind: Literal["gap", "rule"]
    outline: Outline = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands among the text and is read in another way, or not at all; a table's lines are lines all the same."""

    box: Box
    kind: Literal["picture", "table"]
    outline: Outline = ()


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The text lines of a page in reading order, what parts its columns, and what else is on it.

    skew_degrees: how far the page is turned, clockwise positive, beside whole quarters. scale: height of a letter in
    pixels. turned: 0, 90, 180 or 270, the degrees by which it lies turned clockwise.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    columns: tuple[Box, ...]
    separators: tuple[Separator, ...]
    skew_degrees: float
    scale: float
    text_direction: TextDirection = "horizontal-lr"
    turned: int = 0
    figures: tuple[Figure, ...] = ()

    @property
    def boxes(self) -> NDArray[np.int64]:
        """(N, 4) line boxes in reading order."""
        return np.array([line.box for line in self.lines], np.int64).reshape(-1, 4)

    @property
    def was_read(self) -> bool:
        return any(line.words for line in self.lines)


UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
"""Han, kana and their punctuation, which are written without spaces."""


def spaced(before: str, after: str) -> bool:
    """Whether there is a space between two words."""
    return not (UNSPACED.match(before[-1]) and UNSPACED.match(after[0]))


def joined(words: Sequence[str]) -> str:
    """Words as one text, with spaces where the script has them."""
    out = ""
    for word in filter(None, words):
        out += f" {word}" if out and spaced(out, word) else word
    return out
