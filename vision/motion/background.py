"""How the scene looks when nothing moves: a mean for each spot, how much it strays, and the picture's own noise."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.light import OtherLight
from vision.motion.picture import Plane, Planes, Spots
from vision.types import as_gray

_MEMORY_S = 8.0
_NOISE_S = 4.0
_NOISES = 4.5 * 1.4826
_LEAST_LIGHT, _LEAST_COLOUR, _MOST = 3.5, 2.5, 40.0
_STRIDE = 4
_STRAYS = 3.0
_SPREADS = 2.6
_CALM = 0.25
_RISES = 4
_UNDER_MOTION = 1 / 8
_NEAR = np.ones((3, 3), np.uint8)
_BOUNDS_S = 0.7
_LISTENS_S, _DEAFER = 0.3, 8


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """mean: (3, h, w), as `picture.reduced` makes them. spread: (h, w), the usual distance from it, in limits.

    usual: (h, w), how far each spot may be from the mean, in limits.
    light, colour: the limits, grey levels that a spot must differ at least; they follow the picture's noise unless
    they are given. known_s: for how long it has been learned; heard_s: what it was when the noise was listened to.
    bounds: the least and the most that the mean is within a pixel, of some moments ago, when `known_s` was `bounded_s`.
    """

    mean: Planes
    spread: Plane
    usual: Plane
    light: float
    colour: float
    bounds: tuple[Planes, Planes]
    known_s: float = 0.0
    bounded_s: float = 0.0
    heard_s: float = 0.0

    @classmethod
    def of(cls, small: Planes, noise: float) -> Background:
        """Known from one picture. noise: the limit for brightness, 0 for the least."""
        light, colour = (noise, max(_LEAST_COLOUR, noise / 2)) if noise else (_LEAST_LIGHT, _LEAST_COLOUR)
        spread = np.full(small.shape[1:], _CALM, np.float32)
        return cls(small, spread, _usual(spread), light, colour, _bounds(small, light, colour))

    def lit(self, light: OtherLight) -> Background:
        """As the scene would look in other light."""
        low, high = self.bounds
        return replace(self, mean=light.on(self.mean), bounds=(light.on(low), light.on(high)))

    def looking(self, mean: Planes) -> Background:
        """With another mean."""
        return replace(self, mean=mean, bounds=_bounds(mean, self.light, self.colour))

    def distance(self, small: Planes) -> Plane:
        """(h, w): how far the picture is from the mean, 1 at the limit; edges may shake by a pixel."""
        low, high = self.bounds
        away = low - small
        return self._in_limits(np.maximum(away, small - high, out=away))

    def step(self, small: Planes, other: Planes) -> Plane:
        """(h, w): how far two pictures are from each other, 1 at the limit."""
        away = small - other
        return self._in_limits(np.abs(away, out=away))

    def brightens(self, small: Planes) -> NDArray[np.bool_]:
        """(h, w), where the picture is brighter than the mean and of the same colour."""
        light, red, blue = small - self.mean
        tinted = np.maximum(np.abs(red), np.abs(blue)) >= self.colour
        return np.asarray((light > self.light) & ~tinted)

    def unusual(self, distance: Plane) -> Spots:
        """(h, w), 1 where the distance is beyond the noise and beyond what this spot does by itself."""
        return as_gray((distance > self.usual).view(np.uint8))

    def learned(self, small: Planes, distance: Plane, elapsed_s: float, moving: NDArray[np.bool_] | None) -> Background:
        """It forgets with a time constant, and more slowly under what moves (None: nothing does).

        The spread rises faster than it falls, so that leaves are known after a gust or two, and a rare stray leaves
        it alone.
        """
        elapsed = max(0.0, elapsed_s)
        rate = forgotten(elapsed, _MEMORY_S, self.known_s)
        reach: Any = distance if self.known_s < 1 else cv2.min(distance, self.spread * np.float32(_STRAYS))
        mean, spread = _nearer(self.mean, small, rate), _spread(self.spread, reach, rate)
        if moving is not None:
            np.copyto(mean, _nearer(self.mean, small, rate * _UNDER_MOTION / 4), where=moving)
            np.copyto(spread, _spread(self.spread, reach, rate * _UNDER_MOTION), where=moving)
        known_s, bounds, bounded_s = self.known_s + elapsed, self.bounds, self.bounded_s
        if known_s < 2 or known_s - bounded_s > _BOUNDS_S:
            bounds, bounded_s = _bounds(mean, self.light, self.colour), known_s
        usual = _usual(spread)
        return replace(self, mean=mean, spread=spread, usual=usual, bounds=bounds, known_s=known_s, bounded_s=bounded_s)

    def listened(self, small: Planes, lit: bool) -> Background:
        """With limits that are moved towards what the picture's noise asks for: its median distance to the mean.

        lit: some light is on the scene, whose distance is no noise.
        """
        elapsed = self.known_s - self.heard_s
        if self.known_s > 1 and elapsed < _LISTENS_S:
            return self
        away = np.abs(small[:, ::_STRIDE, ::_STRIDE] - self.mean[:, ::_STRIDE, ::_STRIDE]).reshape(3, -1)
        middle = away.shape[1] // 2
        light, red, blue = np.partition(away, middle, axis=1)[:, middle] * _NOISES
        rate = forgotten(elapsed / _DEAFER if lit else elapsed, _NOISE_S, self.known_s)
        light = min(_MOST, max(_LEAST_LIGHT, float(light)))
        colour = min(_MOST, max(_LEAST_COLOUR, float(red), float(blue)))
        light, colour = self.light + rate * (light - self.light), self.colour + rate * (colour - self.colour)
        spread = self.spread * np.float32(self.light / light)
        return replace(self, spread=spread, usual=_usual(spread), light=light, colour=colour, heard_s=self.known_s)

    def _in_limits(self, away: Planes) -> Plane:
        light, red, blue = away
        light *= np.float32(1 / self.light)
        np.maximum(red, blue, out=red)
        red *= np.float32(1 / self.colour)
        farthest: Plane = np.maximum(light, red, out=light)
        return farthest


def _nearer(mean: Planes, small: Planes, rate: float) -> Planes:
    """The mean moved towards the picture by a share of the way."""
    width = mean.shape[2]
    nearer: Any = cv2.addWeighted(mean.reshape(-1, width), 1 - rate, small.reshape(-1, width), rate, 0)
    return nearer.reshape(mean.shape)  # type: ignore[no-any-return]


def _spread(spread: Plane, reach: Plane, rate: float) -> Plane:
    """The spread moved towards a distance by a share of the way, by a larger one if it rises."""
    rises = min(1.0, rate * _RISES)
    falls, more = (cv2.addWeighted(spread, 1 - share, reach, share, 0) for share in (rate, rises))
    return np.asarray(np.maximum(cv2.max(falls, more), np.float32(_CALM)))


def _usual(spread: Plane) -> Plane:
    usual: Plane = spread * np.float32(_SPREADS)
    np.maximum(usual, np.float32(1), out=usual)
    return usual


def _bounds(mean: Planes, light: float, colour: float) -> tuple[Planes, Planes]:
    """The least and the most within a pixel, without the limits, since small differences are noise."""
    low, high = np.empty_like(mean), np.empty_like(mean)
    for plane, least, most, slack in zip(mean, low, high, (light, colour, colour), strict=True):
        cv2.erode(plane, _NEAR, dst=least)
        cv2.dilate(plane, _NEAR, dst=most)
        least += np.float32(slack)
        most -= np.float32(slack)
    return np.minimum(low, mean, out=low), np.maximum(high, mean, out=high)


def forgotten(elapsed_s: float, memory_s: float, known_s: float) -> float:
    """The share that a mean with this time constant gives to what is new; at first all pictures count alike."""
    memory = max(1e-6, min(memory_s, max(known_s, 4 * elapsed_s)))
    return 1 - math.exp(-elapsed_s / memory)
