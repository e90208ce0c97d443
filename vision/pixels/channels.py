"""Between colour and grey, where every processor would otherwise repeat itself."""

from __future__ import annotations

from typing import Any, Literal

import cv2
from numpy.typing import NDArray

from vision.types import Gray, Image, as_gray, as_image

Channel = Literal["red", "green", "blue", "luma"]


def to_gray(image: NDArray[Any]) -> Gray:
    """Rec. 601 luma, (H, W), as OpenCV and Pillow compute it."""
    return as_gray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))


def to_rgb(gray: NDArray[Any]) -> Image:
    """(H, W) grey as (H, W, 3)."""
    return as_image(cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB))


def pick_channel(image: Image, channel: Channel) -> Gray:
    """One colour channel, or the luma, (H, W)."""
    if channel == "luma":
        return to_gray(image)
    return as_gray(cv2.extractChannel(image, ("red", "green", "blue").index(channel)))
