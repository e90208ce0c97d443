"""Art: looks that people know from paper and canvas."""

from __future__ import annotations

import math
from typing import Annotated

import cv2
import numpy as np

from vision.params import Range
from vision.pixels.channels import to_gray, to_rgb
from vision.pixels.resize import shrunk, stretched
from vision.pixels.size_cache import for_each_size
from vision.processor import processor
from vision.types import Gray, Image, as_gray, as_image


@processor("Cartoon", enlarge="smooth")
def cartoon(
    image: Image,
    *,
    smoothness: Annotated[int, Range(1, 5), "How often colours are smoothed into flat areas."] = 2,
    lines: Annotated[int, Range(0, 20), "How easily an ink line appears; 0 draws none."] = 9,
) -> Image:
    r"""Flatten the colours and ink the outlines, like a comic.

    In words: First paint every area in one flat colour, then go round it with a black pen.
    Used for: Comics from photographs, and films in which actors were painted over.

    Ink lies where a place is darker than the seven pixels around it, the more the blacker: a small face keeps its eyes.
    Colours are smoothed at half size, where the eye cannot tell.
    """
    height, width = image.shape[:2]
    flat = cv2.resize(image, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    for _ in range(smoothness):
        flat = cv2.bilateralFilter(flat, 5, 40, 5)
    vivid = cv2.transform(flat, 1.35 * np.eye(3) - 0.35 * np.array([[0.299, 0.587, 0.114]] * 3))
    result = cv2.resize(vivid, (width, height), interpolation=cv2.INTER_LINEAR)
    if lines:
        soft = cv2.medianBlur(to_gray(image), 3)
        darker = cv2.subtract(cv2.blur(soft, (7, 7)), soft)
        paper = np.clip(255 - 8 * (np.arange(256) - 0.7 * (21 - lines)), 0, 255).astype(np.uint8)
        result = cv2.multiply(result, to_rgb(cv2.LUT(darker, paper)), scale=1 / 255)
    return as_image(result)


@for_each_size
def _strokes(height: int, width: int) -> Gray:
    """Slanted pencil strokes on rough paper, (H, W): 255 takes all lead, 128 half of it."""
    grain = np.random.default_rng(11).normal(0, 1, (height, width)).astype(np.float32)
    slanted = cv2.filter2D(grain, -1, np.fliplr(np.eye(11, dtype=np.float32)) / math.sqrt(11))
    tooth = cv2.GaussianBlur(grain, (0, 0), 0.7)
    return as_gray(np.clip(190 + 34 * slanted + 30 * tooth, 70, 255).astype(np.uint8))


@processor("Pencil sketch", enlarge="smooth")
def pencil_sketch(
    image: Image,
    *,
    softness: Annotated[int, Range(1, 20, unit="px"), "Thin lines at 1, soft shading at 20."] = 8,
    darkness: Annotated[float, Range(0.5, 4, step=0.1), "How hard the pencil is pressed."] = 1.8,
    colour: Annotated[bool, "Coloured pencils instead of a grey one."] = False,
) -> Image:
    r"""Draw the picture with a soft pencil on rough paper.

    In words: Where a place is as bright as its surroundings, the paper stays white. Where it is darker, the pencil
        goes over it, and the rough paper catches the lead.
    Used for: Portraits, and colouring pages made from holiday photos.
    Formula: I' = 255\left(\frac{I}{G_\sigma * I}\right)^{d}

    Known as colour dodge in image editors.
    """
    gray = to_gray(image)
    half = shrunk(gray, math.ceil(max(gray.shape) / 2))
    around = stretched(as_gray(cv2.GaussianBlur(half, (0, 0), softness / 2)), gray)
    outline = cv2.divide(gray, around, scale=240)
    levels = np.arange(256)
    lead = 255 - 255 * np.minimum(levels / 240, 1) ** darkness
    shade = 165 * (1 - levels / 255) ** 1.6
    pressed = cv2.add(cv2.LUT(outline, lead.astype(np.uint8)), cv2.LUT(gray, shade.astype(np.uint8)))
    drawing = to_rgb(cv2.bitwise_not(cv2.multiply(pressed, _strokes(*gray.shape), scale=1 / 230)))
    if not colour:
        return drawing
    tint = cv2.addWeighted(image, 0.7, np.full_like(image, 255), 0.3, 0)
    return as_image(cv2.multiply(tint, drawing, scale=1 / 255))


@processor("Oil paint", enlarge="smooth")
def oil_paint(
    image: Image,
    *,
    brush: Annotated[int, Range(2, 20, step=2, unit="px"), "How thick the brush is."] = 6,
    tones: Annotated[int, Range(3, 12), "How many brightnesses are on the palette."] = 10,
) -> Image:
    r"""Paint the picture with a thick brush.

    In words: Around each place, find the brightness that most dots share, and paint the mean of just those dots.
        So each stroke has one clean colour.
    Used for: Art; it also shows what statisticians call the mode: what most have.
    Formula: k^* = \arg\max_k \#\{q \in N(p) : \lfloor nY_q/256 \rfloor = k\},\quad
        I'_p = \operatorname{mean}\{I_q : \lfloor nY_q/256 \rfloor = k^*\}

    A brush a third as thick goes over what is full of detail, so that faces stay faces. Worked at half size, at most
    640 pixels wide.
    """
    half = shrunk(image, min(640, math.ceil(max(image.shape) / 2)))
    coarse, fine = _strokes_of(half, brush // 2, tones), _strokes_of(half, brush // 6 or 1, tones)
    detail = cv2.blur(cv2.morphologyEx(to_gray(half), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), (9, 9))
    finely = to_rgb(cv2.LUT(detail, np.clip((np.arange(256) - 16) * 13, 0, 255).astype(np.uint8)))
    broadly = cv2.multiply(coarse, cv2.bitwise_not(finely), scale=1 / 255)
    painted = cv2.add(cv2.multiply(fine, finely, scale=1 / 255), broadly)
    smooth = stretched(as_image(painted), image)
    relief = cv2.Sobel(to_gray(smooth), cv2.CV_16S, 1, 1, ksize=3)
    light = to_rgb(cv2.convertScaleAbs(relief, alpha=0.35))
    return as_image(cv2.add(smooth, light))


def _strokes_of(image: Image, reach: int, tones: int) -> Image:
    """The mean of what shares the commonest of so many brightnesses, in the square around each place."""
    side = (2 * reach + 1, 2 * reach + 1)
    tone = cv2.LUT(to_gray(image), (np.arange(256) * tones // 256).astype(np.uint8))
    most = np.zeros(image.shape[:2], np.float32)
    canvas = np.zeros(image.shape, np.float32)
    for k in range(tones):
        mine = cv2.inRange(tone, k, k)
        share = cv2.boxFilter(mine, cv2.CV_32F, side)
        colours = cv2.boxFilter(cv2.copyTo(image, mine), cv2.CV_32F, side)
        wins = cv2.compare(share, most, cv2.CMP_GT)
        cv2.copyTo(colours, wins, canvas)
        cv2.copyTo(share, wins, most)
    return as_image(cv2.convertScaleAbs(cv2.divide(canvas, cv2.merge((most, most, most)), scale=255)))


@processor("Emboss", enlarge="smooth")
def emboss(
    image: Image,
    *,
    depth: Annotated[float, Range(0.5, 6, step=0.5), "How deep the stamp goes."] = 2.0,
    angle: Annotated[int, Range(0, 345, step=15, unit="°"), "Where the light comes from."] = 135,
    colour: Annotated[bool, "Keep the colours under the relief."] = False,
) -> Image:
    r"""Stamp the picture into grey metal, lit from one side.

    In words: Slopes that face the lamp turn bright, those that look away turn dark, and flat ground is grey.
    Used for: Coins, wax seals, and maps that show mountains by their shadows.
    Formula: I' = 128 + d\,\left(\cos\alpha\; \partial_x I - \sin\alpha\; \partial_y I\right)
    """
    gray = to_gray(image)
    across, down = (cv2.Sobel(gray, cv2.CV_16S, *way, scale=0.5) for way in ((1, 0), (0, 1)))
    light = math.radians(angle)
    relief = cv2.addWeighted(across, -depth * math.cos(light), down, depth * math.sin(light), 0)
    if not colour:
        return to_rgb(np.clip(relief + 128, 0, 255).astype(np.uint8))
    lit = cv2.add(image, cv2.merge((relief, relief, relief)), dtype=cv2.CV_8U)
    return as_image(lit)
