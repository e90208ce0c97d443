"""Gradients of brightness, in bands of rows that stay in the processor's cache."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np

from vision.pixels.channels import to_gray
from vision.types import Gray, Image, as_gray

Direction = Literal["both", "across", "down"]

_PIXELS = 40_000  # worked on at a time


def in_bands(source: Gray, result: Image, extra: int, work: Callable[[Gray], Gray]) -> Image:
    """Fill `result` with `work` of each band of `source`, which is `extra` rows taller, as grey in RGB."""
    height, width = result.shape[:2]
    tall = max(8, _PIXELS // width)
    for top in range(0, height, tall):
        rows = source[top : min(height, top + tall) + extra]
        cv2.cvtColor(work(rows), cv2.COLOR_GRAY2RGB, dst=result[top : top + tall])
    return result


def slope(image: Image, smooth: tuple[float, float, float], direction: Direction, gain: float) -> Image:
    """How fast the luma changes: the difference of neighbours across, averaged by `smooth` along the other way.

    Both ways are joined as sqrt((a^2 + d^2) / 2), as scikit-image does, then multiplied by `gain`.
    `smooth` sums to 1; borders are mirrored.
    """
    differ, mean = np.array([-1, 0, 1], np.float32), np.array(smooth, np.float32)
    border = cv2.BORDER_REFLECT

    def work(rows: Gray) -> Gray:
        across = cv2.sepFilter2D(rows, cv2.CV_32F, differ, mean, borderType=border)[1:-1]
        if direction == "across":
            return as_gray(cv2.convertScaleAbs(across, alpha=gain))
        down = cv2.sepFilter2D(rows, cv2.CV_32F, mean, differ, borderType=border)[1:-1]
        if direction == "down":
            return as_gray(cv2.convertScaleAbs(down, alpha=gain))
        return as_gray(cv2.convertScaleAbs(cv2.magnitude(across, down), alpha=gain * math.sqrt(0.5)))

    source = as_gray(cv2.copyMakeBorder(to_gray(image), 1, 1, 0, 0, border))
    return in_bands(source, np.empty_like(image), 2, work)
