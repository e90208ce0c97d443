"""Ink or paper: global and local thresholds, and pages that need none."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.types import INK_METHODS, InkMethod, Mask
from vision.types import Gray, VisionError
from vision.words.said import said

MIDDLE_GRAY = 128
"""Half of the grey levels: limit of a page without greys, and Sauvola's largest deviation (his R)."""

EXTREMES = 8
"""Grey levels from black and from white that still count as pure: JPEG blurs them by as much."""

GREYS = 0.001
"""Share of pixels that may be grey on a page of pure black and white."""

NIBLACK, SAUVOLA = 0.2, 0.2
"""Their k: how many deviations under the mean ink begins. As in scikit-image;
Sauvola's own 0.5 loses faint print."""

WOLF = 0.6
WOLF_LEAST = 2
"""Wolf's k, 0.5 in the paper: a little more keeps hairlines; and grey levels under the mean at the very least."""

STRONGEST, DARKEST = 97, 0.5
"""Percentiles of deviation and of grey that stand for the page's strongest edge and blackest ink, spared by specks."""

STRIDE = 8
"""Statistics of the whole page are taken from every so many pixels."""

BORDER = 16
"""Part of the window by which the dark border of a scan is widened: its own edge is no text."""

LEAST_INSIDE = 0.05
"""Share of the page that must be left within the border; else the border was none."""

TURN_MARGIN = 10
TURN_WINDOW = 60
"""Is it light on dark? Left out at each side, and the window looked at, as parts of the page."""

BUSY = 0.5
BUSIEST = 95
"""Places with text: above this part of the deviation that only 5 in 100 pixels surpass."""

SKEW = 3
"""Power of the third moment."""


def binarise(gray: Gray, method: InkMethod = "wolf", *, window: int = 51) -> Mask:
    """Ink mask of a dark-on-light page; `window` is the side in pixels that local methods look at.

    Raises VisionError for an unknown method.
    """
    if method not in INK_METHODS:
        raise VisionError(
            said("Unknown method '{method}': choose one of {known}.", method=method, known=", ".join(INK_METHODS))
        )
    if is_bilevel(gray):
        return gray < MIDDLE_GRAY
    if method == "otsu":
        return gray <= otsu_threshold(gray)
    if method == "dither":
        return dither(gray)
    mean, deviation = local_statistics(gray, window)
    return gray < local_threshold(mean, deviation, gray, method, window)


def is_bilevel(gray: Gray) -> bool:
    """True when nearly all pixels are pure black or pure white."""
    counts = np.bincount(gray.reshape(-1)[::7], minlength=256)
    return bool(counts[EXTREMES:-EXTREMES].sum() <= GREYS * counts.sum())


def otsu_threshold(gray: Gray) -> float:
    """The level that parts dark and light best (Otsu 1979)."""
    return float(cv2.threshold(gray, 0, 255, cv2.THRESH_OTSU)[0])


def local_statistics(gray: Gray, window: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and standard deviation of the `window` x `window` square around each pixel."""
    size = (window | 1, window | 1)
    mean = cv2.boxFilter(gray, cv2.CV_32F, size, borderType=cv2.BORDER_REPLICATE)
    square = cv2.sqrBoxFilter(gray, cv2.CV_32F, size, borderType=cv2.BORDER_REPLICATE)
    variance = np.maximum(np.subtract(square, np.square(mean)), 0, dtype=np.float32)
    return np.asarray(mean, np.float32), np.asarray(cv2.sqrt(variance), np.float32)


def local_threshold(
    mean: NDArray[np.float32], deviation: NDArray[np.float32], gray: Gray, method: InkMethod, window: int
) -> NDArray[np.float32]:
    """Niblack 1986, Sauvola and Pietikainen 2000, Wolf and Jolion 2004 (the one that bears low contrast)."""
    if method == "niblack":
        return np.asarray(mean - NIBLACK * deviation, np.float32)
    if method == "sauvola":
        return np.asarray(mean * (1 + SAUVOLA * (deviation / MIDDLE_GRAY - 1)), np.float32)
    paper = inside_border(gray[::STRIDE, ::STRIDE], max(1, window // BORDER))
    strongest = max(float(np.percentile(deviation[::STRIDE, ::STRIDE][paper], STRONGEST)), 1.0)
    darkest = float(np.percentile(gray[::STRIDE, ::STRIDE][paper], DARKEST))
    weight = np.clip(1 - deviation / strongest, 0, 1)
    return np.asarray(mean - WOLF * weight * (mean - darkest) - WOLF_LEAST, np.float32)


def inside_border(gray: Gray, window: int) -> Mask:
    """(H, W) true away from the dark round a scan: what is dark and joined to the picture's border, and its edge."""
    dark = (gray <= otsu_threshold(gray)).astype(np.uint8)
    _, labels = cv2.connectedComponents(dark)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    outside = np.isin(labels, np.unique(edge[edge > 0])).astype(np.uint8)
    inside = cv2.dilate(outside, np.ones((2 * window + 1, 2 * window + 1), np.uint8)) == 0
    return inside if inside.mean() > LEAST_INSIDE else np.ones(gray.shape, bool)


def dither(gray: Gray) -> Mask:
    """Floyd-Steinberg error diffusion, as Pillow's `convert("1")`: what the founding notebook fed to kraken."""
    from PIL import Image as PillowImage

    return ~np.asarray(PillowImage.fromarray(gray).convert("1"), bool)


def is_light_on_dark(gray: Gray) -> bool:
    """True for light letters on a dark ground: ink is the rarer side of the local mean, so the skewness tells.

    Looked at in the middle of the page, away from the dark round a scan.
    """
    height, width = gray.shape
    down, across = height // TURN_MARGIN, width // TURN_MARGIN
    middle = gray[down : height - down, across : width - across]
    mean, deviation = local_statistics(middle, max(middle.shape) // TURN_WINDOW)
    busy = deviation > max(BUSY * float(np.percentile(deviation, BUSIEST)), 1.0)
    if not busy.any():
        return False
    difference = (middle[busy].astype(np.float32) - mean[busy]) / deviation[busy]
    return bool((difference**SKEW).mean() > 0)
