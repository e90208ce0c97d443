"""A picture as many small patches, each told by the directions of its edges and by its colours."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, VisionError, as_image

LONG_SIDE = 160
"""Pixels of the longer side at which a picture is looked at."""
_SHRINKS = (1.0, 0.7, 0.5)  # a thing is met nearer and farther
_CELL = 8  # pixels; a patch is two by two of them, and the next begins one further
_DIRECTIONS = 8
_FAINT = 20.0  # grey levels of edge below which directions hardly count
_STEEPEST = 0.3  # of a patch's edges that one direction may hold (Lowe, 2004)
_DARK = 30.0  # added to the sum of the colours, so that noise in the dark is no colour
_COLOUR, _LIGHT = 3.0, 0.4  # how much colours and shades count beside edges
_NARROWEST = 3 * _CELL / _SHRINKS[-1]
NARROWEST_SHARE = _NARROWEST / LONG_SIDE
"""The least part of its longer side that a picture's shorter one may be."""

Patches = NDArray[np.float32]
"""(P, 48): the descriptors of a picture's patches; P goes with its shape."""


def small(image: Image) -> Image:
    """The picture, LONG_SIDE pixels long; raises VisionError for one that is too narrow to be looked at."""
    height, width = image.shape[:2]
    scale = LONG_SIDE / max(height, width)
    size = round(width * scale), round(height * scale)
    if min(size) < _NARROWEST:
        raise VisionError("The picture is too narrow to learn from; cut it nearer to a square.")
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return as_image(cv2.resize(image, size, interpolation=kind))


def patches(image: Image) -> Patches:
    """The descriptors of a small picture's patches at three sizes.

    Histograms of the edges' directions in 2 x 2 cells as in SIFT (Lowe, 2004), beside each cell's mean colour without
    its brightness, and how much brighter a cell is than the others.
    """
    height, width = image.shape[:2]
    return np.concatenate([_at_size(image, round(width * s), round(height * s)) for s in _SHRINKS])


def _at_size(image: Image, width: int, height: int) -> Patches:
    reduced = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    means = np.concatenate([_mean(_edges(reduced)), _mean(_colours(reduced))], axis=-1)
    rows = np.arange(_CELL // 2, height - _CELL - _CELL // 2 + 1, _CELL)
    columns = np.arange(_CELL // 2, width - _CELL - _CELL // 2 + 1, _CELL)
    cells = np.stack(
        [means[rows[:, None] + dy, columns + dx].reshape(-1, means.shape[2]) for dy in (0, _CELL) for dx in (0, _CELL)],
        axis=1,
    )
    edges = cells[..., :_DIRECTIONS].reshape(len(cells), -1)
    edges = np.minimum(edges / (np.linalg.norm(edges, axis=1, keepdims=True) + _FAINT), _STEEPEST)
    colours = _COLOUR * (cells[..., _DIRECTIONS:-1].reshape(len(cells), -1) - 1 / 3)
    light = cells[..., -1]
    shades = _LIGHT * (light - light.mean(axis=1, keepdims=True))
    return np.concatenate([edges, colours, shades], axis=1, dtype=np.float32)


def _edges(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """(H, W, 8): how strong the edge is in each direction, shared between the two nearest."""
    grey = image.mean(axis=2)
    across = cv2.Sobel(grey, -1, 1, 0, ksize=1)
    down = cv2.Sobel(grey, -1, 0, 1, ksize=1)
    strength, turn = cv2.cartToPolar(across, down)
    place = turn * (_DIRECTIONS / (2 * np.pi))
    away = np.abs(place[..., None] - np.arange(_DIRECTIONS, dtype=np.float32))
    away = np.minimum(away, _DIRECTIONS - away)
    return cast("NDArray[np.float32]", strength[..., None] * np.maximum(0, 1 - away))


def _colours(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """(H, W, 4): red, green and blue as shares of their sum, and the logarithm of the brightness."""
    total = image.sum(axis=2, keepdims=True)
    return np.concatenate([image / (total + _DARK), np.log(total / 3 + _DARK / 2)], axis=2)


def _mean(channels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The means of cells around each pixel; OpenCV takes four channels at once."""
    parts = [cv2.blur(channels[..., at : at + 4], (_CELL, _CELL)) for at in range(0, channels.shape[2], 4)]
    return np.concatenate(parts, axis=2, dtype=np.float32)
