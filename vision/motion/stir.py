"""Whether anything differs between two pictures that lie a second or so apart.

`change.measure` follows what moves from picture to picture and gets used to what stirs on the spot; this asks only
whether all stands as it did.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image

_SIZE = (80, 60)
_LEVELS = 12.0  # so small, a camera's noise strays by 1 or 2

Sketch = NDArray[np.float32]
"""(60, 80): a picture made small and grey."""


def sketch(image: Image) -> Sketch:
    small = cv2.resize(image, _SIZE, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.float32)


def stir(before: Sketch, after: Sketch) -> float:
    """Percent of the picture that differs, when it has been allowed for that all became lighter or darker."""
    difference = after - before
    return 100 * float(np.mean(np.abs(difference - np.median(difference)) > _LEVELS))
