"""Small pictures of names, drawn once and stamped on many frames."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.letters.direction import apart
from vision.letters.stamp import coloured
from vision.letters.written import Written, written
from vision.types import as_uint8

Label = NDArray[np.uint8]
"""(h, w, 4) RGBA."""

GROUND = (24, 29, 33)
_BEHIND, _OPAQUE = (20, 24, 27), 205
_INK = (240, 243, 240)
_SIZE, _HIGH, _LONGEST = 20, 30, 900


def name_label(name: str, number: int) -> Label:
    """A person's number, and the name as its own letters run."""
    letters = written(f"{number}  {apart(name)}", _SIZE)
    wide = min(letters.width + _SIZE, _LONGEST)
    place = _SIZE // 2, (_HIGH - letters.cover.shape[0]) // 2 + letters.foot
    colours, share = (np.full((_HIGH, wide, 3), shade, np.uint8) for shade in (_BEHIND, _OPAQUE))
    coloured(letters, _INK).put(colours, *place)
    coloured(Written(letters.silhouette, letters.foot), (255, 255, 255)).put(share, *place)
    return as_uint8(np.dstack([colours, share[..., 0]]))
