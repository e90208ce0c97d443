"""Blur: each pixel becomes a mix of those around it."""

from __future__ import annotations

import math
from typing import Annotated

import cv2
import numpy as np

from vision.params import Range
from vision.pixels.resize import blurred, shrunk, stretched
from vision.processor import processor
from vision.types import Image, as_image

_REACH = 12  # pixels around each one that are looked at, at most


@processor("Box blur")
def box_blur(
    image: Image, *, radius: Annotated[int, Range(1, 50, unit="px"), "How far around a pixel is averaged."] = 5
) -> Image:
    r"""Replace each pixel by the plain average of the square around it.

    In words: Put a small window on the picture, mix all colours seen in it, and paint the mix in the middle.
    Used for: The fastest blur there is; shadows on screens, and hiding grain before looking for edges.
    Formula: \frac{1}{(2r+1)^2}\sum_{|i| \le r}\sum_{|j| \le r} I(x+i,\, y+j)
    """
    return as_image(cv2.blur(image, (2 * radius + 1, 2 * radius + 1), borderType=cv2.BORDER_REFLECT))


@processor("Gaussian blur")
def gaussian_blur(
    image: Image, *, radius: Annotated[float, Range(0.5, 30, step=0.5, unit="px"), "More is softer."] = 4.0
) -> Image:
    r"""Soften the picture evenly, as if seen through frosted glass.

    In words: Each pixel mixes with its neighbours: near ones count much, far ones hardly at all.
    Used for: Soft backgrounds, hiding grain, and nearly every other filter starts with it.
    Formula: G(x, y) = \frac{1}{2\pi\sigma^2}\,e^{-\frac{x^2 + y^2}{2\sigma^2}}

    Equal to `skimage.filters.gaussian`. A radius above 8 works at half size, above 16 at a quarter, where
    the eye cannot tell.
    """
    return blurred(image, radius)


@processor("Median blur")
def median_blur(
    image: Image, *, radius: Annotated[int, Range(1, 12, unit="px"), "Spots smaller than this vanish."] = 2
) -> Image:
    r"""Take the middle value around each pixel: specks vanish, edges stay sharp.

    In words: Line up the neighbours from dark to bright and take the one in the middle. A lone white speck
        is never in the middle, so it goes.
    Used for: Removing dust and scratches from scanned photos.
    Formula: I'(x, y) = \operatorname{median}\{I(x+i,\, y+j) : |i|, |j| \le r\}

    A radius above 2 works at half size, above 24 at a quarter, and so on, where the eye cannot tell.
    """
    if radius <= 2:
        return as_image(cv2.medianBlur(image, 2 * radius + 1))
    small, scale = _reduced(image, radius)
    return stretched(as_image(cv2.medianBlur(small, 2 * round(radius / scale) + 1)), image)


def _reduced(image: Image, radius: float) -> tuple[Image, int]:
    """The picture at half its size, or further down, until a radius is at most 12 pixels; how many times smaller."""
    scale = 2
    while radius / scale > _REACH:
        scale *= 2
    return shrunk(image, math.ceil(max(image.shape) / scale)), scale


@processor("Bilateral")
def bilateral(
    image: Image,
    *,
    radius: Annotated[int, Range(1, 12, unit="px"), "How far around a pixel is looked."] = 6,
    colours: Annotated[int, Range(5, 150), "How different a colour may be and still be mixed in."] = 40,
) -> Image:
    r"""Smooth skin and walls but keep the edges.

    In words: Mix each pixel with its neighbours, but only with those of a similar colour. So nothing mixes over
        an edge.
    Used for: The beauty filter of telephones, and calming down grain before cartoon effects.
    Formula: w = \exp\left(-\frac{d^2}{2\sigma_s^2} - \frac{(I_p - I_q)^2}{2\sigma_c^2}\right)

    Tomasi and Manduchi (1998), worked at half size, above a radius of 24 at a quarter, and so on, where the eye can
    hardly tell.
    """
    small, scale = _reduced(image, radius)
    reach = max(1, math.ceil(radius / scale))
    return stretched(as_image(cv2.bilateralFilter(small, 2 * reach + 1, colours, reach)), image)


