"""Teaching: the picture as the numbers that it is."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.params import Counts, Range
from vision.pixels.channels import to_gray, to_rgb
from vision.pixels.kernels import EDGE, Negatives, correlated
from vision.processor import processor
from vision.types import Gray, Image, Numbers, as_gray, as_image

_INKS = ((255, 70, 70), (60, 220, 90), (80, 140, 255))


def _side_by_side(tiles: list[Image], columns: int, like: Image) -> Image:
    """Tiles of one size in rows, at the size of `like`."""
    rows = [np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)]
    height, width = like.shape[:2]
    return as_image(cv2.resize(np.vstack(rows), (width, height), interpolation=cv2.INTER_AREA))


def _tile(image: Image, columns: int, rows: int) -> Image:
    height, width = image.shape[:2]
    size = (max(1, width // columns), max(1, height // rows))
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


@processor("Channels", moves_pixels=True)
def channels(
    image: Image,
    *,
    paint: Annotated[bool, "Show each channel in its own light, or in grey."] = True,
) -> Image:
    r"""Show the picture and its red, green and blue light side by side.

    In words: A screen has three tiny lamps for each dot. Here is what each lamp does alone; together they make white.
    Used for: Understanding screens and cameras: both know only red, green and blue.
    Formula: I(x, y) = (R, G, B),\quad 0 \le R, G, B \le 255
    """
    small = _tile(image, 2, 2)
    planes = cv2.split(small)
    blank = np.zeros_like(planes[0])
    if paint:
        alone = [as_image(cv2.merge([p if i == k else blank for i in range(3)])) for k, p in enumerate(planes)]
    else:
        alone = [to_rgb(p) for p in planes]
    return _side_by_side([small, *alone], 2, image)


@processor("Histogram")
def histogram_overlay(
    image: Image,
    *,
    show: Annotated[Literal["colours", "luma"], "A curve for each colour, or one for the brightness."] = "colours",
    height: Annotated[int, Range(10, 100, unit="%"), "How tall the curves are drawn."] = 40,
) -> Image:
    r"""Draw over the picture how many of its pixels are dark, middling and bright.

    In words: Sort all dots by brightness into 256 boxes, black on the left, white on the right, and see how full
        each box is.
    Used for: Photographers check it for pictures that are too dark or burnt out.
    Formula: h(k) = \#\{(x, y) : I(x, y) = k\}
    """
    planes = cv2.split(image) if show == "colours" else (to_gray(image),)
    inks = _INKS if show == "colours" else ((240, 240, 240),)
    counts = [cv2.calcHist([p], [0], None, [256], [0, 256]).ravel() for p in planes]
    tallest = max(float(np.sort(c)[-3]) for c in counts) or max(float(c.max()) for c in counts)
    rows, columns = image.shape[:2]
    result = as_image(cv2.convertScaleAbs(image, alpha=0.55))
    for count, ink in zip(counts, inks, strict=True):
        y = rows - 1 - np.minimum(count / tallest, 1) * rows * height / 100
        x = np.linspace(0, columns - 1, 256)
        curve = np.stack([x, y], axis=1).astype(np.int32)
        area = np.vstack([[0, rows], curve, [columns, rows]]).astype(np.int32)
        veil = result.copy()
        cv2.fillPoly(veil, [area], ink)
        result = as_image(cv2.addWeighted(result, 0.7, veil, 0.3, 0))
        cv2.polylines(result, [curve], False, ink, max(1, rows // 300), cv2.LINE_AA)
    return result


@processor("Bit planes", moves_pixels=True, enlarge="sharp")
def bit_planes(
    image: Image,
    *,
    plane: Annotated[
        Literal["all", "0", "1", "2", "3", "4", "5", "6", "7"], "all eight side by side, or one: 7 counts most."
    ] = "all",
) -> Image:
    r"""Take each brightness apart into its eight bits and show each bit as a picture.

    In words: Brightness 200 is 11001000 in the computer's own digits. The first picture shows everybody's first
        digit, the last one everybody's last: that is nearly only grain.
    Used for: Seeing why eight bits are enough, and hiding secret messages in the last bit.
    Formula: b_k(x, y) = \left\lfloor I(x, y) / 2^k \right\rfloor \bmod 2
    """
    if plane != "all":
        return to_rgb(_bit(to_gray(image), int(plane)))
    gray = _sampled(to_gray(image), 3, 3)
    tiles = [to_rgb(gray)] + [to_rgb(_bit(gray, k)) for k in range(7, -1, -1)]
    return _side_by_side(tiles, 3, image)


def _bit(gray: Gray, k: int) -> Gray:
    return as_gray(cv2.LUT(gray, ((np.arange(256) >> k & 1) * 255).astype(np.uint8)))


def _sampled(gray: Gray, columns: int, rows: int) -> Gray:
    """Smaller by leaving pixels out: a mean would make up values whose last bits nobody measured."""
    height, width = gray.shape[:2]
    size = (max(1, width // columns), max(1, height // rows))
    return as_gray(cv2.resize(gray, size, interpolation=cv2.INTER_NEAREST))


@processor("Pixel values", moves_pixels=True, enlarge="sharp")
def pixel_values(
    image: Image,
    *,
    columns: Annotated[int, Range(4, 24), "How many pixels fit side by side."] = 12,
    across: Annotated[int, Range(0, 100, unit="%"), "Where to look: 0 is left, 100 right."] = 50,
    down: Annotated[int, Range(0, 100, unit="%"), "Where to look: 0 is the top, 100 the bottom."] = 50,
    show: Annotated[Literal["luma", "rgb"], "One number a pixel, or red, green and blue."] = "luma",
) -> Image:
    r"""Look so closely that you see single pixels and their numbers.

    In words: This is all that a computer gets: a table of numbers, 0 for black and 255 for full light.
    Used for: The first lesson of every course on computer vision.
    """
    height, width = image.shape[:2]
    wide = min(columns, width)
    tall = max(1, min(height, round(wide * height / width)))
    left, top = round((width - wide) * across / 100), round((height - tall) * down / 100)
    patch = image[top : top + tall, left : left + wide]
    cells = as_image(cv2.resize(patch, (width, height), interpolation=cv2.INTER_NEAREST))
    gray = to_gray(patch)
    rows = patch if show == "rgb" else gray[..., None]
    for y in range(tall):
        for x in range(wide):
            box = (x * width / wide, y * height / tall, width / wide, height / tall)
            _write(cells, [str(v) for v in rows[y, x]], box, 0 if gray[y, x] > 127 else 255)
    return cells


def _write(canvas: NDArray[np.uint8], lines: list[str], box: tuple[float, float, float, float], ink: int) -> None:
    """Numbers under each other in the middle of the box (left, top, width, height)."""
    left, top, width, height = box
    size = min(width / 75, height / (34 * len(lines)))
    if size < 0.2:
        return
    for i, text in enumerate(lines):
        (w, h), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size, 1)
        middle = top + height * (i + 1) / (len(lines) + 1)
        place = (round(left + (width - w) / 2), round(middle + h / 2))
        cv2.putText(canvas, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, (ink, ink, ink), 1, cv2.LINE_AA)


@processor("Kernel", enlarge="smooth")
def kernel(
    image: Image,
    *,
    numbers: Annotated[Numbers, Range(-99, 99), Counts((9, 25)), "What each neighbour counts, row by row."] = EDGE,
    second: Annotated[Numbers, Range(-99, 99), Counts((0, 9, 25)), "A second grid, joined with the first."] = (),
    divide: Annotated[bool, "Divide by the sum of the numbers, so that the picture stays as bright."] = False,
    shown: Annotated[Negatives, "What becomes of numbers below nothing."] = "as_it_is",
) -> Image:
    r"""Type your own filter: what each neighbour of a pixel counts.

    In words: Lay the grid over a pixel. Multiply each neighbour with the number above it, add all up: that is the new
        pixel. The same for the next one, and so on for the whole picture. With other numbers it blurs, sharpens or
        finds edges.
    Used for: Nearly everything: blur, sharpening and edges are such grids, and a neural network learns thousands.
    Formula: I'(x, y) = \sum_{i,j} k_{ij}\, I(x + i, y + j)

    A correlation, as OpenCV's `filter2D` and SciPy's `ndimage.correlate` work it out: the grid is not turned over as in
    mathematicians' convolution. Two grids are joined as sqrt((a^2 + b^2) / 2), as for Roberts and Sobel; borders are
    mirrored.
    """
    values, scale = correlated(image, numbers, divide=divide), 1.0
    if second:
        values = np.asarray(cv2.magnitude(values, correlated(image, second, divide=divide)), np.float32)
        scale = math.sqrt(0.5)
    if shown == "around_grey":
        return as_image(cv2.convertScaleAbs(np.maximum(values * np.float32(scale) + 128, 0)))
    seen = values if second or shown == "without_sign" else np.maximum(values, 0)
    return as_image(cv2.convertScaleAbs(seen, alpha=scale))
