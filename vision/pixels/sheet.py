"""A sheet of paper in a photograph: its corners, and the sheet laid flat."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.pixels.resize import shrunk
from vision.types import Gray, Image, as_image

Corners = NDArray[np.float32]
"""(4, 2) x and y in pixels: top left, top right, bottom right, bottom left."""

_SIDE = 480  # pixels, at which it is looked for
_MARGIN = 3  # pixels to the picture's border: what is cut off has no four corners
_SQUARE = 0.5  # the cosine of an angle of 60 degrees; a sheet seen from the side has no sharper ones
_STEP, _SAMPLES, _AGREE = 5, 24, 0.8  # pixels to either side of an edge, places along it, share of them that are bright
_BRIGHTER, _EVEN, _LIKE = 14, 0.6, 36  # levels; share of the sheet that is blank; levels around its blank


def find_sheet(image: Image, smallest: float) -> Corners | None:
    """The corners of the largest sheet, None when there is none.

    A sheet has four corners, all of them in the picture; along each of its sides it is brighter than what is beside
    it; and most of it is of one brightness, without much colour.
    smallest: the least share of the picture it covers.
    """
    small = cv2.GaussianBlur(shrunk(image, _SIDE), (0, 0), 1.5)
    pale = np.minimum(np.minimum(small[..., 0], small[..., 1]), small[..., 2])  # bright where it is white
    best, most = None, smallest * pale.size
    for corners in _quadrangles(pale, most):
        area = cv2.contourArea(corners)
        if area >= most and _inside(corners, pale) and _bordered(corners, pale) and _blank(corners, pale):
            best, most = corners, area
    if best is None:
        return None
    scale = np.array([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]])
    return _in_order((best + 0.5) * scale - 0.5)


def _quadrangles(pale: Gray, least: float) -> Iterator[NDArray[np.int32]]:
    """Outer borders with four corners, (4, 2), of what is brighter than each of some levels, or enclosed by edges."""
    edges = cv2.dilate(cv2.Canny(pale, 30, 90), np.ones((3, 3), np.uint8))
    levels = np.unique(np.quantile(pale[::4, ::4], np.linspace(0.2, 0.95, 9)).astype(int))
    masks = [(edges, cv2.RETR_LIST), *((cv2.inRange(pale, int(level), 255), cv2.RETR_EXTERNAL) for level in levels)]
    for mask, which in masks:
        for outline in cv2.findContours(mask, which, cv2.CHAIN_APPROX_SIMPLE)[0]:
            if cv2.contourArea(outline) < 0.8 * least:
                continue
            hull = cv2.convexHull(outline)
            near = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
            if len(near) == 4 and cv2.contourArea(outline) > 0.8 * cv2.contourArea(near):
                yield np.asarray(near, np.int32).reshape(4, 2)


def _inside(corners: NDArray[np.int32], pale: Gray) -> bool:
    """No corner on the picture's border, and none too sharp or too flat."""
    far = np.array(pale.shape[::-1]) - 1 - _MARGIN
    if (corners < _MARGIN).any() or (corners > far).any():
        return False
    sides = np.roll(corners, -1, 0) - corners
    unit = sides / np.maximum(np.linalg.norm(sides, axis=1, keepdims=True), 1e-6)
    return bool((np.abs((unit * np.roll(unit, -1, 0)).sum(axis=1)) < _SQUARE).all())


def _bordered(corners: NDArray[np.int32], pale: Gray) -> bool:
    """Whether along each side the sheet is brighter than what is beside it."""
    middle, share = corners.mean(axis=0), np.linspace(0.08, 0.92, _SAMPLES)[:, None]
    for start, end in zip(corners, np.roll(corners, -1, 0), strict=True):
        along = (end - start) / max(1e-6, float(np.linalg.norm(end - start)))
        inwards = np.array([-along[1], along[0]])
        inwards *= np.sign(inwards @ (middle - start)) or 1
        places = start + share * (end - start)
        within, beside = (_levels(pale, places + way * _STEP * inwards) for way in (1, -1))
        if np.mean(within > beside + _BRIGHTER) < _AGREE:
            return False
    return True


def _levels(pale: Gray, places: NDArray[np.float64]) -> NDArray[np.int64]:
    x, y = (np.clip(np.rint(p), 0, n - 1).astype(int) for p, n in zip(places.T, pale.shape[::-1], strict=True))
    return np.asarray(pale[y, x], np.int64)


def _blank(corners: NDArray[np.int32], pale: Gray) -> bool:
    """Whether most of it is of one brightness."""
    mask = cv2.fillConvexPoly(np.zeros_like(pale), corners, 255)
    levels = pale[mask > 0].astype(int)
    blank = np.quantile(levels, 0.7)
    return bool(np.mean(np.abs(levels - blank) < _LIKE) > _EVEN)


def _in_order(points: NDArray[np.float64]) -> Corners:
    total, difference = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = [total.argmin(), difference.argmax(), total.argmax(), difference.argmin()]
    return points[order].astype(np.float32)


def flattened(image: Image, corners: Corners) -> Image:
    """The sheet seen from above, as large as fits, on black."""
    height, width = image.shape[:2]
    top, right, bottom, left = (float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4))
    shape = max(top, bottom, 1.0) / max(left, right, 1.0)
    wide, tall = (width, width / shape) if shape > width / height else (height * shape, height)
    x0, y0 = (width - wide) / 2, (height - tall) / 2
    goal = np.array([[x0, y0], [x0 + wide, y0], [x0 + wide, y0 + tall], [x0, y0 + tall]], np.float32)
    return as_image(cv2.warpPerspective(image, cv2.getPerspectiveTransform(corners, goal), (width, height)))
