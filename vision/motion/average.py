"""A running mean of what was seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.processor import Moment
from vision.types import Image, as_image


@dataclass(frozen=True, slots=True, eq=False)
class Average:
    """A running mean: (H, W, 3) float32, None before the first frame, and when it was last updated."""

    mean: NDArray[np.float32] | None = None
    time_s: float = 0.0

    def update(self, image: Image, moment: Moment, memory_s: float) -> Average:
        """The mean that forgets with the time constant `memory_s`, however often frames come."""
        if self.mean is None:
            return Average(image.astype(np.float32), moment.time_s)
        elapsed = max(0.0, moment.time_s - self.time_s)
        mean: NDArray[Any] = self.mean.copy()
        cv2.accumulateWeighted(image, mean, 1 - math.exp(-elapsed / memory_s))
        return Average(mean, moment.time_s)

    @property
    def image(self) -> Image:
        return as_image(cv2.convertScaleAbs(self.mean))  # type: ignore[arg-type]
