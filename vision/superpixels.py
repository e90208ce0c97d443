"""Simple linear iterative clustering (Achanta and others, 2012), fast enough for a live picture."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image

_ROUNDS = 4


def slic(image: Image, pieces: int, compactness: float) -> tuple[NDArray[np.intp], Image]:
    """(H, W) labels from 0, and the mean colour of each, (N, 3) RGB.

    Centres sit on a grid and each pixel chooses among the nine of its own and the neighbouring cells.
    """
    height, width = image.shape[:2]
    step = math.sqrt(height * width / pieces)
    rows, columns = max(1, round(height / step)), max(1, round(width / step))
    features = _features(image, compactness / step)
    home = _home_cells(height, width, rows, columns)
    labels = home
    for _ in range(_ROUNDS):
        centres = _means(labels, features.reshape(-1, 5), rows * columns)
        labels = _nearest(features, centres.reshape(rows, columns, 5), home)
    colours = _means(labels, image.reshape(-1, 3).astype(np.float32), rows * columns)
    return labels, np.rint(colours).astype(np.uint8)


def _features(image: Image, weight: float) -> NDArray[np.float32]:
    """Lab colour and weighted place of each pixel, (H, W, 5)."""
    height, width = image.shape[:2]
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    y, x = np.mgrid[:height, :width].astype(np.float32) * np.float32(weight)
    return np.dstack([lab, x, y]).astype(np.float32)


def _home_cells(height: int, width: int, rows: int, columns: int) -> NDArray[np.intp]:
    down, across = np.arange(height) * rows // height, np.arange(width) * columns // width
    return down[:, None] * columns + across


def _means(labels: NDArray[np.intp], values: NDArray[Any], count: int) -> NDArray[np.float32]:
    """The mean of `values` (pixels, C) of each label, (count, C); 0 for one without pixels."""
    flat = labels.ravel()
    sums = np.stack([np.bincount(flat, column, count) for column in values.T], axis=1)
    return (sums / np.maximum(np.bincount(flat, minlength=count), 1)[:, None]).astype(np.float32)


def _nearest(features: NDArray[np.float32], centres: NDArray[np.float32], home: NDArray[np.intp]) -> NDArray[np.intp]:
    rows, columns = centres.shape[:2]
    padded = np.pad(centres, ((1, 1), (1, 1), (0, 0)), constant_values=np.float32(1e6))
    best = np.full(home.shape, np.inf, np.float32)
    labels = home.copy()
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            around = padded[1 + dy : 1 + dy + rows, 1 + dx : 1 + dx + columns].reshape(-1, 5)
            away = features - around[home]
            distance = np.einsum("ijk,ijk->ij", away, away)
            closer = distance < best
            np.copyto(best, distance, where=closer)
            np.copyto(labels, home + (dy * columns + dx), where=closer)
    return labels
