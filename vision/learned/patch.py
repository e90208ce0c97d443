"""A turned square of the picture, cut out for a network, and its points brought back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from vision.models.network import Tensor
from vision.types import Image, as_image


@dataclass(frozen=True, slots=True)
class TurnedSquare:
    """middle: x, y in pixels. side: pixels. angle: radians, by which what is in it leans to the picture's right."""

    middle: tuple[float, float]
    side: float
    angle: float

    @property
    def box(self) -> list[float]:
        """Left, top, right, bottom of the square as if it were not turned."""
        (x, y), half = self.middle, self.side / 2
        return [x - half, y - half, x + half, y + half]

    def grown(self, times: float, up: float) -> TurnedSquare:
        """So many times as large, after a shift of `up` sides towards its own top."""
        sin, cos = math.sin(self.angle), math.cos(self.angle)
        x, y = self.middle
        return replace(self, middle=(x + up * self.side * sin, y - up * self.side * cos), side=self.side * times)

    def cut(self, image: Image, side: int) -> Image:
        """The square, upright, `side` pixels large; black beyond the picture's border."""
        inside = np.array([[0, 0], [1, 0], [0, 1]], np.float32)
        turn = cv2.getAffineTransform(self.back(inside), inside * side)
        return as_image(cv2.warpAffine(image, turn, (side, side), flags=cv2.INTER_LINEAR))

    def tensor(self, image: Image, side: int) -> Tensor:
        """(1, 3, side, side) RGB, 0 to 1."""
        return np.asarray(self.cut(image, side).transpose(2, 0, 1)[None], np.float32) / np.float32(255)

    def back(self, points: ArrayLike) -> NDArray[np.float32]:
        """(N, 2) places in the square, 0 to 1 across and down, in the picture's pixels."""
        sin, cos = math.sin(self.angle), math.cos(self.angle)
        offset = (np.asarray(points, np.float64).reshape(-1, 2) - 0.5) * self.side
        turned = offset @ np.array([[cos, sin], [-sin, cos]])
        return np.asarray(turned + np.array(self.middle), np.float32)


def square_of(
    low: ArrayLike, high: ArrayLike, foot: ArrayLike, head: ArrayLike, points: ArrayLike = ()
) -> TurnedSquare:
    """The square around a box (low, high), upright when `head` is above `foot`.

    points: what it shall be around instead, measured along its own turned sides.
    """
    low, high, foot, head = (np.asarray(v, np.float64) for v in (low, high, foot, head))
    angle = math.atan2(head[0] - foot[0], foot[1] - head[1])
    middle, side = (low + high) / 2, float((high - low).max())
    around = np.asarray(points, np.float64).reshape(-1, 2)
    if len(around):
        sin, cos = math.sin(angle), math.cos(angle)
        turn = np.array([[cos, -sin], [sin, cos]])
        own = around @ turn
        centre = (own.min(axis=0) + own.max(axis=0)) / 2
        middle, side = centre @ turn.T, float((own.max(axis=0) - own.min(axis=0)).max())
    return TurnedSquare((float(middle[0]), float(middle[1])), max(side, 1.0), angle)
