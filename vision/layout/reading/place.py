"""The way through this room: lines in, the layout of the page out, in the page's own pixels."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.geometry import around, map_points
from vision.layout.ink.find import Ink
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.gutters import separator_boxes
from vision.layout.lines.rows import Lines
from vision.layout.options import Options
from vision.layout.reading.columns import columns_of
from vision.layout.reading.order import reading_order
from vision.layout.types import Box, Boxes, Floats, Line, Outline, PageLayout, Separator

ABOVE, BELOW = (1.4, 0.95), (0.85, 1.2)
"""Top and bottom of a line, from its middle, in letter heights: at most and at least; at least and at most."""


def place(ink: Ink, lines: Lines, matrix: Floats, size: tuple[int, int], options: Options) -> PageLayout:
    """Lines in reading order, columns and separators.

    matrix: (2, 3) page to reduced. size: width and height of the page.
    """
    found = lines.found
    facing, rules = found.box.copy(), ink.rules.horizontal.copy()
    if options.text_direction == "horizontal-rl":
        facing[:, [0, 2]], rules[:, [0, 2]] = -facing[:, [2, 0]], -rules[:, [2, 0]]
    order, block = reading_order(facing, (found.left_y + found.right_y) / 2, rules)
    column = columns_of(facing[order], block[order])
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    left, right = options.pad if isinstance(options.pad, tuple) else (options.pad, options.pad)
    full = line_boxes(found, ink.scale)[order] + np.array([-left, 0, right, 0]) * ink.matrix[0, 0]
    written = [
        Line(box, None if c < 0 else int(c), outline)
        for (box, outline), c in zip(on_page(full, back, size), column, strict=True)
    ]
    columns = [around([n.box for n in written if n.column == c]) for c in range(int(column.max()) + 1)]
    separators = [Separator(b, "gap", o) for b, o in on_page(separator_boxes(lines.gutters), back, size)]
    separators += [Separator(b, "rule", o) for b, o in on_page(ink.rules.vertical, back, size)]
    return PageLayout(
        *size,
        tuple(written),
        tuple(columns),
        tuple(separators),
        ink.skew_degrees,
        ink.page_scale,
        options.text_direction,
    )


def line_boxes(found: Fragments, scale: float) -> Boxes:
    """The ink of each line, no less than from ascender to descender and without far flourishes."""
    letter = found.sizes(scale)
    top, bottom = np.minimum(found.left_y, found.right_y), np.maximum(found.left_y, found.right_y)
    box = found.box.copy()
    box[:, 1] = np.clip(box[:, 1], top - ABOVE[0] * letter, top - ABOVE[1] * letter)
    box[:, 3] = np.clip(box[:, 3], bottom + BELOW[0] * letter, bottom + BELOW[1] * letter)
    return box


def on_page(boxes: Boxes, back: Floats, size: tuple[int, int]) -> list[tuple[Box, Outline]]:
    """Upright boxes and outlines on the page of boxes in the reduced picture; none is empty."""
    corners = np.round(map_points(boxes, back)).astype(int)
    corners = np.clip(corners, 0, size)
    out = []
    for quad in corners:
        x0, y0 = np.minimum(quad.min(0), np.array(size) - 1)
        x1, y1 = np.maximum(quad.max(0), [x0 + 1, y0 + 1])
        out.append(((int(x0), int(y0), int(x1), int(y1)), tuple((int(x), int(y)) for x, y in quad)))
    return out
