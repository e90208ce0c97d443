"""A layout and the steps to it as pictures; every function gives a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.geometry import corners
from vision.layout.reading.regions import RegionKind, regions
from vision.layout.segment import Steps
from vision.layout.types import Box, Mask, Outline, PageLayout
from vision.types import Gray, Image, as_image

Colour = tuple[int, int, int]
LINE: Colour = (220, 38, 38)
GAP: Colour = (37, 99, 235)
RULE: Colour = (217, 119, 6)
TINTS: tuple[Colour, ...] = ((16, 185, 129), (168, 85, 247), (234, 179, 8), (236, 72, 153), (6, 182, 212))


REGIONS: dict[RegionKind, Colour] = {
    "text": (100, 116, 139),
    "title": (147, 51, 234),
    "picture": (13, 148, 136),
    "table": (79, 70, 229),
}

DROPPED: Colour = (248, 180, 180)
BLOCK: Colour = (191, 219, 254)
HEIGHTS: tuple[Colour, ...] = ((37, 99, 235), (5, 150, 105), (220, 38, 38))
USUAL = (0.7, 1.6)
"""Heights of letters, in usual ones, between which they are drawn green: x-height to ascender and descender."""

PEN = 10
"""Letter height over the thickness of a box's line."""

NUMBER, LEAST_NUMBER = 22, 0.35
"""Letter height that gets numbers of OpenCV's size 1, and the smallest size that can be read."""

ROOM = 3
"""Pixels of white round a number."""

BAR = 3
"""Width of a gap over that of the bar burnt into it."""


def draw_layout(
    image: Image,
    layout: PageLayout,
    *,
    lines: bool = True,
    numbers: bool = True,
    columns: bool = True,
    separators: bool = True,
    kinds: bool = False,
    numbered: Sequence[int] | None = None,
) -> Image:
    """The page with its columns tinted, separators marked and lines boxed and numbered in reading order.

    kinds: a frame round each region with what it is. numbered: what to write at each line; None counts from 1.
    """
    picture = image.copy()
    if columns:
        for number, box in enumerate(layout.columns):
            tint(picture, box, TINTS[number % len(TINTS)])
    if separators:
        for separator in layout.separators:
            shade(picture, separator.outline or corners(separator.box), GAP if separator.kind == "gap" else RULE)
    if lines:
        outline_lines(picture, layout)
    if kinds:
        for region in regions(layout):
            frame(picture, region.box, region.kind, layout.scale)
    if numbers:
        for number, line in zip(numbered or range(1, len(layout.lines) + 1), layout.lines, strict=True):
            write_number(picture, number, line.box, layout.scale)
    return picture


def outline_lines(picture: Image, layout: PageLayout) -> None:
    """A box round each line, in place."""
    thickness = max(1, round(layout.scale / PEN))
    for line in layout.lines:
        quad = np.array(line.outline or corners(line.box), np.int32)
        cv2.polylines(picture, [quad], True, LINE, thickness, cv2.LINE_AA)


def tint(picture: Image, box: Box, colour: Colour, share: float = 0.2) -> None:
    """Lay `colour` over a box, in place; share: how much of it covers, in [0, 1]."""
    x0, y0, x1, y1 = box
    part = picture[y0:y1, x0:x1]
    part[:] = ((1 - share) * part + share * np.array(colour)).astype(np.uint8)


def shade(picture: Image, outline: Outline, colour: Colour) -> None:
    """Lay half of `colour` over an outline, in place."""
    over = picture.copy()
    cv2.fillPoly(over, [np.array(outline, np.int32)], colour)
    cv2.addWeighted(over, 0.5, picture, 0.5, 0, dst=picture)


def write_number(picture: Image, number: int, box: Box, scale: float) -> None:
    """The number of a line at its left end, in place; small on a small page, but never too small to read."""
    size = max(LEAST_NUMBER, scale / NUMBER)
    width, height = extent(str(number), size)
    write(picture, str(number), (max(0, box[0] - width - ROOM), (box[1] + box[3] + height) // 2), size, LINE)


def frame(picture: Image, box: Box, kind: RegionKind, scale: float) -> None:
    """A region's frame, in place; at its top right corner what it is, unless plain text."""
    size, (x0, y0, x1, y1) = max(LEAST_NUMBER, scale / NUMBER), box
    cv2.rectangle(picture, (x0, y0), (x1 - 1, y1 - 1), REGIONS[kind], max(2, round(scale / PEN)))
    if kind != "text":
        width, height = extent(kind, size)
        write(picture, kind, (max(0, x1 - width - ROOM), y0 + height + ROOM), size, REGIONS[kind])


def extent(text: str, size: float) -> tuple[int, int]:
    """Width and height of what is written."""
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size, stroke(size))
    return width, height


def stroke(size: float) -> int:
    return max(1, int(size * 2))


def write(picture: Image, text: str, at: tuple[int, int], size: float, colour: Colour) -> None:
    """Text on white, in place; at: where its lower left corner is."""
    (x, y), (width, height) = at, extent(text, size)
    cv2.rectangle(picture, (x - 1, y - height - 2), (x + width + 1, y + ROOM), (255, 255, 255), -1)
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, colour, stroke(size), cv2.LINE_AA)


def draw_ink(steps: Steps) -> Image:
    """The binary page: letters black, what was left out (dirt, pictures, rules, borders) light red."""
    picture = np.full((*steps.ink.shape, 3), 255, np.uint8)
    picture[steps.ink] = DROPPED
    picture[steps.letters.labels > 0] = 0
    return picture


def draw_heights(steps: Steps) -> Image:
    """Every letter coloured by its height: blue below the usual one, green about it, red above."""
    height = np.concatenate([[0.0], steps.letters.h]) / steps.scale
    table = np.full((len(height), 3), 255, np.uint8)
    low, usual, high = HEIGHTS
    table[1:] = np.select([height[1:, None] < USUAL[0], height[1:, None] <= USUAL[1]], [low, usual], high)
    return as_image(table[steps.letters.labels])


def draw_gaps(steps: Steps) -> Image:
    """The letters, and blue where a white block is tall and wide enough to part columns."""
    return over_paper(steps.letters.labels > 0, ((steps.gaps, BLOCK), (steps.rules.mask, RULE)))


def draw_words(steps: Steps) -> Image:
    """The letters with a box round each run that was found before runs are joined to lines."""
    picture = over_paper(steps.letters.labels > 0, ())
    for x0, y0, x1, y1 in steps.fragments.astype(int).tolist():
        cv2.rectangle(picture, (x0, y0), (x1 - 1, y1 - 1), LINE, 1)
    return picture


def over_paper(ink: Mask, layers: Iterable[tuple[Mask, Colour]]) -> Image:
    """Black ink over coloured layers over white paper."""
    picture = np.full((*ink.shape, 3), 255, np.uint8)
    for mask, colour in layers:
        picture[mask] = colour
    picture[ink] = 0
    return picture


def burn_bars(image: NDArray[np.uint8], layout: PageLayout) -> Image | Gray:
    """The page with a black bar in every white gap, as the founding notebook drew them to keep kraken apart."""
    picture = image.copy()
    for separator in layout.separators:
        if separator.kind == "gap":
            x0, y0, x1, y1 = separator.box
            width = max(2, (x1 - x0) // BAR)
            middle = (x0 + x1) // 2
            picture[y0:y1, max(0, middle - width // 2) : middle + (width + 1) // 2] = 0
    return picture
