"""What is no text: slivers, blots and specks outside the text. Lengths in letter heights."""

from __future__ import annotations

import numpy as np

from vision.layout.lines.fragments import Fragments
from vision.layout.types import Mask

SLIVER, SLIVER_SHAPE = 1.7, 2.5
"""A piece taller than this, and so many times taller than wide, is a bracket or a rest of a rule."""

BLOT, BLOT_HEIGHT = 0.85, 0.6
"""Share of its box that is ink from which a piece taller than this is a blot; type has white in it."""

SURE_LETTERS, SURE_WIDTH = 4, 4
"""A line with so many letters and so wide is real."""

WEAK_LETTERS, WEAK_WIDTH = 2, 2
"""A mark with no more letters and no wider is doubted when it lies outside all real lines."""


def without_dirt(found: Fragments, scale: float) -> Fragments:
    """Without the pieces too tall for their width and those all black."""
    width = found.box[:, 2] - found.box[:, 0]
    height = found.box[:, 3] - found.box[:, 1]
    sliver = (height > SLIVER * scale) & (height > SLIVER_SHAPE * width)
    blot = (found.ink > BLOT * width * height) & (height > BLOT_HEIGHT * scale)
    return found.pick(~sliver & ~blot)


def outsiders(found: Fragments, scale: float) -> Mask:
    """(N,) true for the lone marks to the left and right of all real lines."""
    width = found.box[:, 2] - found.box[:, 0]
    sure = (found.letters >= SURE_LETTERS) & (width > SURE_WIDTH * scale)
    weak = (found.letters <= WEAK_LETTERS) & (width < WEAK_WIDTH * scale)
    left = found.box[sure, 0].min(initial=np.inf) - scale
    right = found.box[sure, 2].max(initial=-np.inf) + scale
    outside = (found.box[:, 2] < left) | (found.box[:, 0] > right)
    return np.asarray(weak & outside & sure.any(), bool)


def without_strays(found: Fragments, scale: float) -> Fragments:
    """Without the lines that hold no letter, and the lone marks to the left and right of all real lines."""
    return found.pick((found.letters > 0) & ~outsiders(found, scale))
