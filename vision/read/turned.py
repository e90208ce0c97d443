"""Pages that may lie on their side or upside down: where their letters leave it in doubt, tesseract is asked."""

from __future__ import annotations

import logging
import re

import cv2
import numpy as np

from vision.layout import Options, Steps, trace
from vision.layout.types import Mask
from vision.read.program import attempt
from vision.read.scripts import has_osd
from vision.read.transcribe import gray_of
from vision.types import Gray, Image, VisionError, as_gray

LETTER, SIDE = 20.0, 1200
"""Height of a letter and longer side of the picture in which tesseract looks: a whole page takes it seconds."""

SURE = 4.0
"""tesseract's confidence from which it is believed: print of labelled pages has over 10, handwriting 0.5 to 4.4, right
or wrong."""

DEGREES = re.compile(r"^Orientation in degrees: (\d+)$", re.MULTILINE)
CONFIDENCE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


def trace_turned(image: Image | Gray, options: Options | None = None, *, mask: Mask | None = None) -> Steps:
    """Like `vision.layout.trace`, which goes by letters alone; without tesseract's file the same."""
    options = options or Options()
    steps = trace(image, options, mask=mask)
    if options.turned != "auto" or steps.page.lie.over_clear:
        return steps
    degrees = lies_turned(gray_of(image), steps.layout.scale)
    if degrees is None or degrees == steps.layout.turned:
        return steps
    return trace(image, options.changed(turned=str(degrees)), mask=mask)


def lies_turned(gray: Gray, letter: float) -> int | None:
    """0, 90, 180 or 270, the degrees by which a page lies turned clockwise; None where tesseract does not tell.

    gray: (H, W). letter: height of a letter in it.
    """
    try:
        if not has_osd():
            return None
        told, _ = attempt([small(gray, letter)], ["--psm", "0"])
    except VisionError:
        logging.getLogger(__name__).warning("tesseract was not asked how a page lies", exc_info=True)
        return None
    degrees, confidence = DEGREES.search(told), CONFIDENCE.search(told)
    if degrees is None or confidence is None or float(confidence[1]) < SURE:
        return None
    return int(degrees[1])


def small(gray: Gray, letter: float) -> Gray:
    """The middle of the page with letters of one size."""
    factor = min(1.0, LETTER / letter)
    height, width = (min(side, round(SIDE / factor)) for side in gray.shape)
    top, left = (gray.shape[0] - height) // 2, (gray.shape[1] - width) // 2
    part = gray[top : top + height, left : left + width]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return as_gray(np.ascontiguousarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA)))
