"""Filters as a page made with the library alone would write them."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from vision.types import Image, as_image


def none(image: Image) -> Image:
    return image


def invert(image: Image) -> Image:
    return as_image(255 - image)


def roberts(image: Image) -> Image:
    from skimage.filters import roberts as edges

    dark = (255 - edges(image[:, :, 0] / 255.0) * 255).astype(np.uint8)
    return as_image(cv2.cvtColor(dark, cv2.COLOR_GRAY2RGB))


FILTERS: dict[str, Callable[[Image], Image]] = {f.__name__: f for f in (none, invert, roberts)}
