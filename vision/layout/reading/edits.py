"""Changes to a layout by hand: each gives a new layout, and every export follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vision.layout.geometry import around
from vision.layout.reading.rewrite import rewritten, span
from vision.layout.types import Line, PageLayout
from vision.types import Image, VisionError
from vision.words.said import said


def delete(layout: PageLayout, index: int) -> PageLayout:
    """Without line `index` (0-based, in reading order)."""
    check(layout, index)
    return rebuilt(layout, layout.lines[:index] + layout.lines[index + 1 :])


def merge(layout: PageLayout, first: int, second: int) -> PageLayout:
    """Two lines as one, in the place of the earlier; it spans columns when the two stand in different ones."""
    check(layout, first)
    check(layout, second)
    if first == second:
        raise VisionError("Choose two different lines to merge.")
    a, b = layout.lines[first], layout.lines[second]
    column = a.column if a.column == b.column else None
    words = sorted(a.words + b.words, key=lambda word: span(word.box, layout.text_direction))
    whole = Line(around([a.box, b.box]), column, (), tuple(sorted(a.baseline + b.baseline)), tuple(words), a.script)
    keep = [line for i, line in enumerate(layout.lines) if i not in (first, second)]
    place = min(first, second)
    return rebuilt(layout, (*keep[:place], whole, *keep[place:]))


def move(layout: PageLayout, index: int, place: int) -> PageLayout:
    """Line `index` at `place` in the reading order."""
    check(layout, index)
    check(layout, place)
    rest = [line for i, line in enumerate(layout.lines) if i != index]
    return rebuilt(layout, (*rest[:place], layout.lines[index], *rest[place:]))


def reorder(layout: PageLayout, order: Sequence[int]) -> PageLayout:
    """The lines in the order of `order`, each index once."""
    if sorted(order) != list(range(len(layout.lines))):
        raise VisionError("The new order must name every line once.")
    return rebuilt(layout, tuple(layout.lines[i] for i in order))


def rewrite(layout: PageLayout, index: int, text: str) -> PageLayout:
    """Line `index` with other words, as a person says them."""
    check(layout, index)
    line = rewritten(layout.lines[index], text, layout.text_direction)
    return replace(layout, lines=(*layout.lines[:index], line, *layout.lines[index + 1 :]))


def crops(image: Image, layout: PageLayout) -> list[Image]:
    """The picture of each line in reading order, as copies."""
    if image.shape[:2] != (layout.height, layout.width):
        raise VisionError("The picture and the layout differ in size.")
    return [np.ascontiguousarray(image[y0:y1, x0:x1]) for x0, y0, x1, y1 in (n.box for n in layout.lines)]


def check(layout: PageLayout, index: int) -> None:
    if not 0 <= index < len(layout.lines):
        raise VisionError(
            said("There is no line {line}: the page has {number}.", line=index + 1, number=len(layout.lines))
        )


def rebuilt(layout: PageLayout, lines: Sequence[Line]) -> PageLayout:
    """The layout with other lines; columns are numbered anew and drawn round what stands in them."""
    used = sorted({line.column for line in lines if line.column is not None})
    number = {old: new for new, old in enumerate(used)}
    moved = tuple(replace(n, column=None if n.column is None else number[n.column]) for n in lines)
    columns = tuple(around([n.box for n in moved if n.column == c]) for c in range(len(used)))
    return replace(layout, lines=moved, columns=columns)
