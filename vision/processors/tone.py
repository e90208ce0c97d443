"""Tone: how bright each pixel is."""

from __future__ import annotations

from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.params import Range
from vision.pixels.channels import pick_channel, to_gray, to_rgb
from vision.processor import processor
from vision.types import Gray, Image, as_image


def _through(image: Image, table: NDArray[np.floating]) -> Image:
    """Each level replaced by the table's, rounded and kept in 0..255."""
    return as_image(cv2.LUT(image, np.clip(np.rint(table), 0, 255).astype(np.uint8)))


@processor("Grayscale")
def grayscale(
    image: Image,
    *,
    method: Annotated[
        Literal["luma", "average", "lightness", "red", "green", "blue"],
        "luma: as bright as the eye finds it; average: of the three colours; "
        "lightness: halfway between the strongest and the weakest; or one colour alone.",
    ] = "luma",
) -> Image:
    r"""Take the colours away and keep the brightness.

    In words: Every dot is mixed from red, green and blue light. We boil the three numbers down to one.
    Used for: The start of nearly everything here: most machines look for shapes, and shapes need no colour.
    Formula: Y = 0.299\,R + 0.587\,G + 0.114\,B
    """
    if method == "average":
        return to_rgb(cv2.transform(image, np.full((1, 3), 1 / 3)))
    if method == "lightness":
        red, green, blue = cv2.split(image)
        high, low = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
        return to_rgb(cv2.addWeighted(high, 0.5, low, 0.5, 0))
    return to_rgb(pick_channel(image, method))


@processor("Invert")
def invert(image: Image) -> Image:
    r"""Swap light and dark, and each colour with its opposite.

    In words: Black becomes white, red becomes cyan, like the strips of film that came before digital cameras.
    Used for: Reading negatives and X-rays, and dark pages for tired eyes.
    Formula: I' = 255 - I
    """
    return as_image(cv2.bitwise_not(image))


@processor("Brightness and contrast")
def brightness_contrast(
    image: Image,
    *,
    brightness: Annotated[int, Range(-100, 100, unit="%"), "Above 0 adds light everywhere."] = 0,
    contrast: Annotated[int, Range(-100, 100, unit="%"), "Above 0 pulls light and dark apart."] = 25,
) -> Image:
    r"""Add light, and pull light and dark apart.

    In words: Brightness adds the same amount to every dot. Contrast moves every dot away from middle grey.
    Used for: The two knobs on every screen; helps with faded photos and foggy days.
    Formula: I' = c\,(I - 127.5) + 127.5 + b
    """
    slope = (1 + contrast / 100) if contrast <= 0 else 1 + 4 * (contrast / 100) ** 2 + contrast / 100
    return _through(image, slope * (np.arange(256) - 127.5) + 127.5 + 2.55 * brightness)


@processor("Gamma")
def gamma(
    image: Image,
    *,
    exponent: Annotated[float, Range(0.1, 5, step=0.1), "Below 1 brightens, above 1 darkens."] = 1.0,
) -> Image:
    r"""Brighten or darken with a power law, leaving black and white where they are.

    In words: Dark places get more light than bright ones, so that you see into the shadows and nothing burns out.
    Used for: Every screen and camera, since eyes notice small steps in the dark and miss them in the light.
    Formula: I' = 255\,(I / 255)^{\gamma}
    """
    return _through(image, 255 * (np.arange(256.0) / 255) ** exponent)


@processor("Posterise")
def posterise(
    image: Image, *, levels: Annotated[int, Range(2, 16), "How many steps of each colour are left."] = 4
) -> Image:
    r"""Leave only a few steps of each colour, like a screen-printed poster.

    In words: Instead of 256 pots of each colour we keep a handful, and each dot takes the nearest pot.
    Used for: Posters, old computer games, and saving memory.
    Formula: I' = \frac{255}{n-1}\left\lfloor \frac{n\,I}{256} \right\rfloor
    """
    return _through(image, np.floor(np.arange(256) * levels / 256) * 255 / (levels - 1))


@processor("Solarise")
def solarise(
    image: Image, *, level: Annotated[int, Range(0, 255), "Brighter than this is turned over."] = 128
) -> Image:
    r"""Turn over the bright parts only, as if light had fallen into the darkroom.

    In words: Dark dots stay as they are; bright ones become their negative.
    Used for: Art: Man Ray made it famous when somebody switched on the light too early.
    Formula: I' = I \;\text{if}\; I \le t,\quad 255 - I \;\text{otherwise}
    """
    values = np.arange(256.0)
    return _through(image, np.where(values > level, 255 - values, values))


def _with_luma(image: Image, change: cv2.CLAHE | None) -> Image:
    """The picture with its luma equalised, by `change` or evenly, and its colours kept."""
    luma, red, blue = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb))
    spread = cv2.equalizeHist(luma) if change is None else change.apply(luma)
    return as_image(cv2.cvtColor(cv2.merge((spread, red, blue)), cv2.COLOR_YCrCb2RGB))


