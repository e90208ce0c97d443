"""Boxes in pictures that are turned by quarters, which count anticlockwise, as `np.rot90` turns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vision.types import Detections

WHOLE_TURN = 4


def turned_boxes(found: Detections, quarters: int, width: int, height: int) -> Detections:
    """The same boxes in the picture so many quarters on; width, height: of the picture they lie in, in pixels."""
    left, top, right, bottom = found.xyxy.T
    for _ in range(quarters % WHOLE_TURN):
        left, top, right, bottom = top, width - right, bottom, width - left
        width, height = height, width
    return replace(found, xyxy=np.stack([left, top, right, bottom], axis=1).astype(np.float32))


def turned_back(found: Detections, quarters: int, width: int, height: int) -> Detections:
    """Boxes found in the picture so many quarters on, in the picture itself, which is `width` by `height` pixels."""
    if quarters % 2:
        width, height = height, width
    return turned_boxes(found, -quarters, width, height)
