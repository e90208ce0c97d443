"""A photograph with one known face, and how much of that face another picture of it lets one see."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.vision.faces import photographs
from vision.types import Image, as_image

RAW = as_image(np.ascontiguousarray(photographs.astronaut()[20:260, 64:384]))
FACE = photographs.FACE - np.array([64, 20, 64, 20], np.float32)


def shows(image: Image, raw: Image = RAW, left: int = 0) -> bool:
    """Whether the face is seen in `image`, which shows the photograph with its left border at column `left`.

    It is seen where its fine lines are, or where its pixels are nearly those of the camera.
    """
    x0, y0, x1, y1 = FACE.astype(int)
    seen, face = image[y0:y1, left + x0 : left + x1], raw[y0:y1, x0:x1]
    return alike(seen, face) > 0.3 or float(np.abs(seen.astype(int) - face.astype(int)).mean()) < 15


def alike(one: Image, other: Image) -> float:
    """Correlation of the fine lines of two pictures of a size, in [-1, 1]; 0 when one has none."""
    a, b = _lines(one), _lines(other)
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float((a * b).sum()) / size if size > 1e-6 else 0.0


def _lines(image: Image) -> NDArray[np.float32]:
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = gray - cv2.GaussianBlur(gray, (0, 0), 4)
    return np.asarray(np.where(np.abs(fine) < 1, 0, fine), np.float32)
