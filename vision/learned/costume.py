"""Things to wear, drawn here, laid onto a face by the points of its mesh."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.learned.face_mesh import LEFT_EYE, RIGHT_EYE
from vision.pixels.compose import laid_over
from vision.types import Image, KeyPoints, as_image

Drawing = NDArray[np.uint8]
"""(SIDE, SIDE, 4) red, green, blue and how much of the face is covered, 0 to 255."""

SIDE = 512
EYES, CHIN = ((206, 256), (306, 256)), (256, 400)
"""Where in a drawing the outer corners of the eyes are, and the chin."""
_CHIN = 152
_DARK, _GOLD, _RED, _PINK, _WHITE = (30, 30, 40), (250, 200, 60), (225, 45, 50), (245, 150, 170), (245, 245, 245)
Paint = tuple[int, int, int]


def wear(image: Image, face: KeyPoints, name: str) -> Image:
    """A new picture with the drawing of that name on the face."""
    corners = np.array([face.xy[LEFT_EYE[0]], face.xy[RIGHT_EYE[0]], face.xy[_CHIN]], np.float32)
    there = cv2.getAffineTransform(np.array([*EYES, CHIN], np.float32), corners)
    height, width = image.shape[:2]
    laid = cv2.warpAffine(drawing(name), there, (width, height), flags=cv2.INTER_LINEAR)
    cover = laid[..., 3].astype(np.float32) / 255
    return laid_over(as_image(np.ascontiguousarray(laid[..., :3])), image, cover)


@cache
def drawing(name: str) -> Drawing:
    """The drawing of that name."""
    canvas = np.zeros((SIDE, SIDE, 4), np.uint8)
    COSTUMES[name](canvas)
    return canvas


def _dot(canvas: Drawing, x: int, y: int, across: int, down: int, colour: Paint, line: int = cv2.FILLED) -> None:
    cv2.ellipse(canvas, (x, y), (across, down), 0, 0, 360, (*colour, 255), line, cv2.LINE_AA)


def _shape(canvas: Drawing, corners: list[tuple[int, int]], colour: Paint) -> None:
    cv2.fillPoly(canvas, [np.array(corners, np.int32)], (*colour, 255), cv2.LINE_AA)


def _glasses(canvas: Drawing) -> None:
    for x in (226, 286):
        _dot(canvas, x, 258, 32, 28, (90, 170, 230))
        _dot(canvas, x, 258, 32, 28, _DARK, 7)
        _dot(canvas, x - 10, 246, 8, 5, _WHITE)
    cv2.line(canvas, (194, 250), (168, 244), (*_DARK, 255), 7, cv2.LINE_AA)
    cv2.line(canvas, (318, 250), (344, 244), (*_DARK, 255), 7, cv2.LINE_AA)


def _moustache(canvas: Drawing) -> None:
    for way in (-1, 1):
        _dot(canvas, 256 + way * 22, 333, 26, 13, (60, 38, 24))
        _shape(canvas, [(256 + way * 40, 324), (256 + way * 84, 306), (256 + way * 40, 344)], (60, 38, 24))


def _clown(canvas: Drawing) -> None:
    _dot(canvas, 256, 300, 26, 25, _RED)
    _dot(canvas, 247, 291, 7, 5, _WHITE)
    for way in (-1, 1):
        _dot(canvas, 256 + way * 60, 318, 18, 16, _PINK)
        for curl, y in ((74, 150), (96, 185), (104, 225)):
            _dot(canvas, 256 + way * curl, y, 28, 28, (240, 120, 30))


def _cat(canvas: Drawing) -> None:
    for way in (-1, 1):
        _shape(canvas, [(256 + way * 96, 80), (256 + way * 22, 160), (256 + way * 88, 190)], (96, 84, 80))
        _shape(canvas, [(256 + way * 88, 104), (256 + way * 42, 158), (256 + way * 82, 176)], _PINK)
        for y in (306, 320, 334):
            end = (256 + way * 116, y + (y - 320) // 2)
            cv2.line(canvas, (256 + way * 34, 320), end, (*_WHITE, 255), 3, cv2.LINE_AA)
    _shape(canvas, [(242, 294), (270, 294), (256, 310)], _PINK)


def _crown(canvas: Drawing) -> None:
    _shape(canvas, [(172, 180), (164, 84), (208, 138), (256, 66), (304, 138), (348, 84), (340, 180)], _GOLD)
    cv2.line(canvas, (172, 176), (340, 176), (200, 140, 30, 255), 10, cv2.LINE_AA)
    for x, y in ((164, 80), (256, 62), (348, 80)):
        _dot(canvas, x, y, 10, 10, _RED)
    for x in (206, 256, 306):
        _dot(canvas, x, 156, 9, 9, (70, 120, 220))


COSTUMES: dict[str, Callable[[Drawing], None]] = {
    "glasses": _glasses,
    "moustache": _moustache,
    "clown": _clown,
    "cat": _cat,
    "crown": _crown,
}
