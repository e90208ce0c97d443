"""From a page to its lines, one room after the other: ink, lines, reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.components import Components
from vision.layout.ink.find import Ink, find_ink
from vision.layout.ink.rules import Rules
from vision.layout.lines.find_words import Words, find_words, learned_words
from vision.layout.lines.rows import Lines, find_lines
from vision.layout.options import Options
from vision.layout.reading.baselines import baselines
from vision.layout.reading.certainty import evidence
from vision.layout.reading.place import place
from vision.layout.types import Boxes, Floats, Mask, PageLayout, TextDirection
from vision.types import Gray, Image, VisionError

QUARTER, WHOLE = 90, 360
"""Degrees."""

BETTER = 1.5
"""How much nearer to the baselines feet must be for a page to be turned: on labelled ones that lie right they are 2 to
40 times nearer than on their side."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What each room handed on, at the reduced size and upright (vertical pages: turned so that lines lie level).

    matrix: (2, 3) page to reduced.
    """

    page: Ink
    words: Words
    lines: Lines
    matrix: Floats
    layout: PageLayout

    @property
    def gray(self) -> Gray:
        return self.page.gray

    @property
    def ink(self) -> Mask:
        return self.page.black

    @property
    def letters(self) -> Components:
        return self.page.letters

    @property
    def rules(self) -> Rules:
        return self.page.rules

    @property
    def scale(self) -> float:
        return self.page.scale

    @property
    def gaps(self) -> Mask:
        return self.words.gaps

    @property
    def fragments(self) -> Boxes:
        """(N, 4) words before they are joined."""
        return self.words.pieces.box


def segment(image: Image | Gray, *, mask: Mask | None = None, **options: Any) -> PageLayout:
    """The text lines of a page with their boxes, columns and reading order.

    image: (H, W, 3) RGB or (H, W) gray. mask: (H, W), 0 is not looked at. options: the fields of `Options`.

    Raises VisionError for a page without text, an option out of range, a mask of another size.
    """
    return trace(image, Options(**options), mask=mask).layout


def trace(image: Image | Gray, options: Options | None = None, *, mask: Mask | None = None) -> Steps:
    """Like `segment`, with everything that was found on the way.

    Where letters do not tell which way lines run, as in handwriting, the way in which they stand better on them.
    """
    options = options or Options()
    steps = as_it_lies(image, options, mask)
    if steps.page.lie.along_clear:
        return steps
    step_by_step = options.changed(detector="classical")
    here = steps if options == step_by_step else as_it_lies(image, step_by_step, mask)
    turned = options.changed(turned=str((steps.layout.turned + QUARTER) % WHOLE))
    try:
        there = as_it_lies(image, turned.changed(detector="classical"), mask)
    except VisionError:
        return steps
    if BETTER * unevenness(there) > unevenness(here):
        return steps
    return there if options == step_by_step else as_it_lies(image, turned, mask)


def as_it_lies(image: Image | Gray, options: Options, mask: Mask | None) -> Steps:
    """One way through the rooms, turned as letters tell or options say."""
    gray = checked_gray(image, mask)
    level, turn = levelled(gray, options.text_direction)
    level_mask = None if mask is None else levelled(np.asarray(mask) != 0, options.text_direction)[0]
    ink = find_ink(level, options, level_mask)
    words = learned_words(ink) if options.detector == "learned" else find_words(ink)
    lines = find_lines(ink, words, options.max_column_separators)
    matrix = combined(ink.matrix, turn)
    layout = place(ink, words, lines, matrix, (gray.shape[1], gray.shape[0]), options)
    return Steps(ink, words, lines, matrix, layout)


def unevenness(steps: Steps) -> float:
    """How far the feet of letters are off the baselines, in letter heights: the mean of lines, weighted by length."""
    found, letters, scale = steps.lines.found, steps.letters, steps.scale
    off = evidence(found, letters, baselines(found, letters, scale), scale)[:, 2]
    return float(np.average(off, weights=found.box[:, 2] - found.box[:, 0]))


def checked_gray(image: Image | Gray, mask: Mask | None) -> Gray:
    """The page in gray, or VisionError for a mask that does not fit."""
    if mask is not None and np.shape(mask) != image.shape[:2]:
        raise VisionError("The mask must have the page's own height and width.")
    if image.size == 0:
        raise VisionError("No text was found: the picture is empty.")
    gray = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return np.asarray(gray, np.uint8)


def levelled(page: NDArray[Any], text_direction: TextDirection) -> tuple[NDArray[Any], Floats]:
    """A vertical page turned so that its lines run from left to right, and the (3, 3) map from page to turned."""
    if text_direction == "vertical-lr":
        return np.ascontiguousarray(page.T), np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 1]])
    if text_direction == "vertical-rl":
        return np.ascontiguousarray(np.rot90(page)), np.array([[0.0, 1, 0], [-1, 0, page.shape[1]], [0, 0, 1]])
    return page, np.eye(3)


def combined(matrix: Floats, turn: Floats) -> Floats:
    return np.asarray((np.vstack([matrix, [0, 0, 1]]) @ turn)[:2], np.float64)
