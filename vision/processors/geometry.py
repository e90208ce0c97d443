"""Geometry: pixels move, colours stay."""

from __future__ import annotations

from typing import Annotated, Literal

import cv2
import numpy as np

from vision.params import Range
from vision.pixels.warps import Field, bent, from_centre
from vision.processor import Moment, processor
from vision.types import Image, as_image


@processor("Mirror", moves_pixels=True)
def mirror(
    image: Image,
    *,
    axis: Annotated[Literal["left_right", "top_bottom", "both"], "Which sides change places."] = "left_right",
) -> Image:
    r"""Swap the sides of the picture.

    In words: The last pixel of each row becomes the first, and so on, until left is right.
    Used for: Selfie cameras, because we know our own face from mirrors.
    Formula: I'(x, y) = I(w - 1 - x,\; y)
    """
    code = {"left_right": 1, "top_bottom": 0, "both": -1}[axis]
    return as_image(cv2.flip(image, code))


@processor("Rotate", moves_pixels=True)
def rotate(
    image: Image,
    *,
    angle: Annotated[int, Range(-180, 180, unit="°"), "Above 0 turns to the left."] = 15,
    fill: Annotated[Literal["black", "mirrored"], "What is shown where the picture ends."] = "black",
) -> Image:
    r"""Turn the picture around its middle.

    In words: For each place of the new picture, ask where it was before the turn, and fetch the colour there.
    Used for: Straightening a crooked horizon.
    Formula: \begin{pmatrix}x'\\y'\end{pmatrix} = \begin{pmatrix}\cos\alpha & \sin\alpha\\
        -\sin\alpha & \cos\alpha\end{pmatrix}\begin{pmatrix}x\\y\end{pmatrix}
    """
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1)
    border = cv2.BORDER_CONSTANT if fill == "black" else cv2.BORDER_REFLECT
    return as_image(cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=border))


@processor("Zoom", moves_pixels=True)
def zoom(
    image: Image,
    *,
    factor: Annotated[float, Range(1, 8, step=0.25), "How many times larger."] = 2.0,
    across: Annotated[int, Range(0, 100, unit="%"), "Where to look: 0 is left, 100 right."] = 50,
    down: Annotated[int, Range(0, 100, unit="%"), "Where to look: 0 is the top, 100 the bottom."] = 50,
) -> Image:
    r"""Enlarge a part of the picture.

    In words: Cut out a part and stretch it. New pixels are mixed from those beside them: no detail is added.
    Used for: The digital zoom of telephones, and looking at pixels from near.
    Formula: I'(x, y) = I(x_0 + x / f,\; y_0 + y / f)
    """
    height, width = image.shape[:2]
    part = (max(1, round(width / factor)), max(1, round(height / factor)))
    left, top = round((width - part[0]) * across / 100), round((height - part[1]) * down / 100)
    cut = image[top : top + part[1], left : left + part[0]]
    return as_image(cv2.resize(cut, (width, height), interpolation=cv2.INTER_LINEAR))


@processor("Pixelate")
def pixelate(image: Image, *, size: Annotated[int, Range(2, 64, unit="px"), "The side of a block."] = 12) -> Image:
    r"""Replace each block of pixels by its average colour.

    In words: Cut the picture into squares, mix all colours in each, and fill the square with the mix.
    Used for: Hiding faces and number plates, and making pictures look like an old game.
    Formula: \frac{1}{n^2}\sum_{(i, j) \in \text{block}} I(i, j)
    """
    height, width = image.shape[:2]
    small = (max(1, round(width / size)), max(1, round(height / size)))
    blocks = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    return as_image(cv2.resize(blocks, (width, height), interpolation=cv2.INTER_NEAREST))


def _lens(x: Field, y: Field, strength: float) -> tuple[Field, Field]:
    away: Field = (x * x + y * y) / (x[0, -1] ** 2 + y[-1, 0] ** 2 + np.float32(1e-6))
    bulge = (1 - strength + strength * away) if strength >= 0 else 1 / (1 + strength / 2 * (1 - away))
    pull = bulge.astype(np.float32)
    return x * pull, y * pull


