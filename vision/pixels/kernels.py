"""Grids of numbers laid over each pixel's neighbourhood: named ones, what they make, and what one pixel gets."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, Numbers
from vision.words.said import N_

_BORDER = cv2.BORDER_REFLECT

EDGE: Numbers = (-1, -1, -1, -1, 8, -1, -1, -1, -1)

Negatives = Literal["as_it_is", "without_sign", "around_grey"]


@dataclass(frozen=True, slots=True)
class Kernel:
    """What the processor `kernel` is set to; see there."""

    numbers: Numbers
    second: Numbers = ()
    divide: bool = False
    shown: Negatives = "as_it_is"

    @property
    def values(self) -> dict[str, Any]:
        return asdict(self)


_FALLING: Numbers = (0, 0, 0, 0, -1, 0, 0, 0, 1)
_RISING: Numbers = (0, 0, 0, 0, 0, -1, 0, 1, 0)
_HILL = (1, 4, 6, 4, 1)

KERNELS: Mapping[str, Kernel] = MappingProxyType(
    {
        N_("Edge"): Kernel(EDGE),
        N_("Blur"): Kernel((1,) * 9, divide=True),
        N_("Soft blur"): Kernel(tuple(a * b for a in _HILL for b in _HILL), divide=True),
        N_("Sharpen"): Kernel((0, -1, 0, -1, 5, -1, 0, -1, 0)),
        N_("Emboss"): Kernel((-2, -1, 0, -1, 0, 1, 0, 1, 2), shown="around_grey"),
        N_("Roberts, falling"): Kernel(_FALLING, shown="without_sign"),
        N_("Roberts, rising"): Kernel(_RISING, shown="without_sign"),
        N_("Roberts, both"): Kernel(_FALLING, _RISING),
        N_("Sobel, both"): Kernel((-1, 0, 1, -2, 0, 2, -1, 0, 1), (-1, -2, -1, 0, 0, 0, 1, 2, 1)),
        N_("Nothing"): Kernel((0, 0, 0, 0, 1, 0, 0, 0, 0)),
    }
)
"""To begin with."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """How one number of one pixel comes about. levels, weights, products: (N, N), as they lie in the picture."""

    levels: NDArray[np.float64]
    weights: NDArray[np.float64]
    divisor: float

    @property
    def products(self) -> NDArray[np.float64]:
        return self.levels * self.weights

    @property
    def total(self) -> float:
        return float(self.products.sum())

    @property
    def answer(self) -> float:
        return self.total / self.divisor


def square(numbers: Numbers) -> NDArray[np.float64]:
    """9 or 25 numbers as a square, row by row."""
    side = math.isqrt(len(numbers))
    return np.array(numbers, np.float64).reshape(side, side)


def total(numbers: Numbers) -> float:
    """The numbers' sum, without the last digits that adding parts leaves behind."""
    return round(math.fsum(numbers), 9)


def resized(numbers: Numbers, side: int) -> Numbers:
    """The square with this many rows, its middle where it was: cut off, or surrounded by noughts."""
    result, old = np.zeros((side, side)), square(numbers)
    middle = min(side, len(old))
    cut, to = (len(old) - middle) // 2, (side - middle) // 2
    result[to : to + middle, to : to + middle] = old[cut : cut + middle, cut : cut + middle]
    return tuple(float(number) for number in result.ravel())


def divisor(numbers: Numbers, *, divide: bool) -> float:
    """The numbers' sum, so that the picture stays as bright; 1 when nothing is divided or the sum is none."""
    return (total(numbers) or 1.0) if divide else 1.0


def correlated(image: Image, numbers: Numbers, *, divide: bool) -> NDArray[np.float32]:
    """Each pixel's sum of neighbours times the numbers over them, (H, W, 3); borders are mirrored."""
    weights = square(numbers) / divisor(numbers, divide=divide)
    return np.asarray(cv2.filter2D(image, cv2.CV_32F, weights.astype(np.float32), borderType=_BORDER))


def neighbourhood(image: Image, numbers: Numbers, x: int, y: int, channel: int, *, divide: bool) -> Neighbourhood:
    """What the pixel in column `x` and row `y` gets in one channel, before it is shown."""
    weights = square(numbers)
    reach = len(weights) // 2
    rows, columns = ([_inside(at + step, size) for step in range(-reach, reach + 1)] for at, size in _axes(image, x, y))
    levels = image[..., channel][np.ix_(rows, columns)].astype(np.float64)
    return Neighbourhood(levels, weights, divisor(numbers, divide=divide))


def _axes(image: Image, x: int, y: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (y, image.shape[0]), (x, image.shape[1])


def _inside(place: int, size: int) -> int:
    return int(cv2.borderInterpolate(place, size, _BORDER))
