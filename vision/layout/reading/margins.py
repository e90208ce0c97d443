"""What stands beside the text or at its foot: notes in the margin, the first word of the next page."""

from __future__ import annotations

import numpy as np

from vision.layout.reading.pieces import Rows
from vision.layout.types import Ints, Mask

NOTE_WIDTH, NOTE_ROWS = 0.35, 0.85
"""Marginal notes: their column is narrower than this part of the text's lines and has fewer rows than this part."""

CATCHWORD, FLUSH = 0.35, 1.0
"""The first word of the next page at the foot of this one: narrower than this part of the text's lines, its end no
further from theirs, in line heights."""


def are_notes(rows: Rows, side: Ints, text: Ints) -> bool:
    """True when one side of a gutter holds notes in the margin of the other, which are read after it."""
    width = rows.box[side, 2].max() - rows.box[side, 0].min()
    usual = np.median(rows.box[text, 2] - rows.box[text, 0])
    return bool(width < NOTE_WIDTH * usual and len(side) < NOTE_ROWS * len(text))


def catchword(rows: Rows, text: Ints) -> Mask:
    """(N,) true for the last row beside notes when it is one short word at the end of the line: the page's foot."""
    box = rows.box[text]
    width = box[:, 2] - box[:, 0]
    last = np.arange(len(text)) == np.argmax(rows.middle[text])
    short = width < CATCHWORD * np.median(width)
    return np.asarray(last & short & (box[:, 2] > np.median(box[:, 2]) - FLUSH * rows.height), bool)
