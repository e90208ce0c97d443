"""A line of a page as a level picture of one size, and the way back to the page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vision.layout.geometry import LINE_HIGH, baseline_of, corners
from vision.layout.types import Box, Floats, Line, Outline, PageLayout
from vision.types import Gray, as_gray

LETTER = 24.0
"""Pixels of a letter's height in the picture, about what tesseract's networks were trained on."""

LEAST_ZOOM, MOST_ZOOM, WIDEST = 0.1, 3.0, 12_000
"""By how much a line is shrunk or enlarged at the most; pixels of the widest picture."""

RIM, MARGIN = 0.5, 0.1
"""Paper added round a line, in letters; and how much of that shows what is there, since outlines are off by a pixel."""

PAPER = 80
"""Percentile of a line's greys that is its paper: most of it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """picture: (h, w) gray, level. place: (h, w, 2) the point (x, y) of the page that each pixel shows."""

    picture: Gray
    place: Floats

    def outline(self, box: Box) -> Outline:
        """The corners of a box in the picture as they lie on the page."""
        height, width = self.picture.shape
        x = np.clip([box[0], box[2], box[2], box[0]], 0, width - 1)
        y = np.clip([box[1], box[1], box[3], box[3]], 0, height - 1)
        return tuple((round(float(px)), round(float(py))) for px, py in self.place[y, x])


def straighten(page: Gray, layout: PageLayout, line: Line) -> Strip:
    """The line with its baseline level, as its letters stand; page: (H, W), the gray picture of the layout."""
    feet = np.array(baseline_of(line), np.float64)
    if layout.text_direction == "horizontal-rl" and line.baseline:
        feet = feet[::-1]
    origin = feet[0]
    along = feet[-1] - origin
    along = along / max(float(np.hypot(*along)), 1.0) if np.any(along) else np.array([1.0, 0.0])
    up = np.array([along[1], -along[0]])
    curve = (feet - origin) @ along, (feet - origin) @ up
    edge = np.array(line.outline or corners(line.box), np.float64) - origin
    edge_along, edge_up = edge @ along, edge @ up
    edge_up = edge_up - np.interp(edge_along, *curve)
    above, below = max(float(edge_up.max()), 1.0), max(-float(edge_up.min()), 1.0)
    start, end = float(edge_along.min()), float(edge_along.max())
    letter = (above + below) / LINE_HIGH
    zoom = max(LEAST_ZOOM, min(LETTER / letter, MOST_ZOOM, WIDEST / max(end - start, 1.0)))
    rim, margin = RIM * letter, MARGIN * letter
    s = np.arange(start - rim, end + rim, 1 / zoom)
    t = np.arange(-above - rim, below + rim, 1 / zoom)
    foot = origin + s[:, None] * along + np.interp(s, *curve)[:, None] * up
    place = foot[None] - t[:, None, None] * up
    picture = sample(page, place, zoom)
    inside = ((t > -above - margin) & (t < below + margin))[:, None] & ((s > start - margin) & (s < end + margin))
    picture[~inside] = np.percentile(picture[inside], PAPER)
    return Strip(as_gray(picture), place)


def sample(page: Gray, place: Floats, zoom: float) -> Gray:
    """The page's greys at (h, w, 2) places, which lie 1 / `zoom` pixels apart; past the border, those at it."""
    height, width = page.shape
    low = np.clip(np.floor(place.min((0, 1))).astype(int) - 1, 0, (width - 1, height - 1))
    high = np.clip(np.ceil(place.max((0, 1))).astype(int) + 2, low + 1, (width, height))
    part, at = page[low[1] : high[1], low[0] : high[0]], place - low
    if zoom < 1:
        size = max(1, round(part.shape[1] * zoom)), max(1, round(part.shape[0] * zoom))
        at = (at + 0.5) * np.array([size[0] / part.shape[1], size[1] / part.shape[0]]) - 0.5
        part = as_gray(cv2.resize(part, size, interpolation=cv2.INTER_AREA))
    x, y = np.moveaxis(at.astype(np.float32), 2, 0)
    return as_gray(cv2.remap(part, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
