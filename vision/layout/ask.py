"""The founding question: where is a white block at least one letter wide and six lines high?"""

from __future__ import annotations

import numpy as np

from vision.layout.lines.gaps import white_blocks
from vision.layout.segment import Steps
from vision.layout.types import Mask, PageLayout

PITCH = 3
"""Letter heights from line to line where no two follow each other: usual print."""


def line_pitch(layout: PageLayout) -> float:
    """Pixels from one line to the next in the same column, the median; three letter heights when none follows."""
    level = layout.text_direction.startswith("horizontal")
    middle = [(n.box[1] + n.box[3]) / 2 if level else (n.box[0] + n.box[2]) / 2 for n in layout.lines]
    steps = [
        abs(middle[i + 1] - middle[i])
        for i, (a, b) in enumerate(zip(layout.lines, layout.lines[1:], strict=False))
        if a.column == b.column
    ]
    steps = [step for step in steps if step > layout.scale]
    return float(np.median(steps)) if steps else PITCH * layout.scale


def where_white(steps: Steps, letters_wide: float, lines_high: float) -> Mask:
    """(h, w) of the reduced page: every pixel in a white block of this width and height."""
    pitch = line_pitch(steps.layout) * steps.scale / steps.layout.scale
    ink = steps.letters.labels > 0
    return white_blocks(ink, round(letters_wide * steps.scale), round(lines_high * pitch))
