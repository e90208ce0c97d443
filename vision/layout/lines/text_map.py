"""Where a small neural network sees text: the middles of lines, whatever their size or colour.

PaddleOCR's PP-OCRv6 small detector (Apache-2.0) through onnxruntime; the way of Liao et al., "Real-time scene text
detection with differentiable binarization", AAAI 2020: lines are learned shrunken, so that neighbours stay apart.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.components import components
from vision.layout.geometry import x_overlap
from vision.layout.types import Mask
from vision.models.network import network
from vision.models.shelf import PAGE_LINES
from vision.types import Gray

LETTER = 15.0
"""Height in pixels that letters are brought to: at 12 lines of handwriting touch, at 20 it takes twice the time."""

SURE = 0.6
"""Probability from which a pixel is in a line: at PaddleOCR's own 0.3 lines of handwriting touch."""

SURER = (0.7, 0.8, 0.9)
"""Probabilities at which two lines that touch come apart: a pen's long strokes run from one into the other."""

WORD, OVER = 6.0, 0.5
"""Letter heights that each of the two is long at least, and the part of the shorter one that lies over the other."""

BULKY = 1.4
"""How many times thicker than the usual line two that touch are at least."""

BLOCK = 32
"""Both sides of what the network takes are multiples of this."""

STRIP, OVERLAP = 1024, 128
"""Rows looked at in one go, and how many two strips share: some ten lines; memory grows with a strip, not the page."""

RGB = 3
"""The network takes colours; grey is three equal ones."""

HALF_RANGE = 127.5
"""Grey levels become -1 to 1."""


def line_middles(gray: Gray, scale: float) -> Mask:
    """(H, W) true in the middle of each line of text of a level page; scale: height of a letter in it.

    Raises VisionError when the network's file or onnxruntime is missing.
    """
    factor = LETTER / scale
    size = (max(BLOCK, round(gray.shape[1] * factor)), max(BLOCK, round(gray.shape[0] * factor)))
    page = cv2.resize(gray, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
    found = probability(np.asarray(page, np.uint8))
    likely = np.asarray(cv2.resize(found, gray.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    return apart(likely, scale)


def apart(likely: NDArray[np.float32], scale: float) -> Mask:
    """(H, W) true where a line is likely enough; more is asked of what would otherwise be two, one over the other."""
    out = np.asarray(likely > SURE, bool)
    whole = components(out)
    thickness = whole.area / whole.w
    long = whole.w > WORD * scale
    usual = float(np.median(thickness[long])) if long.any() else 0.0
    for k in np.flatnonzero(long & (thickness > BULKY * usual)):
        x0, y0, x1, y1 = whole.boxes[k].astype(int)
        own = whole.labels[y0:y1, x0:x1] == k + 1
        out[y0:y1, x0:x1] ^= own ^ own_lines(np.where(own, likely[y0:y1, x0:x1], 0), own, WORD * scale)
    return out


def own_lines(likely: NDArray[np.float32], own: Mask, word: float) -> Mask:
    """(H, W) the pieces of one run of likely pixels when they are lines, one over the other; else the run."""
    for least in SURER:
        inner = components(likely > least)
        inner = inner.pick(inner.w > word)
        if (x_overlap(inner.boxes, inner.boxes) > OVER).sum() > len(inner):
            return inner.labels > 0
    return own


def probability(page: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(H, W) how likely each pixel is in the middle of a line, found in strips that overlap."""
    height = page.shape[0]
    out = np.zeros(page.shape, np.float32)
    start = 0
    while True:
        end = min(start + STRIP, height)
        found = look(page[start:end])
        top = OVERLAP // 2 if start else 0
        out[start + top : end] = found[top:]
        if end == height:
            return out
        start = end - OVERLAP


def look(strip: NDArray[np.uint8]) -> NDArray[np.float32]:
    height, width = strip.shape
    below, right = -height % BLOCK, -width % BLOCK
    framed = cv2.copyMakeBorder(strip, 0, below, 0, right, cv2.BORDER_REPLICATE)
    planes = np.repeat((np.asarray(framed, np.float32) / HALF_RANGE - 1)[None, None], RGB, axis=1)
    return network(PAGE_LINES).run(planes)[0][0, 0, :height, :width]
