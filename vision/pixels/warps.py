"""Where each pixel of a bent picture comes from, worked out once for each size and setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.pixels.size_cache import for_each_size
from vision.types import Image, as_image

Field = NDArray[np.float32]
"""(H, W), one number for each pixel."""

Bend = Callable[..., tuple[Field, Field]]
"""(x, y of each pixel from the centre, then numbers) -> where in the picture, from the centre, its colour is found."""


def bent(image: Image, bend: Bend, *numbers: float) -> Image:
    """The picture with each pixel taken from where `bend` says; what lies outside is mirrored back in."""
    first, second = _maps(image.shape[0], image.shape[1], bend, numbers)
    return as_image(cv2.remap(image, first, second, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101))


def from_centre(height: int, width: int) -> tuple[Field, Field]:
    """x and y of each pixel, in pixels, from the middle of the picture."""
    x = np.arange(width, dtype=np.float32) - np.float32((width - 1) / 2)
    y = np.arange(height, dtype=np.float32) - np.float32((height - 1) / 2)
    across, down = np.meshgrid(x, y)
    return across, down


@for_each_size
def _maps(height: int, width: int, bend: Bend, numbers: tuple[float, ...]) -> tuple[Any, Any]:
    """OpenCV's compact maps: whole pixels, and 32nds of a pixel."""
    x, y = bend(*from_centre(height, width), *numbers)
    across, down = np.float32((width - 1) / 2), np.float32((height - 1) / 2)
    if min(height, width) == 1:  # OpenCV mirrors no border into a single row
        x, y = np.clip(x, -across, across), np.clip(y, -down, down)
    return cv2.convertMaps((x + across).astype(np.float32), (y + down).astype(np.float32), cv2.CV_16SC2)
