"""Smaller and back: where slow work is done on fewer pixels than are shown."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import cv2
from numpy.typing import NDArray

Levels = TypeVar("Levels", bound=NDArray[Any])
"""A picture, a grey one, or any plane of numbers: what goes in comes out."""


def shrunk(image: Levels, most: int) -> Levels:
    """A copy whose longer side is at most `most` pixels, each the mean of those it stands for."""
    height, width = image.shape[:2]
    scale = min(1.0, most / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cast(Levels, cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def stretched(small: Levels, like: NDArray[Any], *, smooth: bool = True) -> Levels:
    """`small` at the size of `like`; not `smooth` keeps its values, as labels and masks need."""
    how = cv2.INTER_LINEAR if smooth else cv2.INTER_NEAREST
    return cast(Levels, cv2.resize(small, (like.shape[1], like.shape[0]), interpolation=how))
