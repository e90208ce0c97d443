"""The best that OpenCV's own cascades give: many loose passes propose, a fine scan of each proposal confirms.

Cascades after Viola and Jones, "Rapid object detection using a boosted cascade of simple features", CVPR 2001.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.channels import to_gray
from vision.detect.boxes import group, suppress
from vision.faces.find.confirm import Evidence, examine, eye_votes
from vision.faces.find.propose import PASSES, Pass, look
from vision.types import Detections, Gray, Image

# Logistic regression on labelled pictures, for the logarithms that `_features` lists.
_WEIGHTS = np.array([0.6, 0.59, 0.95, 0.45, 0.8, 0.77, 1.04])
_BIAS = -6.76


def careful(image: Image, *, threshold: float = 0.5, passes: tuple[Pass, ...] = PASSES) -> Detections:
    """Faces from forehead to chin, the surest first; those scored below `threshold`, in [0, 1], are left out."""
    gray = to_gray(image)
    windows = np.concatenate([look(gray, view) for view in passes])
    boxes, scores = [], []
    for members in group(windows):
        evidence = examine(gray, np.median(windows[members], axis=0))
        if evidence is not None:
            boxes.append(evidence.box)
            scores.append(_confidence(gray, evidence, len(members), threshold))
    found = Detections.of(boxes, "face", scores)
    found = found.pick(found.score >= threshold)
    return found.pick(suppress(found.xyxy, found.score)).clipped(image.shape[1], image.shape[0])


def _confidence(gray: Gray, evidence: Evidence, proposals: int, threshold: float) -> float:
    """How sure, in [0, 1]; eyes, which can only add to it, are looked for when the rest does not reach `threshold`."""
    for eyes in ((0, 0), None):
        features = _features(evidence, eyes or eye_votes(gray, evidence), proposals, max(gray.shape))
        score = float(1 / (1 + np.exp(-features @ _WEIGHTS - _BIAS)))
        if score >= threshold:
            break
    return score


def _features(evidence: Evidence, eyes: tuple[int, int], proposals: int, longer_side: int) -> NDArray[np.float64]:
    """Votes of alt2, alt and the better profile, the weaker and the stronger eye, proposals, relative size."""
    votes = evidence.votes
    profile = max(votes["profile"], votes["mirrored profile"])
    counts = [votes["alt2"], votes["alt"], profile, *sorted(eyes), proposals]
    relative_width = np.clip((evidence.box[2] - evidence.box[0]) / longer_side, 1 / 32, 1 / 8)
    return np.append(np.log1p(counts), np.log(relative_width * 16))
