"""How far lines fall or climb when nothing but their upright boxes is known."""

from __future__ import annotations

import numpy as np

from vision.layout.geometry import x_overlap
from vision.layout.reading.pieces import line_height
from vision.layout.types import Boxes, Floats

LONG = 10.0
"""Line heights that a line is longer than whose box grows by its slant."""

LEAST = 0.02
"""Slope below which a box grows no more than by a tall letter."""

APART = 0.5
"""Line heights between the middles of two lines that do not lie on one another."""


def guessed_slopes(boxes: Boxes, middle: Floats) -> Floats:
    """(N,) by how much each line falls for a pixel to the right, the same for all.

    Slanted lines have boxes that are the taller the longer they are; they fall or climb, whichever way they lie
    less on one another.
    """
    height, width = line_height(boxes, middle), boxes[:, 2] - boxes[:, 0]
    long = width > LONG * height
    steep = float(np.median((boxes[long, 3] - boxes[long, 1] - height) / width[long])) if long.any() else 0.0
    if steep < LEAST:
        return np.zeros(len(boxes))
    falling, climbing = (collisions(boxes, middle, way, height) for way in (steep, -steep))
    return np.full(len(boxes), steep * np.sign(climbing - falling))


def collisions(boxes: Boxes, middle: Floats, slope: float, height: float) -> float:
    """How far lines lie on one another when all have a slope, in pixels, for all pairs together."""
    centre = (boxes[:, 0] + boxes[:, 2]) / 2
    x = (np.maximum(boxes[:, None, 0], boxes[None, :, 0]) + np.minimum(boxes[:, None, 2], boxes[None, :, 2])) / 2
    at = middle[:, None] + slope * (x - centre[:, None])
    into = np.clip(APART * height - np.abs(at - at.T), 0, None)
    return float(into[x_overlap(boxes, boxes) > 0].sum())
