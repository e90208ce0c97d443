"""How the scene looks when nothing moves: a mean for each spot, how much it strays, and the picture's own noise."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.picture import Plane, Spots
from vision.types import as_gray

_MEMORY_S = 8.0
_NOISE_S = 4.0
_NOISES = 4.5 * 1.4826
_LEAST_LIGHT, _LEAST_COLOUR, _MOST = 3.5, 2.5, 40.0
_STRIDE = 3
_STRAYS = 3.0
_SPREADS = 2.6
_CALM = 0.25
_RISES = 4
_UNDER_MOTION = 1 / 8
_NEAR = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """mean: (h, w, 3), as `picture.reduced` makes them. spread: (h, w), the usual distance from it, in limits.

    light, colour: the limits, grey levels that a spot must differ at least; they follow the picture's noise unless
    they are given. known_s: for how long it has been learned.
    """

    mean: Plane
    spread: Plane
    light: float
    colour: float
    known_s: float = 0.0

    @classmethod
    def of(cls, small: Plane, noise: float) -> Background:
        """Known from one picture. noise: the limit for brightness, 0 for the least."""
        light, colour = (noise, max(_LEAST_COLOUR, noise / 2)) if noise else (_LEAST_LIGHT, _LEAST_COLOUR)
        return cls(small, np.full(small.shape[:2], _CALM, np.float32), light, colour)

    def distance(self, small: Plane) -> Plane:
        """(h, w): how far the picture is from the mean, 1 at the limit; edges may shake by a pixel."""
        slack: Any = (self.light, self.colour, self.colour, 0)
        low = cv2.min(self.mean, cv2.add(cv2.erode(self.mean, _NEAR), slack))
        high = cv2.max(self.mean, cv2.subtract(cv2.dilate(self.mean, _NEAR), slack))
        return self._in_limits(cv2.max(cv2.subtract(low, small), cv2.subtract(small, high)))

    def step(self, small: Plane, other: Plane) -> Plane:
        """(h, w): how far two pictures are from each other, 1 at the limit."""
        return self._in_limits(cv2.absdiff(small, other))

    def brightens(self, small: Plane) -> NDArray[np.bool_]:
        """(h, w), where the picture is brighter than the mean and of the same colour."""
        light, red, blue = cv2.split(cv2.subtract(small, self.mean))
        tinted = np.maximum(np.abs(red), np.abs(blue)) >= self.colour
        return np.asarray((light > self.light) & ~tinted)

    def unusual(self, distance: Plane) -> Spots:
        """(h, w), 1 where the distance is beyond the noise and beyond what this spot does by itself."""
        usual = np.maximum(self.spread * np.float32(_SPREADS), np.float32(1))
        return as_gray((distance > usual).astype(np.uint8))

    def learned(self, small: Plane, distance: Plane, elapsed_s: float, moving: NDArray[np.bool_]) -> Background:
        """It forgets with a time constant, and more slowly under what moves.

        The spread rises faster than it falls, so that leaves are known after a gust or two, and a rare stray leaves
        it alone.
        """
        elapsed = max(0.0, elapsed_s)
        rate = forgotten(elapsed, _MEMORY_S, self.known_s)
        rates = np.where(moving, np.float32(rate * _UNDER_MOTION), np.float32(rate))
        mean: NDArray[Any] = self.mean.copy()
        cv2.accumulateWeighted(small, mean, rate, mask=(~moving).astype(np.uint8))
        cv2.accumulateWeighted(small, mean, rate * _UNDER_MOTION / 4, mask=moving.astype(np.uint8))
        seen = distance if self.known_s < 1 else np.minimum(distance, np.float32(_STRAYS) * self.spread)
        more = seen - self.spread
        rises = np.minimum(rates * np.float32(_RISES), np.float32(1))
        spread = np.maximum(self.spread + np.where(more > 0, rises, rates) * more, np.float32(_CALM))
        return replace(self, mean=mean, spread=spread, known_s=self.known_s + elapsed)

    def listened(self, small: Plane, elapsed_s: float) -> Background:
        """With limits that are moved towards what the picture's noise asks for: its median distance to the mean."""
        away = cv2.absdiff(small[::_STRIDE, ::_STRIDE], self.mean[::_STRIDE, ::_STRIDE]).reshape(-1, 3)
        light, red, blue = np.partition(away, len(away) // 2, axis=0)[len(away) // 2] * _NOISES
        rate = forgotten(max(0.0, elapsed_s), _NOISE_S, self.known_s)
        light = min(_MOST, max(_LEAST_LIGHT, float(light)))
        colour = min(_MOST, max(_LEAST_COLOUR, float(red), float(blue)))
        return replace(
            self, light=self.light + rate * (light - self.light), colour=self.colour + rate * (colour - self.colour)
        )

    def _in_limits(self, away: NDArray[Any]) -> Plane:
        light, red, blue = cv2.split(away)
        farthest: Plane = np.maximum(
            light * np.float32(1 / self.light), cv2.max(red, blue) * np.float32(1 / self.colour)
        )
        return farthest


def forgotten(elapsed_s: float, memory_s: float, known_s: float) -> float:
    """The share that a mean with this time constant gives to what is new; at first all pictures count alike."""
    memory = max(1e-6, min(memory_s, max(known_s, 4 * elapsed_s)))
    return 1 - math.exp(-elapsed_s / memory)