@processor("Equalise")
def equalise(image: Image) -> Image:
    r"""Use the whole range from black to white evenly.

    In words: Line up all dots from dark to bright, then hand out the brightness levels in fair shares.
    Used for: Bringing out what hides in fog or shadow; on faces it often goes too far.
    Formula: I' = 255\,\frac{c(I) - c_0}{N - c_0},\quad c(k) = \#\{p : I_p \le k\}
    """
    return _with_luma(image, None)


@processor("Local contrast (CLAHE)")
def clahe(
    image: Image,
    *,
    limit: Annotated[float, Range(1, 10, step=0.5), "How much a place may be stretched."] = 3.0,
    tiles: Annotated[int, Range(1, 16), "How many places the picture is cut into each way."] = 8,
) -> Image:
    r"""Bring out detail in each part of the picture on its own.

    In words: Cut the picture into tiles, spread the brightness in each of them, and blend where they meet.
    Used for: X-rays, pictures taken under water, and faces against a bright window.

    Contrast limited adaptive histogram equalisation (Zuiderveld, 1994).
    """
    return _with_luma(image, cv2.createCLAHE(limit, (tiles, tiles)))


@processor("Threshold")
def threshold(
    image: Image,
    *,
    method: Annotated[
        Literal["binary", "otsu", "adaptive", "sauvola"],
        "binary: your level; otsu: the level is found from the picture; adaptive: a level for each place; "
        "sauvola: like adaptive, made for old paper.",
    ] = "otsu",
    level: Annotated[int, Range(0, 255), "What is brighter turns white (binary only)."] = 128,
    radius: Annotated[int, Range(1, 50, unit="px"), "How far around a place is looked (adaptive, sauvola)."] = 12,
    offset: Annotated[int, Range(-50, 50), "How much darker than its surroundings ink is (adaptive only)."] = 7,
    strictness: Annotated[float, Range(0, 1, step=0.05), "How much ink has to stand out (sauvola only)."] = 0.2,
) -> Image:
    r"""Turn every pixel black or white.

    In words: Choose a brightness. All that is brighter turns white, everything else black.
    Used for: Reading printed text, counting coins, faxes: a machine often only needs yes or no.
    Formula: I' = 255 \;\text{if}\; I > t \;\text{else}\; 0,\qquad
        t_{sauvola} = m\,\left(1 + k\,(s / 128 - 1)\right)

    Otsu (1979), Sauvola and Pietikäinen (2000): m and s are the mean and the spread around a place.
    """
    gray = to_gray(image)
    if method == "binary":
        _, result = cv2.threshold(gray, level, 255, cv2.THRESH_BINARY)
    elif method == "otsu":
        _, result = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    elif method == "adaptive":
        mean = cv2.ADAPTIVE_THRESH_MEAN_C
        result = cv2.adaptiveThreshold(gray, 255, mean, cv2.THRESH_BINARY, 2 * radius + 1, offset)
    else:
        result = cv2.compare(gray.astype(np.float32), sauvola_level(gray, radius, strictness), cv2.CMP_GT)
    return to_rgb(result)


def sauvola_level(gray: Gray, radius: int, strictness: float) -> NDArray[np.float32]:
    """Sauvola's level at each place, (H, W) float32; `skimage.filters.threshold_sauvola` with r=128."""
    side, border = (2 * radius + 1, 2 * radius + 1), cv2.BORDER_REFLECT_101
    mean = cv2.boxFilter(gray, cv2.CV_32F, side, borderType=border)
    squares = cv2.sqrBoxFilter(gray, cv2.CV_32F, side, borderType=border)
    spread = np.sqrt(np.maximum(squares - mean * mean, 0))
    level: NDArray[np.float32] = mean * (1 - strictness + np.float32(strictness / 128) * spread)
    return level


@processor("Ordered dither", enlarge="sharp")
def ordered_dither(
    image: Image,
    *,
    levels: Annotated[int, Range(2, 8), "How many steps of each colour are left."] = 2,
    cell: Annotated[Literal["2", "4", "8"], "The side of the pattern, in dots."] = "4",
    colour: Annotated[bool, "Keep colours, or only black and white."] = True,
) -> Image:
    r"""Mimic many shades with a pattern of few, like early computers and newspapers.

    In words: To show grey with only black and white, put dots in a pattern. From afar your eye mixes them.
    Used for: The first game consoles, e-readers and receipts, which can print a dot or not.
    Formula: M_{2n} = \begin{pmatrix}4M_n & 4M_n + 2\\ 4M_n + 3 & 4M_n + 1\end{pmatrix}

    Bayer (1973).
    """
    height, width = image.shape[:2]
    source = image if colour else to_rgb(to_gray(image))
    step = 255 / (levels - 1)
    pattern = np.floor((_bayer(int(cell)) + 0.5) / int(cell) ** 2 * step).astype(np.uint8)
    tiles = np.tile(pattern, (height // len(pattern) + 1, width // len(pattern) + 1))[:height, :width]
    return _through(as_image(cv2.add(source, to_rgb(tiles))), np.floor(np.arange(256) / step) * step)


def _bayer(side: int) -> NDArray[np.int64]:
    if side == 1:
        return np.zeros((1, 1), np.int64)
    quarter = 4 * _bayer(side // 2)
    return np.block([[quarter, quarter + 2], [quarter + 3, quarter + 1]])
