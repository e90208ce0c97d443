"""From a page to its lines, one step after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.ink.binarise import Method
from vision.layout.ink.components import Components, components
from vision.layout.ink.level import map_points
from vision.layout.ink.prepare import Prepared, prepare
from vision.layout.ink.rules import Rules, text_ink
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.gaps import find_gaps
from vision.layout.lines.gutters import Gutter, separator_boxes
from vision.layout.lines.headings import fragments_of_all_sizes
from vision.layout.lines.rows import rows
from vision.layout.lines.strays import without_dirt, without_strays
from vision.layout.reading.columns import columns_of
from vision.layout.reading.order import reading_order
from vision.layout.types import (
    TEXT_DIRECTIONS,
    Box,
    Boxes,
    Floats,
    Line,
    Mask,
    Outline,
    PageLayout,
    Separator,
    TextDirection,
)
from vision.types import Gray, Image, VisionError


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What each step found, at the reduced size and upright (vertical pages: turned so that lines lie level).

    gray, ink: the page and its ink. letters: what is taken for text. gaps: white blocks that may part columns.
    rules: printed rules. fragments: (N, 4) words before they are joined. matrix: (2, 3) page to reduced.
    """

    gray: Gray
    ink: Mask
    letters: Components
    gaps: Mask
    rules: Rules
    fragments: Boxes
    matrix: Floats
    scale: float
    layout: PageLayout


def segment(
    image: Image | Gray,
    *,
    text_direction: TextDirection = "horizontal-lr",
    scale: float | None = None,
    max_column_separators: int | None = None,
    black_column_separators: bool = False,
    keep_horizontal_rules: bool = False,
    pad: int | tuple[int, int] = 0,
    mask: Mask | None = None,
    method: Method = "wolf",
) -> PageLayout:
    """The text lines of a page with their boxes, columns and reading order.

    image: (H, W, 3) RGB or (H, W) gray. scale: height of a letter in pixels; None: estimated. max_column_separators:
    how many white gaps may part columns; None: as many as there are. black_column_separators: take short upright
    strokes for rules between columns too. keep_horizontal_rules: leave level rules in the text. pad: pixels added
    to the left and right of each line. mask: (H, W), 0 is not looked at. method: how ink is told from paper.

    Raises VisionError for a page without text, a wrong direction or method, a mask of another size.
    """
    return trace(
        image,
        text_direction=text_direction,
        scale=scale,
        max_column_separators=max_column_separators,
        black_column_separators=black_column_separators,
        keep_horizontal_rules=keep_horizontal_rules,
        pad=pad,
        mask=mask,
        method=method,
    ).layout


def trace(
    image: Image | Gray,
    *,
    text_direction: TextDirection = "horizontal-lr",
    scale: float | None = None,
    max_column_separators: int | None = None,
    black_column_separators: bool = False,
    keep_horizontal_rules: bool = False,
    pad: int | tuple[int, int] = 0,
    mask: Mask | None = None,
    method: Method = "wolf",
) -> Steps:
    """Like `segment`, with everything that was found on the way."""
    check_numbers(scale, max_column_separators, pad)
    gray = checked_gray(image, text_direction, mask)
    level, turn = levelled(gray, text_direction)
    level_mask = None if mask is None else levelled(np.asarray(mask) != 0, text_direction)[0]
    page = prepare(level, scale=scale, mask=level_mask, method=method)
    text, rules = text_ink(page.ink, page.scale, short=black_column_separators, keep_horizontal=keep_horizontal_rules)
    letters = components(text)
    gaps = find_gaps(text, page.scale)
    words = fragments_of_all_sizes(letters, page.scale, gaps | rules.barrier, rules.barrier)
    words = without_dirt(words, page.scale)
    found, gutters = rows(words, gaps, rules, page.scale, max_column_separators)
    found = without_strays(found, page.scale)
    if not len(found):
        raise VisionError("No text line was found on this page: is it blank, or a photograph?")
    matrix = combined(page.matrix, turn)
    layout = lay_out(found, gutters, rules, page, matrix, gray.shape, text_direction, pad)
    return Steps(page.gray, page.ink, letters, gaps, rules, words.box, matrix, page.scale, layout)


