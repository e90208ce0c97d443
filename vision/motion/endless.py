"""Motion that never ends: where it was for most of the last minutes, and the mask that would leave it out."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.change import Change
from vision.motion.settings import Rect

_COLUMNS, _ROWS = 16, 9
_MEMORY_S = 60.0
_LONG_S = 60.0
_USUAL = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Endless:
    """usual: the share of the last minute in which something moved. places: (9, 16), the same for parts of the picture.

    begun_s, time_s: of the first and the newest change, None before.
    """

    usual: float = 0.0
    places: NDArray[np.float32] = field(default_factory=lambda: np.zeros((_ROWS, _COLUMNS), np.float32))
    begun_s: float | None = None
    time_s: float = 0.0

    def seen(self, change: Change, threshold: float) -> Endless:
        """With one more change, in order of time."""
        if self.begun_s is None:
            return Endless(begun_s=change.time_s, time_s=change.time_s)
        rate = 1 - math.exp(-max(0.0, change.time_s - self.time_s) / _MEMORY_S)
        moves = change.percent >= threshold
        now = np.zeros((_ROWS, _COLUMNS), np.float32)
        for left, top, right, bottom in change.where if moves else ():
            rows = slice(math.floor(top * _ROWS), math.ceil(bottom * _ROWS))
            now[rows, math.floor(left * _COLUMNS) : math.ceil(right * _COLUMNS)] = 1
        usual = self.usual + rate * (moves - self.usual)
        return Endless(usual, self.places + np.float32(rate) * (now - self.places), self.begun_s, change.time_s)

    def mask(self) -> tuple[Rect, ...]:
        """Rectangles around the places that hardly ever rest; none while motion comes and goes as it should."""
        if self.begun_s is None or self.time_s - self.begun_s < _LONG_S or self.usual < _USUAL:
            return ()
        restless = (self.places > _USUAL * self.places.max()).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(restless, connectivity=8)
        return tuple(
            (int(x) / _COLUMNS, int(y) / _ROWS, int(x + w) / _COLUMNS, int(y + h) / _ROWS)
            for x, y, w, h, _ in stats[1:]
        )
