"""Lines in reading order cut into regions: runs of lines of one column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from vision.layout.geometry import around
from vision.layout.types import Box, Line, PageLayout

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Region:
    """A run of lines that stand in one column or span several; ids count from 1."""

    id: str
    box: Box
    lines: tuple[tuple[str, Line], ...]


def regions(layout: PageLayout) -> list[Region]:
    """The regions of a page in reading order."""
    out = []
    numbered = enumerate(layout.lines, 1)
    for number, (_, run) in enumerate(groupby(numbered, key=lambda item: item[1].column), 1):
        lines = tuple((f"line_{i}", line) for i, line in run)
        out.append(Region(f"region_{number}", around([line.box for _, line in lines]), lines))
    return out


def writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNWRITABLE.sub("", text)
