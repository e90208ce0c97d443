"""What goes out in place of a picture that may show what should be hidden."""

from __future__ import annotations

import cv2
import numpy as np

from vision.types import Image, as_image

HOLD_S = 0.5
"""How long the stand-in stays after all works again."""
_CARD = 24
_CELLS = 8
_DIM = 0.6


def card(height: int, width: int) -> Image:
    """A plain dark picture, (height, width, 3)."""
    return np.full((height, width, 3), _CARD, np.uint8)


class Curtain:
    """Falls when something fails while a step hides, and rises HOLD_S after all works again. Times in seconds.

    What it shows is the last picture that was good, down to a few dim patches, or a plain card if there was none.
    """

    def __init__(self) -> None:
        self._good: Image | None = None
        self._fallen = False
        self._works_since_s: float | None = None

    def fall(self) -> None:
        self._fallen, self._works_since_s = True, None

    def forget(self) -> None:
        """Nothing is to be hidden any more."""
        self._good, self._fallen, self._works_since_s = None, False, None

    def take(self, image: Image, time_s: float) -> bool:
        """A picture with which all went well; whether it may go out."""
        if self._fallen:
            self._works_since_s = time_s if self._works_since_s is None else self._works_since_s
            if time_s - self._works_since_s < HOLD_S:
                return False
            self._fallen, self._works_since_s = False, None
        self._good = image
        return True

    def picture(self, height: int, width: int) -> Image:
        """The stand-in, (height, width, 3)."""
        if self._good is None:
            return card(height, width)
        patches = cv2.resize(self._good, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
        dim = cv2.convertScaleAbs(patches, alpha=_DIM)
        return as_image(cv2.resize(dim, (width, height), interpolation=cv2.INTER_LINEAR))
