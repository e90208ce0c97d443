"""Ink or paper: global and local thresholds, and pages that need none."""

from __future__ import annotations

from typing import Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.types import Mask
from vision.types import Gray, VisionError

Method = Literal["wolf", "otsu", "sauvola", "niblack", "dither"]
METHODS: tuple[Method, ...] = get_args(Method)


def binarise(gray: Gray, method: Method = "wolf", *, window: int = 51) -> Mask:
    """Ink mask of a dark-on-light page; `window` is the side in pixels that local methods look at.

    Raises VisionError for an unknown method.
    """
    if method not in METHODS:
        raise VisionError(f"Unknown method '{method}': choose one of {', '.join(METHODS)}.")
    if is_bilevel(gray):
        return gray < 128
    if method == "otsu":
        return gray <= otsu_threshold(gray)
    if method == "dither":
        return dither(gray)
    mean, deviation = local_statistics(gray, window)
    return gray < local_threshold(mean, deviation, gray, method, window)


def is_bilevel(gray: Gray) -> bool:
    """True when nearly all pixels are pure black or pure white."""
    counts = np.bincount(gray.reshape(-1)[::7], minlength=256)
    return bool(counts[8:248].sum() <= 0.001 * counts.sum())


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
    mean: NDArray[np.float32], deviation: NDArray[np.float32], gray: Gray, method: Method, window: int
) -> NDArray[np.float32]:
    """Niblack 1986, Sauvola and Pietikainen 2000, Wolf and Jolion 2004 (the one that bears low contrast)."""
    if method == "niblack":
        return np.asarray(mean - 0.2 * deviation, np.float32)
    if method == "sauvola":
        return np.asarray(mean * (1 + 0.2 * (deviation / 128 - 1)), np.float32)
    paper = inside_border(gray[::8, ::8], max(1, window // 16))
    strongest = max(float(np.percentile(deviation[::8, ::8][paper], 97)), 1.0)
    darkest = float(np.percentile(gray[::8, ::8][paper], 0.5))
    weight = np.clip(1 - deviation / strongest, 0, 1)
    return np.asarray(mean - 0.6 * weight * (mean - darkest) - 2, np.float32)


def inside_border(gray: Gray, window: int) -> Mask:
    """(H, W) true away from the dark round a scan: what is dark and joined to the picture's border, and its edge."""
    dark = (gray <= otsu_threshold(gray)).astype(np.uint8)
    _, labels = cv2.connectedComponents(dark)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    outside = np.isin(labels, np.unique(edge[edge > 0])).astype(np.uint8)
    inside = cv2.dilate(outside, np.ones((2 * window + 1, 2 * window + 1), np.uint8)) == 0
    return inside if inside.mean() > 0.05 else np.ones(gray.shape, bool)


def dither(gray: Gray) -> Mask:
    """Floyd-Steinberg error diffusion, as Pillow's `convert("1")`: what the founding notebook fed to kraken."""
    from PIL import Image as PillowImage

    return ~np.asarray(PillowImage.fromarray(gray).convert("1"), bool)


def is_light_on_dark(gray: Gray) -> bool:
    """True for light letters on a dark ground: ink is the rarer side of the local mean, so the skewness tells.

    Looked at in the middle of the page, away from the dark round a scan.
    """
    height, width = gray.shape
    middle = gray[height // 10 : height - height // 10, width // 10 : width - width // 10]
    mean, deviation = local_statistics(middle, max(middle.shape) // 60)
    busy = deviation > max(0.5 * float(np.percentile(deviation, 95)), 1.0)
    if not busy.any():
        return False
    difference = (middle[busy].astype(np.float32) - mean[busy]) / deviation[busy]
    return bool((difference**3).mean() > 0)
