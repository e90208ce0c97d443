"""One portrait in all the ways that make a face hard to find."""

from __future__ import annotations

import cv2
import numpy as np

from vision.photographs import photograph
from vision.types import Image, as_image

_CELL, _GAP = 256, 8


def contact_sheet() -> Image:
    """One portrait eight ways: as it is, mirrored, far away, leaning, lying, dark, blurred, with sunglasses."""
    portrait = photograph("astronaut")[:_CELL, 96 : 96 + _CELL]
    glasses = portrait.copy()
    glasses[96:124, 88:172] = (20, 20, 24)
    views = [
        portrait,
        portrait[:, ::-1],
        _turned(portrait, 0, 0.3),
        _turned(portrait, 22, 0.8),
        _turned(portrait, 80, 0.8),
        (portrait * 0.16).astype(np.uint8),
        as_image(cv2.GaussianBlur(portrait, (0, 0), 5)),
        glasses,
    ]
    framed = [cv2.copyMakeBorder(view, *(_GAP,) * 4, cv2.BORDER_CONSTANT, value=(244, 241, 232)) for view in views]
    return as_image(np.vstack([np.hstack(framed[:4]), np.hstack(framed[4:])]))


def _turned(portrait: Image, degrees: float, size: float) -> Image:
    """The portrait leaning about its face, before a wall of its own colour."""
    turn = cv2.getRotationMatrix2D((128, 115), degrees, size)
    wall = tuple(float(v) for v in np.median(portrait[:40], axis=(0, 1)))
    return as_image(cv2.warpAffine(portrait, turn, (_CELL, _CELL), borderValue=wall))
