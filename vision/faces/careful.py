"""The best that OpenCV's own cascades give: many loose passes propose, a fine scan of each proposal confirms."""

from __future__ import annotations

import numpy as np

from vision.colour import to_gray
from vision.types import Detections, Image

from .boxes import group, suppress
from .confirm import Evidence, examine
from .propose import PASSES, Pass, look

# logistic regression: votes of alt2, default, alt and the profiles, weaker and stronger eye, proposals, size
WEIGHTS = np.array([0.39, 0.2, 0.38, 0.61, 0.76, 0.44, 0.61, 0.61])
BIAS = -6.0


def careful(image: Image, *, threshold: float = 0.5, passes: tuple[Pass, ...] = PASSES) -> Detections:
    """Faces from forehead to chin, best first; score is how sure, and `threshold` in [0, 1] the least that counts."""
    gray = to_gray(image)
    windows = np.concatenate([look(gray, view) for view in passes])
    boxes, scores = [], []
    for members in group(windows):
        evidence = examine(gray, np.median(windows[members], axis=0))
        if evidence is not None:
            boxes.append(evidence.box)
            scores.append(confidence(evidence, len(members), max(gray.shape)))
    found = Detections.of(boxes, "face", scores)
    found = found.pick(found.score >= threshold)
    return found.pick(np.array(suppress(found.xyxy, found.score), np.intp)).clipped(image.shape[1], image.shape[0])


def features(evidence: Evidence, proposals: int, longer_side: int) -> np.ndarray:
    votes = evidence.votes
    profile = max(votes["profile"], votes["mirrored profile"])
    counts = [votes["alt2"], votes["default"], votes["alt"], profile, *sorted(evidence.eyes), proposals]
    size = np.clip((evidence.box[2] - evidence.box[0]) * 640 / longer_side, 20, 80) / 40
    return np.append(np.log1p(counts), np.log(size))


def confidence(evidence: Evidence, proposals: int, longer_side: int) -> float:
    return float(1 / (1 + np.exp(-(features(evidence, proposals, longer_side) @ WEIGHTS + BIAS))))
