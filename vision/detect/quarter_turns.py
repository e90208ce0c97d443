"""Pictures turned by quarters, which count anticlockwise, as `np.rot90` turns: where a place in them goes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vision.types import Detections

WHOLE_TURN = 4


def quarter_matrix(quarters: int, width: int, height: int) -> NDArray[np.float64]:
    """(3, 3) from the places of a picture, `width` by `height` pixels, to those of the picture so many quarters on."""
    matrix = np.eye(3)
    for _ in range(quarters % WHOLE_TURN):
        matrix = np.array([[0.0, 1, 0], [-1, 0, width], [0, 0, 1]]) @ matrix
        width, height = height, width
    return matrix


def turned_boxes(found: Detections, quarters: int, width: int, height: int) -> Detections:
    """The same boxes in the picture so many quarters on; width, height: of the picture they lie in, in pixels."""
    turn = quarter_matrix(quarters, width, height)
    corners = found.xyxy.reshape(-1, 2, 2) @ turn[:2, :2].T + turn[:2, 2]
    return replace(found, xyxy=np.hstack([corners.min(axis=1), corners.max(axis=1)]).astype(np.float32))


def turned_back(found: Detections, quarters: int, width: int, height: int) -> Detections:
    """Boxes found in the picture so many quarters on, in the picture itself, which is `width` by `height` pixels."""
    if quarters % 2:
        width, height = height, width
    return turned_boxes(found, -quarters, width, height)
