"""Whether the lines found are those that were drawn."""

from __future__ import annotations

from vision.layout import PageLayout
from vision.layout.generate import DrawnPage


def same_line(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Left and right edges agree to five pixels and the middles to eight: labels differ in height only."""
    return abs(a[0] - b[0]) <= 5 and abs(a[2] - b[2]) <= 5 and abs(a[1] + a[3] - b[1] - b[3]) <= 16


def assert_finds(layout: PageLayout, page: DrawnPage) -> None:
    assert len(layout.lines) == len(page.lines)
    for found, drawn in zip(layout.lines, page.lines, strict=True):
        assert same_line(found.box, drawn), f"{found.box} is not {drawn}"
