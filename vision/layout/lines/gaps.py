"""The gaps between columns: white blocks too wide for a word space and too tall for a river."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.types import Mask

TRADES = ((0.9, 13.0), (1.6, 9.0), (3.0, 6.0))
"""Width and height of a white block in letter heights: the wider, the fewer lines it must pass."""

STRIP, TALL = 0.6, 24.0
"""A narrower one passes some nine lines, more than a river of word spaces does; paper away from text does not count."""

BESIDE, BETWEEN = 1.2, 1.5
"""How far to the side, and up and down, letters are at most for a white pixel to lie along text."""

REDUCED = 5
"""Height in pixels of a letter while gaps are looked for: they are wide enough for it."""

INKED = 25
"""Grey level of the reduced ink that counts as ink: a tenth of a pixel."""


def white_blocks(ink: Mask, width: int, height: int) -> Mask:
    """Every white pixel that lies in some all-white block of `width` x `height` pixels (an opening of the paper).

    The page counts as white beyond its border.
    """
    height, width = max(height, 1), max(width, 1)
    pad = cv2.copyMakeBorder((~ink).astype(np.uint8), height, height, width, width, cv2.BORDER_CONSTANT, value=1)
    block = np.ones((height, width), np.uint8)
    starts = cv2.erode(pad, block, anchor=(0, 0))
    opened = cv2.dilate(starts, block, anchor=(width - 1, height - 1))
    return opened[height:-height, width:-width].astype(bool)


def find_gaps(ink: Mask, scale: float) -> Mask:
    """White blocks that may part columns, at the size of `ink`; computed with letters reduced to five pixels."""
    factor = min(1.0, REDUCED / scale)
    size = (max(1, round(ink.shape[1] * factor)), max(1, round(ink.shape[0] * factor)))
    small = cv2.resize(ink.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > INKED
    letter = scale * factor
    found = np.zeros(small.shape, bool)
    for width, height in TRADES:
        found |= white_blocks(small, round(width * letter), round(height * letter))
    found |= white_blocks(small | ~along_text(small, letter), round(STRIP * letter), round(TALL * letter))
    return cv2.resize(found.astype(np.uint8), ink.shape[::-1], interpolation=cv2.INTER_NEAREST).astype(bool)


def along_text(ink: Mask, letter: float) -> Mask:
    """(H, W) true where letters are near, on one side or the other."""
    reach = np.ones((2 * round(BETWEEN * letter) + 1, 2 * round(BESIDE * letter) + 1), np.uint8)
    return cv2.dilate(ink.astype(np.uint8), reach).astype(bool)
