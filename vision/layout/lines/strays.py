"""What is no text: slivers, blots and specks outside the text."""

from __future__ import annotations

import numpy as np

from vision.layout.lines.fragments import Fragments


def without_dirt(found: Fragments, scale: float) -> Fragments:
    """Without the pieces too tall for their width and those all black."""
    width = found.box[:, 2] - found.box[:, 0]
    height = found.box[:, 3] - found.box[:, 1]
    sliver = (height > 1.7 * scale) & (height > 2.5 * width)
    blot = (found.ink > 0.85 * width * height) & (height > 0.6 * scale)
    return found.pick(~sliver & ~blot)


def without_strays(found: Fragments, scale: float) -> Fragments:
    """Without the lines that hold no letter, and the lone marks to the left and right of all real lines."""
    width = found.box[:, 2] - found.box[:, 0]
    sure = (found.letters >= 4) & (width > 4 * scale)
    weak = (found.letters <= 2) & (width < 2 * scale)
    if sure.any():
        left, right = found.box[sure, 0].min(), found.box[sure, 2].max()
        outside = (found.box[:, 2] < left - scale) | (found.box[:, 0] > right + scale)
        weak &= outside
    else:
        weak = np.zeros(len(found), bool)
    return found.pick((found.letters > 0) & ~weak)
