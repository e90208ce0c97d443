"""The way through this room: lines in, the layout of the page out, in the page's own pixels."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.geometry import around, map_points, moved_by
from vision.layout.ink.find import Ink
from vision.layout.lines.find_words import Words
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.gutters import separator_boxes
from vision.layout.lines.rows import Lines
from vision.layout.options import Options
from vision.layout.reading.baselines import LONG, baselines
from vision.layout.reading.certainty import certainties, evidence
from vision.layout.reading.columns import columns_of
from vision.layout.reading.figures import inside_any, pictures, tables
from vision.layout.reading.order import reading_order
from vision.layout.types import Box, Boxes, Figure, Floats, Line, Outline, PageLayout, Separator

ABOVE, BELOW = (1.4, 1.05), (0.85, 1.2)
"""Top and bottom of a line, from its middle, in letter heights: at most and at least; at least and at most."""


def place(ink: Ink, words: Words, lines: Lines, matrix: Floats, size: tuple[int, int], options: Options) -> PageLayout:
    """Lines in reading order, columns, separators and figures.

    matrix: (2, 3) page to reduced. size: width and height of the page.
    """
    found = lines.found
    facing, level = found.box.copy(), ink.rules.horizontal.copy()
    left_y, right_y = ends(found, ink.scale)
    slope = (right_y - left_y) / (found.box[:, 2] - found.box[:, 0])
    if options.text_direction == "horizontal-rl":
        facing[:, [0, 2]], level[:, [0, 2]], slope = -facing[:, [2, 0]], -level[:, [2, 0]], -slope
    order, block = reading_order(facing, (left_y + right_y) / 2, level, slope)
    column = columns_of(facing[order], block[order])
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    left, right = options.pad if isinstance(options.pad, tuple) else (options.pad, options.pad)
    shrink = ink.scale / ink.page_scale
    quads = line_quads(found, ink.scale, (left * shrink, right * shrink))
    feet = baselines(found, ink.letters, ink.scale)
    drawn = pictures(ink.pictures, found.box, ink.scale)
    sure = certainties(evidence(found, ink.letters, feet, ink.scale), inside_any(found.box, drawn))
    boxes = on_page(moved_by(quads[order], back), size)
    written = []
    for i, (box, outline), c in zip(order, boxes, column, strict=True):
        if len(feet[i]) > 2:
            outline = inside(moved_by(bent_outline(quads[i], feet[i]), back), size)
        points = inside(moved_by(feet[i], back), size)
        if options.text_direction == "horizontal-rl":
            points = points[::-1]
        written.append(Line(box, None if c < 0 else int(c), outline, points, certainty=float(sure[i])))
    columns = [around([n.box for n in written if n.column == c]) for c in range(int(column.max()) + 1)]
    gaps, rules = (boxes_on_page(b, back, size) for b in (separator_boxes(lines.gutters), ink.rules.vertical))
    separators = [Separator(b, "gap", o) for b, o in gaps] + [Separator(b, "rule", o) for b, o in rules]
    figures = [Figure(b, "picture", o) for b, o in boxes_on_page(drawn, back, size)]
    ruled = tables(words.pieces, ink.rules, ink.scale)
    figures += [Figure(b, "table", o) for b, o in boxes_on_page(ruled, back, size)]
    return PageLayout(
        *size,
        tuple(written),
        tuple(columns),
        tuple(separators),
        ink.skew_degrees,
        ink.page_scale,
        options.text_direction,
        ink.turned,
        tuple(figures),
    )


def ends(found: Fragments, scale: float) -> tuple[Floats, Floats]:
    """The heights of the middle of each line at its two ends, one height for a line too short to tell."""
    steep = found.box[:, 2] - found.box[:, 0] > LONG * found.sizes(scale)
    middle = (found.left_y + found.right_y) / 2
    return np.where(steep, found.left_y, middle), np.where(steep, found.right_y, middle)


def line_quads(found: Fragments, scale: float, pad: tuple[float, float]) -> Floats:
    """(N, 4, 2) the corners of each line, clockwise from the top left, as it climbs or falls.

    The ink of each, no less than from ascender to descender and without far flourishes; pad: left and right.
    """
    letter = found.sizes(scale)
    left_y, right_y = ends(found, scale)
    top, bottom = np.minimum(left_y, right_y), np.maximum(left_y, right_y)
    above = np.clip(top - found.box[:, 1], ABOVE[1] * letter, ABOVE[0] * letter)
    below = np.clip(found.box[:, 3] - bottom, BELOW[0] * letter, BELOW[1] * letter)
    left, right = found.box[:, 0] - pad[0], found.box[:, 2] + pad[1]
    corners = (
        (left, left_y - above),
        (right, right_y - above),
        (right, right_y + below),
        (left, left_y + below),
    )
    return np.stack([np.stack(corner, 1) for corner in corners], 1)


def bent_outline(quad: Floats, feet: Floats) -> Floats:
    """(2 K, 2) the outline of a line whose baseline bends: its corners, and the same heights along the points between.

    quad: (4, 2) its corners as if it were straight. feet: (K, 2).
    """
    top = np.interp(feet[:, 0], quad[:2, 0], quad[:2, 1])
    bottom = np.interp(feet[:, 0], quad[[3, 2], 0], quad[[3, 2], 1])
    chord = np.interp(feet[:, 0], feet[[0, -1], 0], feet[[0, -1], 1])
    off = feet[:, 1] - chord
    x = feet[:, 0].copy()
    x[[0, -1]] = quad[[0, 1], 0]
    return np.concatenate([np.stack([x, top + off], 1), np.stack([x, bottom + off], 1)[::-1]])


def inside(points: Floats, size: tuple[int, int]) -> Outline:
    """Points of the page in whole pixels that lie on it."""
    return tuple((int(x), int(y)) for x, y in np.clip(np.round(points).astype(int), 0, np.array(size) - 1))


def boxes_on_page(boxes: Boxes, back: Floats, size: tuple[int, int]) -> list[tuple[Box, Outline]]:
    """Upright boxes and outlines on the page of (N, 4) boxes at the reduced size; back: (2, 3) reduced to page."""
    return on_page(map_points(boxes, back), size)


def on_page(quads: Floats, size: tuple[int, int]) -> list[tuple[Box, Outline]]:
    """Upright boxes and outlines on the page of (N, 4, 2) corners; none is empty."""
    corners = np.clip(np.round(quads).astype(int), 0, size)
    out = []
    for quad in corners:
        x0, y0 = np.minimum(quad.min(0), np.array(size) - 1)
        x1, y1 = np.maximum(quad.max(0), [x0 + 1, y0 + 1])
        out.append(((int(x0), int(y0), int(x1), int(y1)), tuple((int(x), int(y)) for x, y in quad)))
    return out
