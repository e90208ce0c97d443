"""Memory: pictures that keep some of what they have seen. All of these remember."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.average import Average
from vision.params import Range
from vision.pixels.channels import to_gray
from vision.pixels.resize import shrunk, stretched
from vision.processor import Moment, processor
from vision.processors.colour import palette
from vision.types import Gray, Image, as_gray, as_image


@processor("Long exposure")
def long_exposure(
    image: Image,
    state: Average,
    moment: Moment,
    *,
    seconds: Annotated[float, Range(0.1, 10, step=0.1, unit="s"), "How long the shutter stays open."] = 1.0,
) -> tuple[Image, Average]:
    r"""Blend the last moments into one, so that movement turns into a soft trail.

    In words: Each new picture is mixed into the old ones. What stands still stays sharp, what moves becomes mist.
    Used for: Photos of waterfalls and of car lights at night; wave slowly and your hand becomes a ghost.
    Formula: M_t = M_{t-1} + (1 - e^{-\Delta t / \tau})\,(I_t - M_{t-1})
    """
    blended = state.update(image, moment, seconds)
    return blended.image, blended


@dataclass(frozen=True, slots=True, eq=False)
class Glow:
    """What was left of the last frames, None before the first, and when."""

    image: Image | None = None
    time_s: float = 0.0


@processor("Light trails")
def trails(
    image: Image,
    state: Glow,
    moment: Moment,
    *,
    seconds: Annotated[float, Range(0.1, 10, step=0.1, unit="s"), "How long light takes to fade to a third."] = 1.2,
) -> tuple[Image, Glow]:
    r"""Let bright things draw lines of light that fade away.

    In words: Each place remembers the brightest light it saw, and slowly forgets it.
    Used for: Writing with a torch in the dark: switch off the light and try your telephone's lamp.
    Formula: T_t = \max\left(I_t,\; e^{-\Delta t / \tau}\, T_{t-1}\right)
    """
    if state.image is None:
        return image.copy(), Glow(image.copy(), moment.time_s)
    fade = math.exp(-max(0.0, moment.time_s - state.time_s) / seconds)
    table = np.floor(np.arange(256) * fade).astype(np.uint8)  # rounded down, so that light does go out
    glowing = as_image(cv2.max(image, cv2.LUT(state.image, table)))
    return glowing, Glow(glowing.copy(), moment.time_s)


@dataclass(frozen=True, slots=True, eq=False)
class Ghosts:
    """Frames kept, newest first, and when the newest was taken."""

    images: tuple[Image, ...] = ()
    time_s: float = 0.0


@processor("Echo")
def echo(
    image: Image,
    state: Ghosts,
    moment: Moment,
    *,
    copies: Annotated[int, Range(1, 6), "How many ghosts follow you."] = 3,
    apart: Annotated[float, Range(0.1, 2, step=0.1, unit="s"), "The time from one ghost to the next."] = 0.3,
) -> tuple[Image, Ghosts]:
    r"""Follow everything that moves with ghosts of where it was.

    In words: Keep a photo every moment, and lay the last few over the picture, the older the fainter.
    Used for: Music videos, and seeing how a dancer or a ball has moved.
    Formula: \frac{\sum_{i=0}^{n} 2^{-i/2}\, I_{t - i\,\delta}}{\sum_{i=0}^{n} 2^{-i/2}}
    """
    weight, mixed = 1.0, image.copy()
    for i, ghost in enumerate(state.images[:copies], start=1):
        share = 2 ** (-i / 2)
        weight += share
        mixed = as_image(cv2.addWeighted(mixed, 1 - share / weight, ghost, share / weight, 0))
    if state.images and moment.time_s - state.time_s < apart:
        return mixed, state
    return mixed, Ghosts((image.copy(), *state.images)[:copies], moment.time_s)


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """The picture built so far, None before the first frame, and when its first column was taken."""

    image: Image | None = None
    began_s: float = 0.0
    column: int = 0


@processor("Slit scan")
def slit_scan(
    image: Image,
    state: Sweep,
    moment: Moment,
    *,
    seconds: Annotated[float, Range(1, 20, step=0.5, unit="s"), "How long the line takes across the picture."] = 5.0,
    hold: Annotated[float, Range(0, 10, step=0.5, unit="s"), "How long the finished picture stays."] = 2.0,
) -> tuple[Image, Sweep]:
    r"""Freeze the picture behind a travelling line; who moves meanwhile is stretched and bent.

    In words: A line runs from left to right. What it has passed is frozen, what lies ahead still lives.
    Used for: Photo finishes at races; and move your head as the line passes your face.
    Formula: I'(x, y) = I_{t(x)}(x, y),\quad t(x) = t_0 + x\,T / w
    """
    width = image.shape[1]
    if state.image is None or moment.time_s - state.began_s > seconds + hold:
        return image.copy(), Sweep(image.copy(), moment.time_s)
    column = min(width, int((moment.time_s - state.began_s) / seconds * width))
    frozen = state.image.copy()
    frozen[:, state.column : column] = image[:, state.column : column]
    result = np.hstack([frozen[:, :column], image[:, column:]])
    if column < width:
        result[:, column : column + max(1, width // 200)] = (0, 208, 255)
    return result, Sweep(frozen, state.began_s, column)


@dataclass(frozen=True, slots=True, eq=False)
class Warmth:
    """Movement summed up, (h, w) float32, the last small frame, None before the first, and when."""

    heat: NDArray[np.float32] | None = None
    gray: Gray | None = None
    time_s: float = 0.0


@processor("Heat map")
def heat_map(
    image: Image,
    state: Warmth,
    moment: Moment,
    *,
    memory: Annotated[float, Range(1, 120, step=1, unit="s"), "How long a place stays warm."] = 10.0,
    strength: Annotated[int, Range(10, 100, unit="%"), "How strongly colours cover the picture."] = 70,
) -> tuple[Image, Warmth]:
    r"""Warm up the places where much moves, in colours over the picture.

    In words: Each movement leaves a little heat, and heat slowly fades. Red is where most went on.
    Used for: Finding the paths people take through a shop, a park or a football field.
    Formula: H_t = e^{-\Delta t / \tau}\,H_{t-1} + \Delta t\,|I_t - I_{t-1}|

    Measured on at most 320 pixels a side: heat has no sharp rims.
    """
    gray = shrunk(to_gray(image), 320)
    if state.heat is None or state.gray is None:
        return image.copy(), Warmth(np.zeros(gray.shape, np.float32), gray, moment.time_s)
    elapsed = max(0.0, moment.time_s - state.time_s)
    moved = cv2.threshold(cv2.absdiff(gray, state.gray), 12, 0, cv2.THRESH_TOZERO)[1].astype(np.float32)
    heat = state.heat * np.float32(math.exp(-elapsed / memory)) + cv2.GaussianBlur(moved, (0, 0), 4) * np.float32(
        elapsed
    )
    level = cv2.convertScaleAbs(255 * (1 - np.exp(-heat / max(1.0, float(heat.max()) / 2.5))))
    return _glowing(image, as_gray(level), strength / 100), Warmth(heat, gray, moment.time_s)


def _glowing(image: Image, level: Gray, strength: float) -> Image:
    """`level` in rainbow colours over the picture, the more the warmer."""
    cover = cv2.merge([cv2.convertScaleAbs(np.minimum(level, 85), alpha=3 * strength)] * 3)
    colours = cv2.LUT(cv2.merge([level] * 3), palette("rainbow"))
    warm = cv2.multiply(colours, cover, scale=1 / 255)
    cool = cv2.bitwise_not(cover)
    shown = cv2.multiply(image, stretched(as_image(cool), image), scale=1 / 255)
    return as_image(cv2.add(shown, stretched(as_image(warm), image)))
