"""Rain and snow: many things all over the picture that are somewhere else in the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

import cv2
import numpy as np

from vision.motion.background import Background, forgotten
from vision.motion.picture import Plane, Planes, Spots
from vision.types import as_gray

_MEMORY_S = 5.0
_FALLING = 0.1
_CELLS = (8, 6)
_LASTS_S, _BRIGHT_LASTS_S = 0.15, 0.35
_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Weather:
    """fleeting: the usual share of the picture's parts where something is that was not there just before, [0, 1].

    spots: (h, w) of the last picture. recent: the last pictures' times and distances, oldest first.
    """

    spots: Spots
    fleeting: float = 0.0
    recent: tuple[tuple[float, Plane], ...] = ()

    @property
    def falls(self) -> bool:
        """Whether it rains or snows."""
        return self.fleeting > _FALLING

    def seen(self, spots: Spots, distance: Plane, time_s: float, elapsed_s: float, known_s: float) -> Weather:
        """What one more picture says of it. spots: (h, w), where it differs from the scene."""
        share = self._came(spots)
        fleeting = self.fleeting + forgotten(elapsed_s, _MEMORY_S, known_s) * (share - self.fleeting)
        older = [r for r in self.recent[:-1] if time_s - r[0] < _BRIGHT_LASTS_S]
        return replace(self, spots=spots, fleeting=fleeting, recent=(*older, *self.recent[-1:], (time_s, distance)))

    def _came(self, spots: Spots) -> float:
        """The share of the picture's parts where something is that was not there just before."""
        if not spots.any():
            return 0.0
        came = as_gray(cv2.subtract(spots, cv2.dilate(self.spots, _KERNEL)))
        height, width = spots.shape
        parts = min(width, _CELLS[0]), min(height, _CELLS[1])
        cells = cv2.resize(came * np.uint8(255), parts, interpolation=cv2.INTER_AREA)
        return np.count_nonzero(cells) / cells.size

    def lasting(self, small: Planes, known: Background) -> Plane:
        """The newest distance as far as it has lasted: for a moment, and longer where it only is brighter.

        Drops and flakes are brighter than what is behind them.
        """
        now = self.recent[-1][0]
        for_a_moment = _least(d for i, (t, d) in enumerate(reversed(self.recent)) if i < 2 or now - t < _LASTS_S)
        for_long = _least(d for _, d in self.recent)
        np.copyto(for_a_moment, for_long, where=known.brightens(small))
        return for_a_moment


def _least(planes: Iterable[Plane]) -> Plane:
    least: Plane = reduce(np.minimum, planes)
    return least
