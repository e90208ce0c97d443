"""A part of a page seen from near: the picture and the layout to go with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from vision.layout.geometry import corners
from vision.layout.types import Box, Line, Outline, PageLayout, Separator
from vision.types import Image, as_image


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """image: (H, W, 3) RGB. layout: in its pixels. numbers: the place of each line in the page's order, from 1."""

    image: Image
    layout: PageLayout
    numbers: tuple[int, ...]


QUARTER = 90
"""Degrees."""

REACH = 0.5
"""Letter heights beside a line that still mean it."""

MOST_ENLARGED = 3.0
"""More only shows pixels."""


def part_at(width: int, height: int, zoom: float, across: float, down: float) -> Box:
    """The box that shows 1 / `zoom` of a page; across, down: where it lies, from 0 (left, top) to 1."""
    w, h = max(1, round(width / zoom)), max(1, round(height / zoom))
    x0, y0 = round(across * (width - w)), round(down * (height - h))
    return x0, y0, x0 + w, y0 + h


def view(image: Image, layout: PageLayout, most: int, part: Box | None = None) -> View:
    """`part` of the page (None: all) with its longer side at `most` pixels, at the most three times enlarged."""
    part = part or (0, 0, layout.width, layout.height)
    near = magnified(image, part, most)
    size = (near.shape[1], near.shape[0])
    kept = [(n, line) for n, line in enumerate(layout.lines, 1) if meets(line.box, part)]
    lines = tuple(line_in(n, part, size) for _, n in kept)
    separators = tuple(
        Separator(moved(s.box, part, size), s.kind, bent(s.outline, part, size))
        for s in layout.separators
        if meets(s.box, part)
    )
    figures = tuple(
        replace(f, box=moved(f.box, part, size), outline=bent(f.outline, part, size))
        for f in layout.figures
        if meets(f.box, part)
    )
    shown = replace(
        layout,
        width=size[0],
        height=size[1],
        lines=lines,
        columns=tuple(moved(box, part, size) for box in layout.columns),
        separators=separators,
        figures=figures,
        scale=layout.scale * size[0] / (part[2] - part[0]),
    )
    return View(near, shown, tuple(n for n, _ in kept))


def line_at(near: View, across: float, down: float) -> int | None:
    """The line, from 0 in the page's order, at a place of the view; None away from all.

    across, down: shares of its width and height. Where lines overlap, the one it is deepest in.
    """
    point = across * near.layout.width, down * near.layout.height
    inside = [
        cv2.pointPolygonTest(np.array(line.outline or corners(line.box), np.float32), point, True)
        for line in near.layout.lines
    ]
    best = int(np.argmax(inside)) if inside else -1
    return near.numbers[best] - 1 if inside and inside[best] > -REACH * near.layout.scale else None


def upright(image: Image, layout: PageLayout) -> tuple[Image, PageLayout]:
    """A page that lies turned by quarters, and its layout, with the text the right way up."""
    for _ in range(layout.turned // QUARTER):
        layout = replace(
            layout,
            width=layout.height,
            height=layout.width,
            lines=tuple(quarter_of_line(line, layout.width) for line in layout.lines),
            columns=tuple(quarter_of_box(box, layout.width) for box in layout.columns),
            separators=tuple(
                replace(s, box=quarter_of_box(s.box, layout.width), outline=quarter(s.outline, layout.width))
                for s in layout.separators
            ),
            figures=tuple(
                replace(f, box=quarter_of_box(f.box, layout.width), outline=quarter(f.outline, layout.width))
                for f in layout.figures
            ),
        )
    turned = np.ascontiguousarray(np.rot90(image, layout.turned // QUARTER))
    return as_image(turned), replace(layout, turned=0)


def quarter(points: Outline, width: int) -> Outline:
    """Points of a page that is turned anticlockwise by a quarter."""
    return tuple((y, width - x) for x, y in points)


def quarter_of_box(box: Box, width: int) -> Box:
    x0, y0, x1, y1 = box
    return y0, width - x1, y1, width - x0


def quarter_of_line(line: Line, width: int) -> Line:
    words = tuple(
        replace(word, box=quarter_of_box(word.box, width), outline=quarter(word.outline, width)) for word in line.words
    )
    outline, baseline = quarter(line.outline, width), quarter(line.baseline, width)
    return replace(line, box=quarter_of_box(line.box, width), outline=outline, baseline=baseline, words=words)


def magnified(image: Image, part: Box, most: int) -> Image:
    """`part` of a picture with its longer side at `most` pixels, at the most three times enlarged."""
    x0, y0, x1, y1 = part
    factor = min(MOST_ENLARGED, most / max(x1 - x0, y1 - y0))
    size = (max(1, round(factor * (x1 - x0))), max(1, round(factor * (y1 - y0))))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return as_image(cv2.resize(image[y0:y1, x0:x1], size, interpolation=how))


def meets(box: Box, part: Box) -> bool:
    return box[0] < part[2] and part[0] < box[2] and box[1] < part[3] and part[1] < box[3]


def line_in(line: Line, part: Box, size: tuple[int, int]) -> Line:
    """The line in the pixels of the part, without its words."""
    outline, baseline = bent(line.outline, part, size), bent(line.baseline, part, size)
    return replace(line, box=moved(line.box, part, size), outline=outline, baseline=baseline, words=())


def moved(box: Box, part: Box, size: tuple[int, int]) -> Box:
    """The box in the pixels of the part, cut off at its border; empty when it lies outside."""
    (x0, y0), (x1, y1) = bent(((box[0], box[1]), (box[2], box[3])), part, size)
    (x0, x1), (y0, y1) = np.clip((x0, x1), 0, size[0]).tolist(), np.clip((y0, y1), 0, size[1]).tolist()
    return x0, y0, x1, y1


def bent(outline: Outline, part: Box, size: tuple[int, int]) -> Outline:
    """The corners in the pixels of the part; they may lie outside."""
    fx, fy = size[0] / (part[2] - part[0]), size[1] / (part[3] - part[1])
    return tuple((round((x - part[0]) * fx), round((y - part[1]) * fy)) for x, y in outline)