def checked_gray(image: Image | Gray, text_direction: str, mask: Mask | None) -> Gray:
    """The page in gray, or VisionError for arguments that do not fit."""
    if text_direction not in TEXT_DIRECTIONS:
        raise VisionError(f"Unknown text direction '{text_direction}': choose one of {', '.join(TEXT_DIRECTIONS)}.")
    if mask is not None and np.shape(mask) != image.shape[:2]:
        raise VisionError("The mask must have the page's own height and width.")
    if image.size == 0:
        raise VisionError("No text was found: the picture is empty.")
    gray = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return np.asarray(gray, np.uint8)


def check_numbers(scale: float | None, separators: int | None, pad: int | tuple[int, int]) -> None:
    """VisionError for a number below what makes sense."""
    if scale is not None and not scale > 0:
        raise VisionError("The scale, the height of a letter in pixels, must be above 0.")
    if separators is not None and separators < 0:
        raise VisionError("The number of column separators must be 0 or more.")
    if min((pad, pad) if isinstance(pad, int) else pad) < 0:
        raise VisionError("The pad must be 0 pixels or more.")


def levelled(page: NDArray[Any], text_direction: str) -> tuple[NDArray[Any], Floats]:
    """A vertical page turned so that its lines run from left to right, and the (3, 3) map from page to turned."""
    if text_direction == "vertical-lr":
        return np.ascontiguousarray(page.T), np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 1]])
    if text_direction == "vertical-rl":
        return np.ascontiguousarray(np.rot90(page)), np.array([[0.0, 1, 0], [-1, 0, page.shape[1]], [0, 0, 1]])
    return page, np.eye(3)


def combined(matrix: Floats, turn: Floats) -> Floats:
    return np.asarray((np.vstack([matrix, [0, 0, 1]]) @ turn)[:2], np.float64)


def lay_out(
    found: Fragments,
    gutters: list[Gutter],
    rules: Rules,
    page: Prepared,
    matrix: Floats,
    shape: tuple[int, ...],
    text_direction: TextDirection,
    pad: int | tuple[int, int],
) -> PageLayout:
    """Lines in reading order, columns and separators, all in the pixels of the page."""
    height, width = shape[:2]
    facing = found.box.copy()
    if text_direction == "horizontal-rl":
        facing[:, [0, 2]] = -facing[:, [2, 0]]
    order, block = reading_order(facing, (found.left_y + found.right_y) / 2)
    column = columns_of(facing[order], block[order])
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    full = line_boxes(found, page.scale)[order]
    left, right = (pad, pad) if isinstance(pad, int) else pad
    full += np.array([-left, 0, right, 0]) * page.matrix[0, 0]
    lines = [
        Line(box, None if c < 0 else int(c), outline)
        for (box, outline), c in zip(on_page(full, back, width, height), column, strict=True)
    ]
    column_boxes = [union_of([n.box for n in lines if n.column == c]) for c in range(int(column.max()) + 1)]
    separators = [Separator(b, "gap", o) for b, o in on_page(separator_boxes(gutters), back, width, height)]
    separators += [Separator(b, "rule", o) for b, o in on_page(rules.vertical, back, width, height)]
    return PageLayout(
        width,
        height,
        tuple(lines),
        tuple(column_boxes),
        tuple(separators),
        page.skew_degrees,
        page.scale / float(np.hypot(*page.matrix[0, :2])),
        text_direction,
    )


def line_boxes(found: Fragments, scale: float) -> Boxes:
    """The ink of each line, no less than from ascender to descender and without far flourishes."""
    size = found.sizes(scale)
    top, bottom = np.minimum(found.left_y, found.right_y), np.maximum(found.left_y, found.right_y)
    box = found.box.copy()
    box[:, 1] = np.clip(box[:, 1], top - 1.4 * size, top - 0.95 * size)
    box[:, 3] = np.clip(box[:, 3], bottom + 0.85 * size, bottom + 1.2 * size)
    return box


def on_page(boxes: Boxes, back: Floats, width: int, height: int) -> list[tuple[Box, Outline]]:
    """Upright boxes and outlines on the page of boxes in the reduced picture; none is empty."""
    corners = np.round(map_points(boxes, back)).astype(int)
    corners = np.clip(corners, 0, [width, height])
    out = []
    for quad in corners:
        x0, y0 = np.minimum(quad.min(0), [width - 1, height - 1])
        x1, y1 = np.maximum(quad.max(0), [x0 + 1, y0 + 1])
        out.append(((int(x0), int(y0), int(x1), int(y1)), tuple((int(x), int(y)) for x, y in quad)))
    return out


def union_of(boxes: list[Box]) -> Box:
    """The box around all of them."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
