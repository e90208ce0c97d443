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

LETTER, PIXELS = 20.0, 4e6
"""Height of a letter and pixels of the picture at most in which tesseract looks: large ones take it seconds."""

SURE = 2.0
"""tesseract's confidence from which it is believed: labelled print has 3 to 30 when right, handwriting under 1."""

DEGREES = re.compile(r"^Orientation in degrees: (\d+)$", re.MULTILINE)
CONFIDENCE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


def trace_turned(image: Image | Gray, options: Options | None = None, *, mask: Mask | None = None) -> Steps:
    """Like `vision.layout.trace`, which goes by letters alone; without tesseract's file the same."""
    options = options or Options()
    steps = trace(image, options, mask=mask)
    if steps.page.turn_is_clear or options.turned != "auto":
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
    factor = min(1.0, LETTER / letter, (PIXELS / gray.size) ** 0.5)
    size = (max(1, round(gray.shape[1] * factor)), max(1, round(gray.shape[0] * factor)))
    return as_gray(np.ascontiguousarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA)))
