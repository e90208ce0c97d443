"""Loose cascade passes over the whole picture: every window that might be a face."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxArray
from vision.faces.find.cascades import calibrated, windows
from vision.types import Gray, as_gray

SMALLEST_WORK = 400


@dataclass(frozen=True, slots=True)
class Pass:
    """One look at the whole picture.

    side: the longer side worked on at most, in pixels. tilt: degrees that heads lean, positive to the picture's right.
    """

    name: str
    side: int
    scale_factor: float = 1.25
    tilt: float = 0.0
    mirrored: bool = False


PASSES = (
    Pass("alt2", 640),
    Pass("default", 440),
    Pass("default", 384, tilt=25),
    Pass("default", 384, tilt=-25),
    Pass("profile", 240),
    Pass("profile", 240, mirrored=True),
)
LIVE_PASSES = (
    Pass("alt2", 400, 1.2),
    Pass("default", 240, tilt=25),
    Pass("default", 240, tilt=-25),
)
"""Less thorough, for pictures that come many times a second."""


def proposed(gray: Gray, passes: tuple[Pass, ...] = PASSES) -> BoxArray:
    """(N, 4) what all of the passes let through."""
    return np.concatenate([look(gray, view) for view in passes])


def look(gray: Gray, view: Pass) -> BoxArray:
    """(N, 4) face boxes, one for each window that the pass lets through, ungrouped, in the picture's own pixels."""
    small, scale = resized(gray, view.side)
    if view.mirrored:
        small = as_gray(cv2.flip(small, 1))
    turned, turn = tilted(small, view.tilt)
    found = untilted(calibrated(windows(turned, view.name, view.scale_factor), view.name), turn)
    return (mirrored(found, small.shape[1]) if view.mirrored else found) / np.float32(scale)


def resized(gray: Gray, side: int) -> tuple[Gray, float]:
    """The picture with its longer side at most `side`, tiny ones enlarged to SMALLEST_WORK, and the factor used."""
    longer = max(gray.shape)
    scale = min(side, max(longer, SMALLEST_WORK)) / longer
    size = max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale))
    return as_gray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)), scale


def tilted(gray: Gray, degrees: float) -> tuple[Gray, NDArray[np.float64]]:
    """The picture turned about its middle on a canvas that holds all of it, and the 2x3 map onto that canvas."""
    height, width = gray.shape
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    if degrees == 0:
        return gray, turn
    cos, sin = np.abs(turn[0, :2])
    size = int(height * sin + width * cos), int(height * cos + width * sin)
    turn[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    return as_gray(cv2.warpAffine(gray, turn, size, borderMode=cv2.BORDER_REPLICATE)), turn


def untilted(boxes: BoxArray, turn: NDArray[np.float64]) -> BoxArray:
    """Boxes of the turned picture in the upright one: centres mapped back, sizes kept."""
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    back = np.asarray(cv2.invertAffineTransform(turn))
    centre = (boxes[:, :2] + half) @ back[:, :2].T + back[:, 2]
    return np.concatenate([centre - half, centre + half], axis=1).astype(np.float32)


def mirrored(boxes: BoxArray, width: float) -> BoxArray:
    """Boxes of the mirrored picture in the one it was made from, `width` pixels wide."""
    return np.stack([width - boxes[:, 2], boxes[:, 1], width - boxes[:, 0], boxes[:, 3]], axis=1)
