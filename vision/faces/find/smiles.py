"""Smiles in the lower part of each face. Indicative only: a moustache or a strong chin smiles too."""

from __future__ import annotations

import numpy as np

from vision.faces.find.cascades import ASPECT, SQUARES, STEP, cascade, corners
from vision.faces.find.confirm import cut_out, upright
from vision.pixels.channels import to_gray
from vision.types import Detections, Image
from vision.words.said import N_

ENOUGH = 80
"""Windows that must agree on a smile."""

LEAST = (1 / 4, 1 / 8)
MOST = (1, 1 / 2)
"""Width and height of a smile's window in face widths."""

_FACE = 120


def find_smiles(image: Image, faces: Detections) -> Detections:
    """At most one smile for each face, in the faces' order, as the cascade's own box."""
    gray = to_gray(image)
    side = round(_FACE * ASPECT)
    top = side // 2
    boxes, scores = [], []
    for face in faces.xyxy:
        around, scale = cut_out(gray, face, _FACE * SQUARES["alt2"][0], side)
        patch, _ = upright(around, 0.0, side)
        low, high = ([round(_FACE * share) for share in size] for size in (LEAST, MOST))
        with cascade("smile") as classifier:
            found = corners(classifier.detectMultiScale(patch[top:], STEP, 0, minSize=low, maxSize=high))
        if len(found) >= ENOUGH:
            middle = np.median(found, axis=0) + np.array([0, top, 0, top]) - side / 2
            boxes.append(middle / scale + np.tile((face[:2] + face[2:]) / 2, 2))
            scores.append(len(found) / (len(found) + ENOUGH))
    return Detections.of(boxes, N_("smile"), scores)
