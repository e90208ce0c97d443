"""Colour: which hue each pixel has, and how strong it is."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

import cv2
import numpy as np

from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.processor import processor
from vision.types import Gray, Image, as_gray, as_image

_LUMA = np.array([0.299, 0.587, 0.114])
_HUE_LEVELS = 256  # of OpenCV's HSV_FULL, for 360 degrees


@processor("Hue and saturation")
def hue_saturation(
    image: Image,
    *,
    hue: Annotated[int, Range(-180, 180, unit="°"), "How far colours travel around the colour wheel."] = 60,
    saturation: Annotated[float, Range(0, 3, step=0.1), "0 is grey, 1 as it was, above 1 stronger."] = 1.0,
) -> Image:
    r"""Turn the colour wheel, and make colours stronger or weaker.

    In words: All colours sit on a wheel. Turn it, and red becomes yellow, yellow becomes green, and so on.
    Used for: Correcting skin in bad light, and finding out how a red car would look in blue.
    Formula: I' = L + s\,R_\theta\,(I - L),\quad L = 0.299\,R + 0.587\,G + 0.114\,B

    The turn is around the grey axis with luma kept, as CSS' hue-rotate does it.
    """
    luma = np.tile(_LUMA, (3, 1))
    turn = np.deg2rad(hue)
    quarter = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / np.sqrt(3)  # a right angle around the grey axis
    rotation = np.cos(turn) * np.eye(3) + np.sin(turn) * quarter + (1 - np.cos(turn)) / 3
    colour = (np.eye(3) - luma) @ rotation @ (np.eye(3) - luma)
    return as_image(cv2.transform(image, luma + saturation * colour))


@processor("Sepia")
def sepia(
    image: Image, *, strength: Annotated[int, Range(0, 100, unit="%"), "How much of the old look."] = 100
) -> Image:
    r"""Tint the picture brown like a photograph from great-grandmother's album.

    In words: Each new colour is a mix of all three old ones, with plenty of red and little blue: warm brown.
    Used for: Making new photos look old; real ones were bathed in sulphide so that they would last.
    Formula: \begin{pmatrix}.393&.769&.189\\.349&.686&.168\\.272&.534&.131\end{pmatrix}
        \begin{pmatrix}R\\G\\B\end{pmatrix}
    """
    brown = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]])
    share = strength / 100
    return as_image(cv2.transform(image, share * brown + (1 - share) * np.eye(3)))


_PALETTES = {
    "thermal": cv2.COLORMAP_INFERNO,
    "rainbow": cv2.COLORMAP_TURBO,
    "viridis": cv2.COLORMAP_VIRIDIS,
    "ocean": cv2.COLORMAP_OCEAN,
    "bone": cv2.COLORMAP_BONE,
    "hot": cv2.COLORMAP_HOT,
    "cool": cv2.COLORMAP_COOL,
    "plasma": cv2.COLORMAP_PLASMA,
}


@lru_cache
def palette(name: str) -> Image:
    """The 256 colours from dark to bright, (256, 1, 3) RGB."""
    table = cv2.applyColorMap(np.arange(256, dtype=np.uint8), _PALETTES[name])
    return as_image(cv2.cvtColor(table, cv2.COLOR_BGR2RGB))


@processor("Colour map")
def colour_map(
    image: Image,
    *,
    colours: Annotated[
        Literal["thermal", "rainbow", "viridis", "ocean", "bone", "hot", "cool", "plasma"], "From dark to bright."
    ] = "thermal",
) -> Image:
    r"""Give every brightness a colour of its own, like a thermal camera.

    In words: Look up each brightness in a table of 256 colours. Nothing is warmer here: only the paint is.
    Used for: Heat cameras, weather radar, brain scans: eyes tell colours apart better than greys.
    Formula: I' = \text{table}\left[\,Y(I)\,\right]
    """
    return as_image(cv2.LUT(to_rgb(to_gray(image)), palette(colours)))


@processor("White balance")
def white_balance(
    image: Image, *, strength: Annotated[int, Range(0, 100, unit="%"), "How far the tint is taken out."] = 100
) -> Image:
    r"""Take a tint out by guessing that all colours together make grey.

    In words: If the whole picture is too yellow, the lamp was. We turn yellow down until the mean is grey.
    Used for: Every camera does it on each shot; under a green tree the guess goes wrong.
    Formula: c' = c\,\frac{(\bar R + \bar G + \bar B) / 3}{\bar c},\; c \in \{R, G, B\}

    The grey-world guess (Buchsbaum, 1980).
    """
    means = np.maximum(cv2.mean(image)[:3], 1e-6)
    gains = np.where(means > 0.5, means.mean() / means, 1.0)
    share = strength / 100
    return as_image(cv2.transform(image, np.diag(share * gains + 1 - share)))


def near_hue(image: Image, hue: int, tolerance: int, least_saturation: int, least_value: int = 40) -> Gray:
    """A mask, (H, W) of 0 and 255, of pixels within `tolerance` degrees of `hue`; saturation in percent."""
    hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV_FULL)
    table = np.arange(_HUE_LEVELS) * 360 / _HUE_LEVELS
    away = np.abs((table - hue + 180) % 360 - 180)
    close = cv2.LUT(cv2.extractChannel(hsv, 0), np.where(away <= tolerance, 255, 0).astype(np.uint8))
    low = np.array([0, round(least_saturation * 2.55), least_value])
    return as_gray(cv2.bitwise_and(close, cv2.inRange(hsv, low, np.array([255, 255, 255]))))


@processor("Keep one colour")
def keep_colour(
    image: Image,
    *,
    hue: Annotated[int, Range(0, 359, unit="°"), "0 red, 60 yellow, 120 green, 180 cyan, 240 blue, 300 pink."] = 0,
    tolerance: Annotated[int, Range(5, 90, unit="°"), "How far a colour may be from it."] = 20,
    saturation: Annotated[int, Range(0, 100, unit="%"), "Paler colours turn grey too."] = 35,
) -> Image:
    r"""Keep one colour and turn the rest grey.

    In words: Ask each dot where it sits on the colour wheel. Those near your colour stay, all others turn grey.
    Used for: Film scenes with one red coat, and finding ripe tomatoes on a conveyor belt.
    Formula: I' = I \;\text{if}\; |h(I) - h_0| \le \tau \;\text{else}\; Y(I)
    """
    result = to_rgb(to_gray(image))
    cv2.copyTo(image, near_hue(image, hue, tolerance, saturation), result)
    return result
