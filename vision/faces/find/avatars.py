"""Telling a drawn face from a photographed one: drawings have few tones, each laid flat over a large area."""

from __future__ import annotations

import cv2
import numpy as np

from vision.detect.boxes import BoxRow
from vision.types import Gray

SIDE = 64
"""Width to which larger boxes are brought, in pixels; noise and JPEG's blocks shrink with it."""
MARGIN = 1 / 8
"""Of each side of the box, left out: there is hair and background."""

BLACK, WHITE = 6, 250
"""Tones beyond these say nothing: too dark or too bright a photograph has flat areas there."""
TONES, FEW = 4, 0.3
"""Of a drawing's pixels the four commonest tones have more than this share; of photographs' at most a fifth."""

AREA, FLAT, FLATNESS = (3, 3), 1.0, 0.22
"""Pixels looked at together, their standard deviation when they are flat, in grey levels, and the share of them that
a drawing surpasses."""
DARK_AND_BRIGHT, LEAST_RANGE = (3, 97), 64
"""Percentiles, and the grey levels between them: a face in the dark has few tones too."""


def looks_drawn(gray: Gray, box: BoxRow) -> bool:
    """Whether the face in `box` is drawn in few, flat tones. Shaded drawings and lines on white do not look drawn."""
    face = _middle(gray, box)
    if min(face.shape) < AREA[0]:
        return False
    dark, bright = np.percentile(face, DARK_AND_BRIGHT)
    tones = np.bincount(face.ravel(), minlength=256)[BLACK:WHITE]
    few = np.sort(tones)[-TONES:].sum() / face.size > FEW
    return bool(bright - dark >= LEAST_RANGE and few and _flat_share(face) > FLATNESS)


def _middle(gray: Gray, box: BoxRow) -> Gray:
    width, height = box[2] - box[0], box[3] - box[1]
    left, right = box[0] + MARGIN * width, box[2] - MARGIN * width
    top, bottom = box[1] + MARGIN * height, box[3] - MARGIN * height
    part = gray[max(round(top), 0) : max(round(bottom), 0), max(round(left), 0) : max(round(right), 0)]
    scale = SIDE / max(width, 1)
    if not part.size or scale >= 1:
        return part
    size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)


def _flat_share(face: Gray) -> float:
    values = face.astype(np.float32)
    mean = cv2.blur(values, AREA)
    variance = cv2.blur(values * values, AREA) - mean * mean
    return float((variance < FLAT**2).mean())
