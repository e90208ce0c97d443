"""A page cut into regions: runs of lines of one column, titles, pictures and tables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from vision.layout.geometry import around, letter_of
from vision.layout.types import Box, Figure, Line, PageLayout

RegionKind = Literal["text", "title", "picture", "table"]

TITLE = 1.5
"""How many times larger than the page's usual type a title's is."""

TITLE_WIDE = 4
"""Its own letters that it is wider than; a drop capital is not."""


@dataclass(frozen=True, slots=True)
class Region:
    """A run of lines of one kind that stand in one column or span several, or a figure without any; ids count from 1.

    lines: each with its own id.
    """

    id: str
    kind: RegionKind
    box: Box
    lines: tuple[tuple[str, Line], ...] = ()


def regions(layout: PageLayout) -> list[Region]:
    """The regions with text in reading order, then the pictures and tables, which lie over them."""
    out = []
    numbered = enumerate(layout.lines, 1)
    runs = groupby(numbered, key=lambda item: (item[1].column, is_title(item[1], layout)))
    for number, ((_, title), run) in enumerate(runs, 1):
        lines = tuple((f"line_{i}", line) for i, line in run)
        box = around([line.box for _, line in lines])
        out.append(Region(f"region_{number}", "title" if title else "text", box, lines))
    return out + [figure_region(number, figure) for number, figure in enumerate(layout.figures, 1)]


def figure_region(number: int, figure: Figure) -> Region:
    return Region(f"figure_{number}", figure.kind, figure.box)


def is_title(line: Line, layout: PageLayout) -> bool:
    """Whether a line is set in larger type than the page."""
    letter = letter_of(line)
    long = max(line.box[2] - line.box[0], line.box[3] - line.box[1]) > TITLE_WIDE * letter
    return long and letter > TITLE * layout.scale