@processor("Motion blur")
def motion_blur(
    image: Image,
    *,
    length: Annotated[int, Range(2, 64, unit="px"), "How far things move while the shutter is open."] = 24,
    angle: Annotated[int, Range(0, 180, unit="°"), "0 is sideways, 90 up and down."] = 0,
) -> Image:
    r"""Smear the picture along a line, as if the camera had moved.

    In words: Print the picture many times, each a little further along a line, and mix all prints.
    Used for: Showing speed in sports pictures and comics.
    Formula: \frac{1}{n}\sum_{i=0}^{n-1} I\left(x + t_i\cos\alpha,\; y - t_i\sin\alpha\right)

    Doubling: two copies are mixed, then two of the mix, so that six steps make 64 prints.
    """
    result = image
    across, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    for i in range(1, max(1, math.ceil(math.log2(length))) + 1):
        step = length / 2**i if i == 1 else -length / 2**i  # the first one forth, all others back: it stays in place
        result = _mixed_along(result, step * across, -step * up)
    return result


def _mixed_along(image: Image, dx: float, dy: float) -> Image:
    height, width = image.shape[:2]
    shift = np.array([[1, 0, dx], [0, 1, dy]])
    moved = cv2.warpAffine(image, shift, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return as_image(cv2.addWeighted(image, 0.5, moved, 0.5, 0))


@processor("Sharpen")
def unsharp_mask(
    image: Image,
    *,
    radius: Annotated[float, Range(0.5, 10, step=0.5, unit="px"), "The size of the detail that is lifted."] = 2.0,
    amount: Annotated[float, Range(0, 5, step=0.1), "How much it is lifted."] = 1.0,
) -> Image:
    r"""Sharpen by adding what a blurred copy has lost.

    In words: Blur a copy. What is missing in it is the fine detail: add that once more.
    Used for: Nearly every photo in print; it is named after a trick with blurred film from the 1930s.
    Formula: I' = I + a\,(I - G_\sigma * I)

    Equal to `skimage.filters.unsharp_mask` within rounding.
    """
    soft = blurred(image, radius, exact=10)
    return as_image(cv2.addWeighted(image, 1 + amount, soft, -amount, 0))


@processor("Denoise")
def denoise(
    image: Image,
    *,
    radius: Annotated[int, Range(1, 10, unit="px"), "How far around a pixel is looked."] = 3,
    strength: Annotated[int, Range(1, 60), "Ups and downs smaller than this are grain."] = 14,
) -> Image:
    r"""Take out the grain of a picture made in the dark, and keep the outlines.

    In words: Where the picture is flat, replace each pixel by the mean around it. Where much is going on,
        leave it alone.
    Used for: Night photos; colour specks are smoothed more, since eyes hardly see fine colour detail.
    Formula: q = \bar a\,I + \bar b,\quad a = \frac{\sigma^2}{\sigma^2 + \varepsilon},\quad b = (1 - a)\,\mu

    The fast guided filter (He and Sun, 2015) on luma, guided by itself: a and b are worked out at half size, where
    the eye cannot tell, since they change slowly. A wide blur on colour, at half size too.
    """
    ycc = as_image(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
    half = shrunk(ycc, math.ceil(max(image.shape) / 2))
    side = (2 * math.ceil(radius / 2) + 1, 2 * math.ceil(radius / 2) + 1)
    luma = cv2.extractChannel(half, 0)
    mean = cv2.boxFilter(luma, cv2.CV_32F, side)
    spread = cv2.sqrBoxFilter(luma, cv2.CV_32F, side) - mean * mean
    share = spread / (spread + strength**2)
    a, b = cv2.blur(share, side), cv2.blur((1 - share) * mean, side)
    size = (image.shape[1], image.shape[0])
    detail = cv2.multiply(cv2.resize(a, size), cv2.extractChannel(ycc, 0), dtype=cv2.CV_32F)
    clean = stretched(as_image(cv2.blur(half, side)), image)
    cv2.insertChannel(cv2.add(detail, cv2.resize(b, size), dtype=cv2.CV_8U), clean, 0)
    return as_image(cv2.cvtColor(clean, cv2.COLOR_YCrCb2RGB))
