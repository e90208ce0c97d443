"""Where several faces are found, others of about their size: who stands together is about equally far away."""

from __future__ import annotations

import cv2
import numpy as np

from vision.detect.boxes import BoxArray, group, iou
from vision.faces.find.careful import THRESHOLD, UNLIKELY, best, judged
from vision.faces.find.cascades import SQUARES, STEP, calibrated, windows
from vision.faces.find.confirm import FACE
from vision.faces.find.propose import proposed, tilted, untilted
from vision.types import Detections, Gray, as_gray

COMPANY, SURELY = 2, 0.8
"""Faces from which on there may be others, and the least score of the surest: two doubtful places are no company."""

LEANING = (-15.0, 15.0)
"""Degrees between those that the passes over the whole picture look at."""

SMALLEST, LARGEST = 0.75, 1.3
"""Sides of the windows looked at, in those of the middle face found."""

KNOWN = 0.2
"""Boxes that share this much (IoU) with a face found are that face."""


def careful_in_company(gray: Gray) -> tuple[Detections, Detections]:
    """What `careful_in` finds, and where that is two faces or more, those of about their size that it overlooked.

    Then the places that may be faces and were not taken for one.
    """
    places = best(judged(gray, proposed(gray), UNLIKELY))
    faces = places.pick(places.score >= THRESHOLD)
    if len(faces) >= COMPANY and faces.score[0] >= SURELY:
        others = of_the_size(gray, float(np.median(faces.xyxy[:, 2] - faces.xyxy[:, 0])))
        places = best(places + judged(gray, _elsewhere(others, faces.xyxy), UNLIKELY))
    taken = places.score >= THRESHOLD
    return places.pick(taken), places.pick(~taken)


def of_the_size(gray: Gray, width: float) -> BoxArray:
    """(N, 4) windows of leaning faces about `width` pixels wide, where the cascade looks closely: it is dense there."""
    side = width * SQUARES["alt2"][0]
    scale = FACE / side
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = as_gray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=method))
    found = []
    for degrees in LEANING:
        turned, turn = tilted(small, degrees)
        squares = windows(turned, "alt2", STEP, round(FACE * SMALLEST), round(FACE * LARGEST))
        found.append(untilted(calibrated(squares, "alt2"), turn))
    return np.concatenate(found) / np.float32(scale)


def _elsewhere(boxes: BoxArray, faces: BoxArray) -> BoxArray:
    """The windows whose place no face has."""
    places = [members for members in group(boxes) if (iou(boxes[members], faces) < KNOWN).all()]
    return boxes[np.concatenate(places)] if places else boxes[:0]
