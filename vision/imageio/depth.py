"""More than 8 bits a channel become 8."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vision.types import as_uint8
from vision.words.said import said

DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
"""Pillow's modes with more than 8 bits, all of them grey."""

_SMALL_PART = 0.25
_ENDS = (0.001, 0.999)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The values shown as black and as white, and a note for the visitor when these are not the whole range."""

    black: float
    white: float
    note: str = ""

    def to_eight_bit(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        """`values` between black and white as 0 to 255; what is no number is black."""
        shown = values.astype(np.float32)
        shown -= np.float32(self.black)
        shown *= np.float32(255 / (self.white - self.black))
        np.nan_to_num(shown, copy=False, nan=0.0, posinf=255.0, neginf=0.0)
        np.clip(np.rint(shown, out=shown), 0, 255, out=shown)
        return as_uint8(shown.astype(np.uint8))


def levels_of(sample: NDArray[Any]) -> Stretch:
    """The whole range the numbers may have, or, when they fill a small part of it, that part without its ends.

    Integers count up to 65535, as 16-bit files do, and up to 255 in a file of 32 bits where none is larger; floats
    count up to 1. What goes beyond has no range of its own, and is stretched.
    """
    known = sample[np.isfinite(sample)]
    if not known.size:
        return Stretch(0, 1)
    least, most = float(known.min()), float(known.max())
    full = _full(sample.dtype, most)
    low, high = (float(end) for end in np.quantile(known, _ENDS))
    if not (least < 0 or most > full or 0 < high - low < _SMALL_PART * full):
        return Stretch(0, full)
    if high <= low:
        low, high = least, max(most, least + 1)
    note = said(
        "Its numbers fill a small part of their range: {low:.4g} is shown as black, {high:.4g} as white.",
        low=low,
        high=high,
    )
    return Stretch(low, high, note)


def _full(dtype: np.dtype[Any], most: float) -> float:
    if dtype.kind == "f":
        return 1.0
    small = dtype.itemsize == 1 or (dtype.itemsize > 2 and most <= 255)
    return 255.0 if small else 65535.0
