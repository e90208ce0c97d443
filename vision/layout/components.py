"""Connected components of ink as a table of columns."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.types import Boxes, Mask

EIGHT = 8
"""Pixels that touch at a corner belong together."""


@dataclass(frozen=True, slots=True)
class Components:
    """labels: (H, W) int32, 0 is paper, i + 1 marks component i. The rest: (N,) float, pixels."""

    labels: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    w: NDArray[np.float64]
    h: NDArray[np.float64]
    area: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.x)

    @property
    def boxes(self) -> Boxes:
        """(N, 4)."""
        return np.stack([self.x, self.y, self.x + self.w, self.y + self.h], 1)

    def mask(self, chosen: Mask) -> Mask:
        """(H, W) ink of the components where `chosen` (N,) is true."""
        table = np.concatenate([[False], chosen])
        return np.asarray(table[self.labels], bool)

    def pick(self, chosen: Mask) -> Components:
        """Those where `chosen` (N,) is true, numbered anew."""
        table = np.concatenate([[0], np.where(chosen, np.cumsum(chosen), 0)]).astype(np.int32)
        columns = (getattr(self, name)[chosen] for name in ("x", "y", "w", "h", "area"))
        return Components(table[self.labels], *columns)


def components(ink: Mask) -> Components:
    """The 8-connected components of an ink mask."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=EIGHT)
    x, y, w, h, area = stats[1:].T.astype(np.float64)
    return Components(np.asarray(labels, np.int32), x, y, w, h, area)
