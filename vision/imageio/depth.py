"""More than 8 bits a channel become 8."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vision.types import Gray, as_gray

DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
"""Pillow's modes with more than 8 bits, all of them grey."""


def to_eight_bit(values: NDArray[Any]) -> Gray:
    """Integers count up to 65535, as 16-bit files do; floats to 1, or to their own largest value."""
    numbers = np.nan_to_num(values.astype(np.float64))
    full = 65535.0 if values.dtype.kind in "iu" else max(1.0, float(numbers.max(initial=0)))
    return as_gray(np.clip(np.rint(numbers / full * 255), 0, 255).astype(np.uint8))
