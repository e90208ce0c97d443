"""Screens: how print, terminals and old sets show a picture."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Annotated

import cv2
import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL import ImageDraw, ImageFont

from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.pixels.size_cache import for_each_size
from vision.pixels.warps import Field, bent, from_centre
from vision.processor import Moment, processor
from vision.types import Gray, Image, as_gray, as_image


@for_each_size
def _screen(height: int, width: int, cell: float, angle: int) -> Gray:
    """Levels that a tone is compared with, (H, W): each of 0..255 equally often, round dots `cell` pixels apart."""
    turn = math.radians(angle)
    x, y = (np.arange(n, dtype=np.float32) + np.float32(0.5) for n in (width, height))
    y = y[:, None]
    u = np.cos((x * math.cos(turn) + y * math.sin(turn)) * np.float32(2 * np.pi / cell))
    v = np.cos((y * math.cos(turn) - x * math.sin(turn)) * np.float32(2 * np.pi / cell))
    wave = np.clip((u + v) * 63.75 + 127.5, 0, 255).astype(np.uint8)
    counts = np.bincount(wave.ravel(), minlength=256)
    even = (np.cumsum(counts) - counts / 2) / counts.sum() * 255
    return as_gray(cv2.LUT(wave, even.astype(np.uint8)))


@processor("Halftone")
def halftone(
    image: Image,
    *,
    cell: Annotated[float, Range(4, 32, step=1, unit="px"), "From one dot to the next."] = 7.0,
    colour: Annotated[bool, "Print with cyan, magenta and yellow ink instead of black."] = True,
) -> Image:
    r"""Print the picture with dots of ink, like a newspaper.

    In words: A printing press has no grey ink. It prints big dots where it is dark and small ones where it is light.
    Used for: Every printed photograph: look at a poster from very near.
    Formula: \text{ink} \iff I < 255\,F\left(\cos\tfrac{2\pi u}{c} + \cos\tfrac{2\pi v}{c}\right)

    (u, v) is turned by 45 degrees for black, by 15, 75 and 0 for the colours; F makes dots cover what they should.
    """
    height, width = image.shape[:2]
    around = int(cell) // 2 | 1
    soft = cv2.blur(image, (around, around))
    planes, angles = (cv2.split(soft), (15, 75, 0)) if colour else ((to_gray(as_image(soft)),), (45,))
    printed = [_dots(as_gray(p), _screen(height, width, cell, a)) for p, a in zip(planes, angles, strict=True)]
    return as_image(cv2.merge(printed)) if colour else to_rgb(printed[0])


def _dots(tone: Gray, screen: Gray) -> Gray:
    """White where the tone is above the screen; rims of dots are smoothed over a few levels."""
    over = cv2.subtract(tone, screen, dtype=cv2.CV_16S)
    return as_gray(np.clip(over * 4 + 128, 0, 255).astype(np.uint8))


_GLYPHS = " .:-=+*coaes#%8&@WMB$"


@lru_cache(maxsize=16)
def _letters(height: int) -> NDArray[np.uint8]:
    """Pictures of letters from dark to bright, (N, height, width): white on black."""
    font = ImageFont.load_default(size=height * 0.95)
    width = max(2, round(height * 0.6))
    drawn = []
    for glyph in _GLYPHS:
        cell = PIL.Image.new("L", (width, height))
        ImageDraw.Draw(cell).text((width / 2, height / 2), glyph, fill=255, font=font, anchor="mm")
        drawn.append(np.array(cell, np.uint8))
    return np.stack(sorted(drawn, key=np.mean))


@processor("ASCII", enlarge="smooth")
def ascii_art(
    image: Image,
    *,
    size: Annotated[int, Range(6, 40, unit="px"), "How tall a letter is."] = 12,
    colour: Annotated[bool, "Coloured letters instead of green ones."] = True,
) -> Image:
    r"""Write the picture with letters, like an old computer terminal.

    In words: A dot leaves a place dark, an at sign fills it with light. Choose the right letter for each place.
    Used for: Pictures in e-mails and on screens which could only show letters.
    Formula: \text{letter} = \text{table}\left[\left\lfloor n\,\bar Y / 256 \right\rfloor\right]
    """
    height, width = image.shape[:2]
    letters = _letters(size)
    count, tall, wide = letters.shape
    rows, columns = -(-height // tall), -(-width // wide)
    cells = as_image(cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA))
    gray = cv2.equalizeHist(to_gray(cells))
    page = letters[gray.astype(np.intp) * count // 256].swapaxes(1, 2).reshape(rows * tall, columns * wide)
    page = page[:height, :width]
    if not colour:
        return as_image(cv2.merge((page // 4, page, page // 3)))
    paper = cv2.resize(cells, (columns * wide, rows * tall), interpolation=cv2.INTER_NEAREST)[:height, :width]
    ink = cv2.convertScaleAbs(paper, alpha=1.1, beta=35)
    return as_image(cv2.multiply(ink, to_rgb(cv2.convertScaleAbs(page, alpha=0.7, beta=76)), scale=1 / 255))


@processor("Glitch")
def glitch(
    image: Image,
    moment: Moment,
    *,
    strength: Annotated[int, Range(0, 100, unit="%"), "How broken it looks."] = 40,
    speed: Annotated[int, Range(1, 20), "How often in a second the damage changes."] = 6,
) -> Image:
    r"""Break the picture like a bad signal: shifted stripes and colours that come apart.

    In words: Some stripes slide sideways, and red and blue leave their places, as when a cable is loose.
    Used for: Music videos, and science fiction when the robot is hurt.
    """
    height, width = image.shape[:2]
    chance = np.random.default_rng(int(moment.time_s * speed))
    apart = round(width * strength / 100 * chance.uniform(0.01, 0.04))
    red, green, blue = cv2.split(image)
    result = cv2.merge((np.roll(red, apart, 1), green, np.roll(blue, -apart, 1)))
    for _ in range(strength // 5):
        top = int(chance.integers(0, height))
        tall = int(chance.integers(1, max(2, height // 12)))
        shift = int(chance.normal(0, width * strength / 700))
        result[top : top + tall] = np.roll(result[top : top + tall], shift, axis=1)
        if chance.random() < 0.2:
            result[top : top + tall] = result[top : top + tall, :, ::-1]
    return as_image(result)


@for_each_size
def _tube(height: int, width: int) -> tuple[Image, Gray]:
    """What a tube does to light, (H, W, 3): dark rims and gaps between lines; and snow around 128, (H, W)."""
    x, y = from_centre(height, width)
    rim = 1 - 0.55 * ((2 * x / max(width, 2)) ** 4 + (2 * y / max(height, 2)) ** 4)
    gap = max(3.0, height / 240)
    lines = 0.86 + 0.14 * np.cos(np.arange(height, dtype=np.float32)[:, None] * np.float32(2 * np.pi / gap))
    snow = np.random.default_rng(5).normal(128, 26, (height, width))
    light = as_gray(np.clip(rim * lines * 255, 0, 255).astype(np.uint8))
    return to_rgb(light), as_gray(np.clip(snow, 0, 255).astype(np.uint8))


def _glass(x: Field, y: Field) -> tuple[Field, Field]:
    """The curved front of a tube."""
    across, down = x / max(1, x[0, -1]), y / max(1, y[-1, 0])
    return x * (0.97 + np.float32(0.05) * down * down), y * (0.96 + np.float32(0.06) * across * across)


@processor("Old television", moves_pixels=True, enlarge="smooth")
def old_television(
    image: Image,
    moment: Moment,
    *,
    snow: Annotated[int, Range(0, 100, unit="%"), "How bad the aerial is."] = 35,
    colour: Annotated[bool, "A colour set, or black and white."] = True,
) -> Image:
    r"""Show the picture on a television of your grandparents.

    In words: Lines with gaps between them, colours that run, dark rims, a little snow, and a bar that rolls through.
    Used for: Flashbacks in films; each flaw had its reason in the tube or in the aerial.
    """
    height, width = image.shape[:2]
    light, noise = _tube(height, width)
    luma, red, blue = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
    shift = np.random.default_rng(int(moment.time_s * 25)).integers(0, (height, width))
    grains = np.roll(noise, shift.tolist(), (0, 1))
    luma = cv2.addWeighted(luma, 1.1, grains, snow / 60, -128 * snow / 60)
    if colour:
        run = (max(3, width // 40) | 1, 1)
        shown = cv2.cvtColor(cv2.merge((luma, cv2.blur(red, run), cv2.blur(blue, run))), cv2.COLOR_YCrCb2RGB)
    else:
        shown = cv2.cvtColor(luma, cv2.COLOR_GRAY2RGB)
    bar = int(moment.time_s * height / 4) % height
    tall = max(1, height // 7)
    shown[bar : bar + tall] = cv2.convertScaleAbs(shown[bar : bar + tall], alpha=1.15, beta=10)
    return bent(as_image(cv2.multiply(shown, light, scale=1 / 255)), _glass)
