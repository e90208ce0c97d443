"""Simple linear iterative clustering (Achanta and others, 2012), fast enough for a live picture."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, as_image

_ROUNDS = 4


def slic(image: Image, pieces: int, compactness: float) -> tuple[NDArray[np.intp], Image]:
    """(h, w) labels from 0, and the mean colour of each, (N, 3) RGB; h, w: the nearest size of whole cells.

    Centres start on a grid of square cells, and each pixel chooses among those of its own cell and the eight around
    it. Pixels are kept cell by cell, so that a cell meets its nine centres in one matrix product.
    """
    height, width = image.shape[:2]
    step = max(1, round(math.sqrt(height * width / pieces)))
    rows, columns = max(1, round(height / step)), max(1, round(width / step))
    whole = as_image(cv2.resize(image, (columns * step, rows * step), interpolation=cv2.INTER_AREA))
    features = _cell_by_cell(_features(whole, compactness / step), step)
    home = np.arange(rows * columns).reshape(rows, columns, 1)
    labels = np.broadcast_to(home, features.shape[:3])
    for _ in range(_ROUNDS):
        centres = _means(labels, features, rows * columns).reshape(rows, columns, 5)
        labels = home + _nearest_of_nine(features, centres)
    colours = _means(labels, _cell_by_cell(whole, step), rows * columns)
    in_place = labels.reshape(rows, columns, step, step).swapaxes(1, 2).reshape(whole.shape[:2])
    return in_place, np.rint(colours).astype(np.uint8)


def _features(image: Image, weight: float) -> NDArray[np.float32]:
    """Lab colour and weighted place of each pixel, (H, W, 5)."""
    height, width = image.shape[:2]
    soft = cv2.GaussianBlur(image, (0, 0), 1.0).astype(np.float32)
    y, x = np.mgrid[:height, :width].astype(np.float32) * np.float32(weight)
    return np.dstack([cv2.cvtColor(soft / 255, cv2.COLOR_RGB2Lab), x, y]).astype(np.float32)


def _cell_by_cell(values: NDArray[Any], step: int) -> NDArray[Any]:
    """(rows * step, columns * step, C) as (rows, columns, step * step, C)."""
    rows, columns = values.shape[0] // step, values.shape[1] // step
    return values.reshape(rows, step, columns, step, -1).swapaxes(1, 2).reshape(rows, columns, step * step, -1)


def _means(labels: NDArray[np.intp], values: NDArray[Any], count: int) -> NDArray[np.float32]:
    """The mean of `values` (..., C) of each label, (count, C); 0 for one without pixels."""
    flat, columns = labels.ravel(), values.reshape(labels.size, -1).T
    sums = np.stack([np.bincount(flat, column, count) for column in columns], axis=1)
    return (sums / np.maximum(np.bincount(flat, minlength=count), 1)[:, None]).astype(np.float32)


def _nearest_of_nine(features: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.intp]:
    """How far the label of each pixel's nearest centre is from its own cell's, (rows, columns, pixels)."""
    rows, columns = centres.shape[:2]
    far = np.pad(centres, ((1, 1), (1, 1), (0, 0)), constant_values=np.float32(1e6))
    ways = [(dy, dx) for dy in range(3) for dx in range(3)]
    nine = np.stack([far[dy : dy + rows, dx : dx + columns] for dy, dx in ways], axis=-1)
    distance = np.square(nine).sum(axis=2, keepdims=True) / 2 - features @ nine  # half, less the pixel's own square
    labels = np.array([(dy - 1) * columns + dx - 1 for dy, dx in ways])
    chosen: NDArray[np.intp] = labels[distance.argmin(axis=-1)]
    return chosen
