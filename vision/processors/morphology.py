"""Morphology: shapes grow, shrink and come apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.pixels.resize import shrunk, stretched
from vision.processor import processor
from vision.types import Gray, Image, as_gray, as_image, as_uint8

Shape = Annotated[Literal["disc", "square", "cross"], "The shape of the brush that is pushed around."]
Radius = Annotated[int, Range(1, 10, unit="px"), "How far shapes grow or shrink."]
Objects = Annotated[Literal["bright", "dark"], "Whether things are brighter or darker than what is behind them."]

_SHAPES = {"disc": cv2.MORPH_ELLIPSE, "square": cv2.MORPH_RECT, "cross": cv2.MORPH_CROSS}


def _brush(shape: str, radius: int) -> Gray:
    return as_gray(cv2.getStructuringElement(_SHAPES[shape], (2 * radius + 1, 2 * radius + 1)))


@processor("Erode", enlarge="smooth")
def erode(image: Image, *, shape: Shape = "disc", radius: Radius = 3) -> Image:
    r"""Let dark things grow and bright things shrink.

    In words: Each pixel becomes the darkest of its neighbours, so that darkness eats into the light.
    Used for: Separating coins that touch before counting them.
    Formula: (I \ominus B)(p) = \min_{b \in B} I(p + b)

    Equal to `skimage.morphology.erosion` of each channel.
    """
    return as_image(cv2.erode(image, _brush(shape, radius)))


@processor("Dilate", enlarge="smooth")
def dilate(image: Image, *, shape: Shape = "disc", radius: Radius = 3) -> Image:
    r"""Let bright things grow and dark things shrink.

    In words: Each pixel becomes the brightest of its neighbours, so that light spreads.
    Used for: Closing gaps in letters that a bad printer left.
    Formula: (I \oplus B)(p) = \max_{b \in B} I(p + b)

    Equal to `skimage.morphology.dilation` of each channel.
    """
    return as_image(cv2.dilate(image, _brush(shape, radius)))


@processor("Open", enlarge="smooth")
def opening(image: Image, *, shape: Shape = "disc", radius: Radius = 3) -> Image:
    r"""Remove bright specks and leave all larger things as they are.

    In words: Shrink everything bright, then let it grow back. What was too small is gone and cannot come back.
    Used for: Removing stars from a photo of the moon, or salt from noisy pictures.
    Formula: I \circ B = (I \ominus B) \oplus B
    """
    return as_image(cv2.morphologyEx(image, cv2.MORPH_OPEN, _brush(shape, radius)))


@processor("Close", enlarge="smooth")
def closing(image: Image, *, shape: Shape = "disc", radius: Radius = 3) -> Image:
    r"""Fill dark cracks and holes and leave all larger things as they are.

    In words: Let everything bright grow, then shrink it back. Small dark holes have been filled on the way.
    Used for: Mending scratches, and joining letters to words before reading a page.
    Formula: I \bullet B = (I \oplus B) \ominus B
    """
    return as_image(cv2.morphologyEx(image, cv2.MORPH_CLOSE, _brush(shape, radius)))


@processor("Outline", enlarge="smooth")
def morphological_gradient(image: Image, *, shape: Shape = "disc", radius: Radius = 1) -> Image:
    r"""Draw a glowing outline by comparing grown shapes with shrunk ones.

    In words: Make one copy in which light has grown and one in which it has shrunk. They differ at the borders.
    Used for: Outlines with a thickness you can choose.
    Formula: (I \oplus B) - (I \ominus B)
    """
    return as_image(cv2.morphologyEx(image, cv2.MORPH_GRADIENT, _brush(shape, radius)))


def _silhouette(image: Image, objects: str) -> Gray:
    """(H, W): 255 on things, by Otsu's level."""
    soft = cv2.GaussianBlur(to_gray(image), (0, 0), 1.2)
    kind = cv2.THRESH_BINARY if objects == "bright" else cv2.THRESH_BINARY_INV
    return as_gray(cv2.threshold(soft, 0, 255, kind | cv2.THRESH_OTSU)[1])


@processor("Skeleton", enlarge="smooth")
def skeleton(image: Image, *, objects: Objects = "dark", radius: Radius = 1) -> Image:
    r"""Thin things down to the bones in their middle.

    In words: Set fire to the rim of each thing at once. Where the flames meet is its skeleton.
    Used for: Recognising handwriting and fingerprints, and finding out how a person stands.

    Zhang and Suen (1984), by scikit-image, on at most 320 pixels a side: the eye cannot tell, since bones are
    drawn `radius` wide.
    """
    from skimage.morphology import skeletonize

    things = _silhouette(image, objects)
    small = cv2.threshold(shrunk(things, 320), 127, 255, cv2.THRESH_BINARY)[1]
    bones = np.where(skeletonize(small > 0), 255, 0).astype(np.uint8)
    drawn = stretched(as_gray(cv2.dilate(bones, _brush("disc", radius))), things)
    flesh = np.array([0, 70, 90], np.uint8)
    result = as_image(cv2.bitwise_and(np.full_like(image, flesh), to_rgb(things)))
    return as_image(cv2.max(result, to_rgb(drawn)))


@lru_cache(maxsize=1)
def _paints() -> NDArray[np.uint8]:
    """Colours that follow each other as differently as may be, (1024, 3); the first, for no thing, is black."""
    hues = (np.arange(1024) * 0.618034 % 1 * 255).astype(np.uint8)
    hsv = np.stack([hues, np.full(1024, 190, np.uint8), np.full(1024, 255, np.uint8)], axis=-1)[None]
    table = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB_FULL)[0]
    table[0] = 0
    return as_uint8(table)


@processor("Connected things")
def components(
    image: Image,
    *,
    objects: Objects = "bright",
    smallest: Annotated[
        int, Range(0, 2000, step=10, unit="px²", grows=2), "Things with fewer pixels are left out."
    ] = 80,
) -> Image:
    r"""Paint every thing that hangs together in a colour of its own.

    In words: Put a finger on a bright dot and slide to all others without crossing the dark. That is one thing.
    Used for: Counting: coins on a table, cells under a microscope, letters on a page.

    Things are separated from the background by Otsu's level; labels are OpenCV's, eight neighbours each.
    """
    things = _silhouette(image, objects)
    count, labels, facts, _ = cv2.connectedComponentsWithStats(things, connectivity=8, ltype=cv2.CV_16U)
    paint = _paints()[np.arange(count) % 1024]
    paint[facts[:, cv2.CC_STAT_AREA] < smallest] = 0
    paint[0] = 0
    return as_image(paint[labels])
