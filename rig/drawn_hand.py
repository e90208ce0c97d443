"""A hand drawn to order, so that one knows which fingers are raised: capsules with the light from the upper left."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, as_image

Fingers = tuple[bool, bool, bool, bool, bool]
"""Thumb to little finger: which are raised."""

_ROOTS = {0: (-34, -34), 1: (-32, -100), 2: (-9, -106), 3: (14, -100), 4: (35, -88)}
_LEAN = {1: -8, 2: -1, 3: 6, 4: 16}
_WIDE = {0: (17, 14, 12, 10), 4: (12, 10, 9, 8)}
_SKIN = (150, 105, 80)
_WALL = (92, 110, 122)


def drawn_hand(
    fingers: Fingers,
    size: int = 480,
    *,
    angle: float = 0.0,
    skin: tuple[int, int, int] = _SKIN,
    wall: Image | None = None,
) -> Image:
    """(size, size, 3) the palm of a right hand; angle: degrees it is turned by; wall: what is behind it."""
    scale = 1.35 * size / 480
    turn = np.asarray(cv2.getRotationMatrix2D((0, 0), angle, 1.0)[:, :2], np.float64)
    points = _points(fingers) * scale @ turn.T + np.array([size / 2, size * 0.68])
    height = _height(points, fingers, size, scale, turn)
    behind = np.full((size, size, 3), _WALL, np.uint8)
    cover = cv2.GaussianBlur((height > 0).astype(np.float32), (0, 0), 1)[..., None]
    return as_image(np.clip(behind * (1 - cover) + _lit(height, skin) * cover, 0, 255).astype(np.uint8))


def _points(fingers: Fingers) -> NDArray[np.float64]:
    rows = [(0.0, 0.0)]
    for finger, up in enumerate(fingers):
        x, y = _ROOTS[finger]
        if finger == 0:
            steps = [(0, 0), (-26, -24), (-46, -50), (-60, -74)] if up else [(0, 0), (-8, -30), (12, -52), (34, -62)]
        elif up:
            ways = np.cumsum([0, 40, 26, 20] if finger != 4 else [0, 32, 20, 17])
            lean = np.radians(_LEAN[finger])
            steps = [(way * np.sin(lean), -way * np.cos(lean)) for way in ways]
        else:
            steps = [(0, 0), (1, -26), (1, -8), (0, 14)]
        rows += [(x + dx, y + dy) for dx, dy in steps]
    return np.array(rows)


def _height(
    points: NDArray[np.float64], fingers: Fingers, size: int, scale: float, turn: NDArray[np.float64]
) -> NDArray[np.float32]:
    """(size, size) how far the hand stands out of the picture, 0 where it is not."""
    rows, columns = np.mgrid[:size, :size].astype(np.float32)
    height = np.zeros((size, size), np.float32)

    def bone(a: NDArray[np.float64], b: NDArray[np.float64], thick: float, thin: float, lift: float = 0.0) -> None:
        way = b - a
        part = np.clip(((columns - a[0]) * way[0] + (rows - a[1]) * way[1]) / max(float(way @ way), 1e-6), 0, 1)
        radius = (thick + (thin - thick) * part) * scale
        off = (columns - a[0] - part * way[0]) ** 2 + (rows - a[1] - part * way[1]) ** 2
        round_ = np.sqrt(np.clip(radius**2 - off, 0, None))
        np.maximum(height, np.where(round_ > 0, round_ + lift * scale, 0).astype(np.float32), out=height)

    for knuckle in (1, 5, 9, 13, 17):
        bone(points[0], points[knuckle], 24, 17)
    for a, b in ((5, 9), (9, 13), (13, 17), (1, 5), (1, 17)):
        bone(points[a], points[b], 17, 16)
    bone(points[0], points[0] + turn @ np.array([0, 160 * scale]), 24, 30)
    for finger, up in enumerate(fingers):
        wide = _WIDE.get(finger, (15, 12, 11, 9.5))
        for j in range(3):
            a, b = points[1 + 4 * finger + j], points[2 + 4 * finger + j]
            bone(a, b, wide[j], wide[j + 1], 0 if up else 20 if j else 8)
    return height


def _lit(height: NDArray[np.float32], skin: tuple[int, int, int]) -> NDArray[np.float32]:
    soft = cv2.GaussianBlur(height, (0, 0), 2.2)
    slope_x, slope_y = (cv2.Sobel(soft, cv2.CV_32F, *way, ksize=3) / 8 for way in ((1, 0), (0, 1)))
    normal = np.dstack([-slope_x, -slope_y, np.ones_like(soft)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    light = np.clip(normal @ np.array([-0.4, -0.5, 0.76]), 0, 1) * 0.8 + 0.3
    shadow = 1 - np.clip(cv2.GaussianBlur(soft, (0, 0), 8) - soft, 0, 14) / 14 * 0.5
    grain = np.random.default_rng(1).normal(0, 3, (*height.shape, 3))
    return np.asarray(np.array(skin) * (light * shadow)[..., None] + grain, np.float32)
