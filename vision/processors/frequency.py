"""Frequency: a picture as a sum of waves."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.pixels.resize import shrunk, stretched
from vision.pixels.size_cache import for_each_size
from vision.processor import processor
from vision.types import Image, as_image

Cutoff = Annotated[
    float, Range(1, 40, step=1, unit="%", grows=-1), "Where waves are cut, in parts of the finest there are."
]
Rim = Annotated[Literal["soft", "sharp"], "soft fades waves out (Butterworth); sharp cuts them, which leaves rings."]


@processor("Fourier magnitude", moves_pixels=True, enlarge="smooth")
def fourier_magnitude(
    image: Image, *, contrast: Annotated[float, Range(1, 5, step=0.25), "Above 1 faint waves turn dark."] = 2.5
) -> Image:
    r"""Show which waves the picture is made of: broad ones in the middle, fine ones further out.

    In words: Every picture is a pile of stripes, broad and fine, in all directions. Each dot here stands for one
        kind of stripe; it shines when there is much of it. Hold up a striped shirt.
    Used for: JPEG pictures, sharpening, and finding regular patterns in cloth or crystals.
    Formula: \log\left(1 + \left|\sum_{x,y} I(x, y)\,e^{-2\pi i\,(ux/w + vy/h)}\right|\right)

    Equal to `numpy.fft.fft2`, shifted so that the mean is in the middle, the logarithm drawn to the power of contrast.
    """
    height, width = image.shape[:2]
    half = np.abs(np.fft.rfft2(to_gray(image).astype(np.float32)))
    level = cv2.log((half + 1).astype(np.float32)) / np.float32(math.log(1 + 255 * height * width))
    shade = cv2.convertScaleAbs(cv2.pow(level, contrast), alpha=255)
    middle = width // 2
    whole = np.empty((height, width), np.uint8)
    whole[:, : width - middle] = shade[:, : width - middle]
    if middle:  # the spectrum of real numbers is mirrored through its middle
        whole[:, width - middle :] = np.roll(shade[::-1], 1, axis=0)[:, middle:0:-1]
    return to_rgb(np.roll(whole, (height // 2, middle), axis=(0, 1)))


@for_each_size
def _pass(height: int, width: int, cutoff: float, rim: str) -> NDArray[np.float32]:
    """How much of each wave passes, (H, W // 2 + 1); `cutoff` in cycles a pixel. Butterworth's has order 2."""
    v, u = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None]
    squared = (u * u + v * v) / cutoff**2
    return (squared <= 1 if rim == "sharp" else 1 / (1 + squared**2)).astype(np.float32)


def _waves_below(image: Image, cutoff: float, rim: str) -> NDArray[np.float32]:
    """What is left of the picture under the cutoff, (h, w, 3), at half size or less where that holds all such waves."""
    scale = 2 if cutoff <= 25 else 1
    while cutoff * scale <= 8:
        scale *= 2
    small = shrunk(image, math.ceil(max(image.shape[:2]) / scale))
    height, width = small.shape[:2]
    cycles = cutoff / 200 * image.shape[1] / width
    frame = min(math.ceil(2 / cycles), 64)  # mirrored, or the left side would shine through on the right
    size = [cv2.getOptimalDFTSize(n + 2 * frame) for n in (height, width)]
    room = (frame, size[0] - height - frame, frame, size[1] - width - frame)
    wide = cv2.copyMakeBorder(small, *room, cv2.BORDER_REFLECT).astype(np.float32)
    share = _pass(size[0], size[1], cycles, rim)
    waves = [np.fft.irfft2(np.fft.rfft2(p) * share, size) for p in cv2.split(wide)]
    return np.dstack([w[frame : frame + height, frame : frame + width] for w in waves]).astype(np.float32)


def _low(image: Image, cutoff: float, rim: str) -> Image:
    waves = np.clip(np.rint(_waves_below(image, cutoff, rim)), 0, 255).astype(np.uint8)
    return stretched(waves, image)


@processor("Low pass")
def low_pass(image: Image, *, cutoff: Cutoff = 8.0, rim: Rim = "soft") -> Image:
    r"""Keep the broad waves and drop the fine ones: detail and grain go.

    In words: Of the pile of stripes, keep the broad ones only. What they can paint together is a blurred picture.
    Used for: Removing grain, and saving space: broad waves need few numbers.
    Formula: H(u, v) = \frac{1}{1 + (r / r_0)^4}

    Butterworth (1930). Up to 25 % it works at half size, which holds all waves that are kept.
    """
    return _low(image, cutoff, rim)


@processor("High pass")
def high_pass(image: Image, *, cutoff: Cutoff = 8.0, rim: Rim = "soft") -> Image:
    r"""Keep the fine waves and drop the broad ones: only detail is left, on grey.

    In words: Take away all broad stripes. Light and shadow go, outlines and freckles stay.
    Used for: Sharpening, and looking for scratches on metal.
    Formula: H(u, v) = 1 - \frac{1}{1 + (r / r_0)^4}

    The picture less its low pass, with middle grey for nothing.
    """
    return as_image(cv2.addWeighted(image, 1, _low(image, cutoff, rim), -1, 128))
