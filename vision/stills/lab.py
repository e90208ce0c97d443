"""A still picture as numbers: what the image lab shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from vision.imageio import save_jpeg, save_png
from vision.pipeline import Result
from vision.pixels.channels import to_gray
from vision.processor import NOTHING
from vision.processors.tone import threshold
from vision.recipe import Recipe
from vision.stills.still import filtered
from vision.types import Gray, Image, VisionError
from vision.words.said import N_
from vision.working_size import narrowed

SCREEN = 1280
"""The width of a preview, in pixels."""


def preview(image: Image, recipe: Recipe, own: Mapping[str, Any] = NOTHING) -> Result:
    """What the recipe makes of the picture at the size of a screen; `developed` looks the same at full size."""
    return filtered(narrowed(image, SCREEN), recipe, own)


def developed(image: Image, recipe: Recipe, kind: str, own: Mapping[str, Any] = NOTHING) -> bytes:
    """The picture at its full size through the recipe, as a "png" or "jpeg" file.

    Raises VisionError when what should be hidden could not be.
    """
    result = filtered(image, recipe, own)
    if result.stand_in:
        raise VisionError("What should be hidden could not be, so there is nothing to save.")
    return save_png(result.image) if kind == "png" else save_jpeg(result.image)


def histograms(image: Image) -> dict[str, NDArray[np.int64]]:
    """How many pixels have each level, (256,), for red, green, blue and luma."""
    planes = {"red": image[..., 0], "green": image[..., 1], "blue": image[..., 2], "luma": to_gray(image)}
    return {name: np.bincount(plane.ravel(), minlength=256) for name, plane in planes.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A small part of a picture: the place of its first pixel, and its pixels, (h, w, 3)."""

    left: int
    top: int
    pixels: Image

    def table(self, channel: str) -> NDArray[np.uint8]:
        """The numbers of "red", "green", "blue" or "luma", (h, w)."""
        names = ("red", "green", "blue")
        return self.pixels[..., names.index(channel)].copy() if channel in names else to_gray(self.pixels)


def patch(image: Image, x: int, y: int, side: int = 12) -> Patch:
    """`side` x `side` pixels around (x, y), moved to lie inside; smaller where the picture is."""
    height, width = image.shape[:2]
    left = max(0, min(x - side // 2, width - side))
    top = max(0, min(y - side // 2, height - side))
    return Patch(left, top, image[top : top + side, left : left + side].copy())


def grey_three_ways(image: Image) -> dict[str, Gray]:
    """Greyscale by Pillow, by OpenCV, and with one bit a pixel (black or white dots), each (H, W)."""
    picture = PIL.Image.fromarray(image)
    return {
        "Pillow": np.array(picture.convert("L")),
        "OpenCV": to_gray(image),
        N_("One bit"): np.array(picture.convert("1")).astype(np.uint8) * np.uint8(255),
    }


def binarised(image: Image) -> dict[str, Gray]:
    """Black or white by each method of the threshold filter at its defaults, each (H, W)."""
    return {
        N_("Fixed level"): threshold(image, method="binary")[..., 0].copy(),
        "Otsu": threshold(image, method="otsu")[..., 0].copy(),
        N_("Adaptive"): threshold(image, method="adaptive")[..., 0].copy(),
        "Sauvola": threshold(image, method="sauvola")[..., 0].copy(),
    }
