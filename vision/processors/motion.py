"""Motion: what changes from one moment to the next. All of these remember."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.params import Range
from vision.processor import Moment, processor
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


@processor("Background motion")
def background_motion(
    image: Image,
    state: Average,
    moment: Moment,
    *,
    show: Annotated[
        Literal["highlight", "mask", "background"],
        "highlight: what moves in colour; mask: white where it moves; background: what was learned.",
    ] = "highlight",
    threshold: Annotated[int, Range(1, 100), "How large a change counts."] = 25,
    memory: Annotated[float, Range(0.2, 20, step=0.2, unit="s"), "How long it takes to get used to a change."] = 2.0,
) -> tuple[Image, Average]:
    """Learn what stands still and show what moves in front of it.

    The background is a running average of the last seconds.
    """
    learned = state.update(image, moment, memory)
    if show == "background":
        return learned.image, learned
    before = image if state.mean is None else state.image
    change = cv2.GaussianBlur(cv2.absdiff(image, before), (5, 5), 0)
    mask = cv2.inRange(change.max(axis=2), np.array(threshold), np.array(255))
    if show == "mask":
        return as_image(cv2.cvtColor(mask, cv2.COLOR_GRAY2RGB)), learned
    dimmed = cv2.convertScaleAbs(image, alpha=0.25)
    cv2.copyTo(image, mask, dimmed)
    return as_image(dimmed), learned


@processor("Long exposure")
def long_exposure(
    image: Image,
    state: Average,
    moment: Moment,
    *,
    seconds: Annotated[float, Range(0.1, 10, step=0.1, unit="s"), "How long the shutter stays open."] = 1.0,
) -> tuple[Image, Average]:
    """Blend the last moments into one, so that movement turns into a soft trail."""
    blended = state.update(image, moment, seconds)
    return blended.image, blended
