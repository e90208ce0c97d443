"""The lines of a page, one picture each, to their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from vision.layout.types import Box, Line, PageLayout, Word
from vision.read.program import FoundWord, ReadingProgress, check_languages, languages, recognise
from vision.read.straighten import Strip, straighten
from vision.types import Gray, Image, VisionError, as_gray

ONE_LINE, UPRIGHT_BLOCK = 7, 5
"""tesseract's page segmentation modes for a level line, and for lines that run from top to bottom."""

VERTICAL = "_vert"
"""The ending of tesseract's languages for lines that run from top to bottom."""


def read(image: Image | Gray, layout: PageLayout, language: str, progress: ReadingProgress | None = None) -> PageLayout:
    """The layout with the words of each line, read by tesseract in one run.

    language: names of installed languages, several with a plus between: "eng", "deu+frk".
    Raises VisionError when tesseract or a language is not installed.
    """
    check_languages(language)
    if image.shape[:2] != (layout.height, layout.width):
        raise VisionError("The picture and the layout differ in size.")
    gray = gray_of(image)
    strips = [strip_of(gray, layout, line) for line in layout.lines]
    upright = layout.text_direction.startswith("vertical")
    mode, language = (UPRIGHT_BLOCK, for_upright(language)) if upright else (ONE_LINE, language)
    found = recognise([strip.picture for strip in strips], language, mode, progress)
    by_line = defaultdict(list)
    for word in found:
        by_line[word.picture].append(word)
    lines = [with_words(line, strips[i], by_line[i], layout) for i, line in enumerate(layout.lines)]
    return replace(layout, lines=tuple(lines))


def line_picture(image: Image | Gray, layout: PageLayout, line: Line) -> Gray:
    """(h, w) the line as it is handed to tesseract."""
    return strip_of(gray_of(image), layout, line).picture


def gray_of(image: Image | Gray) -> Gray:
    return as_gray(image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))


def strip_of(gray: Gray, layout: PageLayout, line: Line) -> Strip:
    """A line laid level, or one that runs from top to bottom as it stands."""
    return (cut_out if layout.text_direction.startswith("vertical") else straighten)(gray, layout, line)


def with_words(line: Line, strip: Strip, found: Sequence[FoundWord], layout: PageLayout) -> Line:
    """The line with what was found on its picture, at its place on the page."""
    words = []
    for one in found:
        outline = strip.outline(one.box)
        x, y = np.clip(np.array(outline), 0, (layout.width, layout.height)).T
        box: Box = int(x.min()), int(y.min()), max(int(x.max()), int(x.min()) + 1), max(int(y.max()), int(y.min()) + 1)
        words.append(Word(one.text, box, one.confidence, outline))
    return replace(line, words=tuple(words))


def cut_out(page: Gray, layout: PageLayout, line: Line) -> Strip:
    """An upright line as it stands."""
    x0, y0, x1, y1 = line.box
    y, x = np.mgrid[y0:y1, x0:x1]
    return Strip(np.ascontiguousarray(page[y0:y1, x0:x1]), np.stack([x, y], 2).astype(np.float64))


def for_upright(language: str) -> str:
    """The same languages in their form for upright lines where it is installed."""
    there = languages()
    return "+".join(name + VERTICAL if name + VERTICAL in there else name for name in language.split("+"))
