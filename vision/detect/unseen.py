"""Where a picture shows something that was not there when it was last looked at."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Gray, as_gray

_DIFFERS = 20
"""Grey levels of a small picture, in which a camera's noise is under 5."""
_ACROSS = 20
"""The picture's longer side by the smallest face that the detector finds."""


def unseen(looked: Gray, now: Gray) -> Gray | None:
    """255 where `now` shows what `looked` did not, with a margin around it; None where that is nothing.

    Both are small pictures of one size, as `small_gray` makes them. Edges that merely moved a little do not count.
    """
    face = max(3, max(now.shape) // _ACROSS)
    differs = cv2.threshold(cv2.absdiff(looked, now), _DIFFERS, 255, cv2.THRESH_BINARY)[1]
    joined = cv2.morphologyEx(differs, cv2.MORPH_CLOSE, _disc(face // 3))
    solid = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _disc(face // 2))
    if not np.any(solid):
        return None
    return as_gray(cv2.dilate(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, _disc(face)), _disc(face)))


def _disc(across: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across | 1, across | 1)), np.uint8)
