"""How good a set of boxes is: right ones, invented ones, missed ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vision.detect.boxes import iou
from vision.types import Detections, VisionError


@dataclass(frozen=True, slots=True)
class Score:
    """right: boxes on a face (true positives). invented: boxes on none (false positives). missed: faces with no box."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of boxes that are faces; None without any box."""
        return _share(self.right, self.invented)

    @property
    def recall(self) -> float | None:
        """The share of faces that were found; None when there is no face."""
        return _share(self.right, self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None without box and face."""
        return _share(2 * self.right, self.invented + self.missed)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.invented + other.invented, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the curve of precision and recall."""

    min_neighbors: int
    score: Score


def score_ticks(ticks: Sequence[bool], missed: int) -> Score:
    """What a person said: for each box whether it is a face, and how many faces have none.

    Raises VisionError when `missed` is below 0.
    """
    if missed < 0:
        raise VisionError("The number of missed faces must be 0 or more.")
    right = sum(bool(tick) for tick in ticks)
    return Score(right, len(ticks) - right, missed)


def match(found: Detections, faces: Detections, overlap: float = 0.5) -> list[tuple[int, int]]:
    """Pairs (found, face) that share at least `overlap` (IoU), each used once, the best pairs first."""
    shared = iou(found.xyxy, faces.xyxy)
    pairs = []
    while shared.size and shared.max() >= overlap:
        i, j = np.unravel_index(int(shared.argmax()), shared.shape)
        pairs.append((int(i), int(j)))
        shared[i, :] = shared[:, j] = -1
    return pairs


def score_boxes(found: Detections, faces: Detections, *, missed: int = 0, overlap: float = 0.5) -> Score:
    """`found` held against the true `faces`; `missed` more faces are known to have no box in either."""
    right = len(match(found, faces, overlap))
    return Score(right, len(found) - right, len(faces) - right + missed)


def over_min_neighbors(
    detect: Callable[[int], Detections], faces: Detections, missed: int = 0, values: Sequence[int] = range(1, 13)
) -> list[Point]:
    """The score of `detect(min_neighbors)` for each value, against faces that a person ticked plus those missed."""
    return [Point(n, score_boxes(detect(n), faces, missed=missed, overlap=0.4)) for n in values]


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
