"""Smaller and back: where slow work is done on fewer pixels than are shown."""

from __future__ import annotations

import math
from typing import Any, TypeVar, cast

import cv2
from numpy.typing import NDArray

Levels = TypeVar("Levels", bound=NDArray[Any])
"""A picture, a grey one, or any plane of numbers: what goes in comes out."""


def blurred(image: Levels, radius: float, exact: float = 8) -> Levels:
    """A Gaussian blur; above `exact` it works at half size, then a quarter, and so on, where the eye cannot tell."""
    small, scale = image, 1
    while radius / scale > exact:
        small, scale = shrunk(small, math.ceil(max(small.shape) / 2)), scale * 2
    soft = cast(Levels, cv2.GaussianBlur(small, (0, 0), radius / scale))
    return stretched(soft, image) if scale > 1 else soft


def shrunk(image: Levels, most: int) -> Levels:
    """A copy whose longer side is at most `most` pixels, each the mean of those it stands for."""
    height, width = image.shape[:2]
    scale = min(1.0, most / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cast(Levels, cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def halved(image: Levels, width: int, height: int) -> Levels:
    """A copy halved as often as it stays at least this large: a quick way there, since OpenCV is quick at halves."""
    while image.shape[1] >= 2 * width and image.shape[0] >= 2 * height:
        half = image.shape[1] // 2, image.shape[0] // 2
        image = cast(Levels, cv2.resize(image, half, interpolation=cv2.INTER_AREA))
    return image


def stretched(small: Levels, like: NDArray[Any], *, smooth: bool = True) -> Levels:
    """`small` at the size of `like`; not `smooth` keeps its values, as labels and masks need."""
    how = cv2.INTER_LINEAR if smooth else cv2.INTER_NEAREST
    return cast(Levels, cv2.resize(small, (like.shape[1], like.shape[0]), interpolation=how))
