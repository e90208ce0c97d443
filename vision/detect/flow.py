"""Boxes carried from one frame to another by what the pixels inside them did."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxArray
from vision.types import Gray, Image, as_gray

_GRID = 6
_FEWEST = 8
_WINDOW = (15, 15)


def small_gray(image: Image, side: int = 320) -> tuple[Gray, float]:
    """The grey picture with its longer side at most `side`, and the factor used."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    height, width = gray.shape
    scale = min(1.0, side / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return as_gray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA)), scale


def carry(before: Gray, after: Gray, boxes: BoxArray) -> tuple[BoxArray, NDArray[np.bool_]]:
    """Where `boxes` of one frame are in a later one of the same size, and for which the pixels were found again.

    Sparse optical flow (Lucas and Kanade 1981, with pyramids after Bouguet), there and back again; the median of
    the points' ways moves a box and the median change of their distances scales it (Kalal et al., "Forward-backward
    error", ICPR 2010). A box whose pixels were not found stays where it was.
    """
    if not len(boxes):
        return boxes, np.zeros(0, bool)
    starts = _grid(boxes)
    ends, kept = _there_and_back(before, after, starts.reshape(-1, 1, 2))
    ends, kept = ends.reshape(starts.shape), kept.reshape(starts.shape[:2])
    moved = boxes.copy()
    sure = kept.sum(axis=1) >= _FEWEST
    for i in np.flatnonzero(sure):
        moved[i] = _follow_points(boxes[i], starts[i, kept[i]], ends[i, kept[i]])
    return moved, sure


def _grid(boxes: BoxArray) -> NDArray[np.float32]:
    """(N, points, 2): a grid over the inner part of each box, away from the background."""
    steps = np.linspace(0.2, 0.8, _GRID, dtype=np.float32)
    inside = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(1, -1, 2)
    return np.asarray(boxes[:, None, :2] + inside * (boxes[:, None, 2:] - boxes[:, None, :2]), np.float32)


def _there_and_back(
    before: Gray, after: Gray, starts: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    ends, there, _ = cv2.calcOpticalFlowPyrLK(before, after, starts, None, winSize=_WINDOW, maxLevel=2)  # type: ignore[call-overload]
    back, again, _ = cv2.calcOpticalFlowPyrLK(after, before, ends, None, winSize=_WINDOW, maxLevel=2)  # type: ignore[call-overload]
    error = np.linalg.norm(back - starts, axis=2)
    return np.asarray(ends, np.float32), (there == 1) & (again == 1) & (error < 0.5)


def _follow_points(box: BoxArray, starts: NDArray[np.float32], ends: NDArray[np.float32]) -> NDArray[np.float32]:
    shift = np.median(ends - starts, axis=0)
    first, second = np.triu_indices(len(starts), 1)
    spans = np.linalg.norm(starts[first] - starts[second], axis=1)
    grown = np.median(np.linalg.norm(ends[first] - ends[second], axis=1) / spans)
    middle = (box[:2] + box[2:]) / 2
    centre = np.median(starts, axis=0)
    half = (box[2:] - box[:2]) / 2 * grown
    middle = centre + shift + (middle - centre) * grown
    return np.concatenate([middle - half, middle + half]).astype(np.float32)
