"""A sheet of paper in a photograph: its corners, and the sheet laid flat."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.pixels.channels import to_gray
from vision.pixels.resize import shrunk
from vision.types import Image, as_image

Corners = NDArray[np.float32]
"""(4, 2) x and y in pixels: top left, top right, bottom right, bottom left."""


_WHOLE = 0.97  # what covers more of the picture is the picture


def find_sheet(image: Image, smallest: float) -> Corners | None:
    """The corners of the largest convex shape with four corners, None when there is none.

    smallest: the least share of the picture it covers.
    """
    small = shrunk(image, 480)
    best, most = None, smallest * small.shape[0] * small.shape[1]
    for outline in _outlines(small):
        near = cv2.approxPolyDP(cv2.convexHull(outline), 0.03 * cv2.arcLength(outline, True), True)
        area = cv2.contourArea(near)
        if len(near) == 4 and most <= area < _WHOLE * small[..., 0].size and cv2.contourArea(outline) > 0.8 * area:
            best, most = near.reshape(4, 2), area
    if best is None:
        return None
    scale = np.array([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]])
    return _in_order((best + 0.5) * scale - 0.5)


def _outlines(small: Image) -> Iterator[NDArray[np.int32]]:
    """Outer borders of bright areas, and of what strong edges enclose."""
    gray = cv2.GaussianBlur(to_gray(small), (0, 0), 2)
    bright = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]
    edges = cv2.dilate(cv2.Canny(gray, 25, 75), np.ones((3, 3), np.uint8))
    for mask in (bright, edges):
        outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        yield from outlines  # type: ignore[misc]


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