@processor("Fisheye", moves_pixels=True)
def fisheye(
    image: Image,
    *,
    strength: Annotated[int, Range(-90, 90, unit="%"), "Above 0 bulges towards you, below 0 away."] = 60,
) -> Image:
    r"""Bulge the picture like a door viewer.

    In words: Near the middle everything is stretched, near the rim squeezed, as on a shiny ball.
    Used for: Door viewers and skateboard films; the other way round, it undoes the bulge of wide lenses.
    Formula: r' = r\,(1 - s + s\,r^2)
    """
    return bent(image, _lens, strength / 100)


def _whirl(x: Field, y: Field, turns: float, share: float) -> tuple[Field, Field]:
    radius = np.float32(share * np.hypot(x[0, -1], y[-1, 0]) + 1e-6)
    turn = np.float32(turns * 2 * np.pi) * np.exp(-np.sqrt(x * x + y * y) * np.float32(5 / np.log(2)) / radius)
    cos, sin = np.cos(turn), np.sin(turn)
    return x * cos - y * sin, x * sin + y * cos


@processor("Swirl", moves_pixels=True)
def swirl(
    image: Image,
    *,
    turns: Annotated[float, Range(-3, 3, step=0.1), "How often the middle is turned round."] = 0.8,
    radius: Annotated[int, Range(10, 400, step=10, unit="%"), "How far the whirl reaches."] = 200,
) -> Image:
    r"""Stir the picture like a cup of coffee.

    In words: The middle turns a lot, further out less and less, and the rim not at all.
    Used for: Art, and a warning: a swirled face can be swirled back, so it hides nobody.
    Formula: \theta' = \theta + 2\pi n\,e^{-5 r / (R \ln 2)}

    Equal to `skimage.transform.swirl`.
    """
    return bent(image, _whirl, turns, radius / 100)


def _wedges(x: Field, y: Field, slices: float, turn: float) -> tuple[Field, Field]:
    wedge = np.float32(2 * np.pi / slices)
    angle = (np.arctan2(y, x) - np.float32(np.deg2rad(turn))) % wedge
    folded = np.minimum(angle, wedge - angle) + np.float32(np.deg2rad(turn))
    away = np.sqrt(x * x + y * y)
    return away * np.cos(folded), away * np.sin(folded)


@processor("Kaleidoscope", moves_pixels=True)
def kaleidoscope(
    image: Image,
    *,
    mirrors: Annotated[int, Range(2, 16), "How many times the slice is mirrored around."] = 6,
    angle: Annotated[int, Range(0, 360, unit="°"), "Which slice of the picture is used."] = 250,
) -> Image:
    r"""Mirror one slice of the picture all around the middle.

    In words: Cut one slice of cake. Lay its mirror image beside it, and go on until the cake is full.
    Used for: Toys since 1817, and patterns for cloth.
    Formula: \theta' = \min(\theta \bmod \omega,\; \omega - \theta \bmod \omega),\quad \omega = 2\pi / n
    """
    return bent(image, _wedges, mirrors, angle)


@processor("Ripple", moves_pixels=True)
def ripple(
    image: Image,
    moment: Moment,
    *,
    height: Annotated[float, Range(0, 30, step=0.5, unit="px"), "How far waves push a pixel."] = 7.0,
    length: Annotated[int, Range(8, 200, unit="px"), "From one wave to the next."] = 48,
    speed: Annotated[float, Range(0, 5, step=0.1), "How many waves pass in a second."] = 1.0,
) -> Image:
    r"""Let rings run over the picture, as on a pond into which a stone fell.

    In words: Each pixel is pushed away from the middle and back again, and the push travels outwards.
    Used for: Water in games, and showing what a wave is.
    Formula: r' = r + h\,\sin\left(2\pi\,(r / \lambda - f\,t)\right)
    """
    rows, columns = image.shape[:2]
    x, y = from_centre(rows, columns)
    away = cv2.magnitude(x, y)
    waves = np.arange(int(away.max()) + 2)
    push = height * np.sin(2 * np.pi * (waves / length - moment.time_s * speed)) / np.maximum(waves, 1)
    scale = 1 + push.astype(np.float32)[away.astype(np.intp)]
    across, down = x * scale + np.float32((columns - 1) / 2), y * scale + np.float32((rows - 1) / 2)
    return as_image(cv2.remap(image, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
