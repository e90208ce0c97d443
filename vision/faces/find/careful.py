"""The best that OpenCV's own cascades give: many loose passes propose, a fine scan of each proposal confirms.

Cascades after Viola and Jones, "Rapid object detection using a boosted cascade of simple features", CVPR 2001.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxArray, BoxRow, group, suppress
from vision.faces.find.confirm import Evidence, examine, eye_votes
from vision.faces.find.propose import PASSES, Pass, mirrored, proposed
from vision.pixels.channels import to_gray
from vision.types import Detections, Gray, Image
from vision.words.said import N_

WEIGHTS = np.array([0.6, 0.59, 0.95, 0.45, 0.8, 0.77, 1.04])
BIAS = -6.76
"""Logistic regression on labelled pictures, for the logarithms that `features` lists; they are fitted again by
`python -m benchmarks.faces_weights FOLDER`."""

THRESHOLD = 0.5
"""Score from which a place is taken for a face."""

UNLIKELY, SURE = 0.2, 0.9
"""Scores between which a second opinion is asked."""

SMALL, LARGE, USUAL = 1 / 32, 1 / 8, 1 / 16
"""Widths of a face in longer sides of the picture: below and above, size says no more; the one that says nothing."""


def careful(image: Image, *, threshold: float = THRESHOLD, passes: tuple[Pass, ...] = PASSES) -> Detections:
    """Faces from forehead to chin, the surest first; those scored below `threshold`, in [0, 1], are left out."""
    return careful_in(to_gray(image), threshold=threshold, passes=passes)


def careful_in(gray: Gray, *, threshold: float = THRESHOLD, passes: tuple[Pass, ...] = PASSES) -> Detections:
    """`careful` on a grey picture."""
    return best(judged(gray, proposed(gray, passes), threshold))


def at_a_glance(gray: Gray, passes: tuple[Pass, ...]) -> float:
    """How sure the surest place is by its votes alone, in [0, 1]; 0 without any."""
    seen = candidates(gray, proposed(gray, passes))
    rows = (features(evidence, (0, 0), proposals, max(gray.shape)) for evidence, proposals in seen)
    return max((_logistic(row @ WEIGHTS + BIAS) for row in rows), default=0.0)


def candidates(gray: Gray, windows: BoxArray) -> Iterator[tuple[Evidence, int]]:
    """What speaks for each place where `windows` agree, and how many they are."""
    for members in group(windows):
        evidence = examine(gray, np.median(windows[members], axis=0))
        if evidence is not None:
            yield evidence, len(members)


def judged(gray: Gray, windows: BoxArray, threshold: float = THRESHOLD) -> Detections:
    """The places among `windows` that are faces with a score of `threshold` or more, some of them twice."""
    rows = [_judged(gray, evidence, proposals, threshold) for evidence, proposals in candidates(gray, windows)]
    found = Detections.of([box for box, _ in rows], N_("face"), [score for _, score in rows])
    return found.pick(found.score >= threshold).clipped(gray.shape[1], gray.shape[0])


def best(found: Detections) -> Detections:
    """Each face once, the surest first."""
    return found.pick(suppress(found.xyxy, found.score))


def _judged(gray: Gray, evidence: Evidence, proposals: int, threshold: float) -> tuple[BoxRow, float]:
    """The box and how sure it is, in [0, 1].

    Eyes, which can only add to it, are looked for when the rest leaves a doubt. What then is neither unlikely nor sure
    is looked at in the mirror, where the cascades see something else since they are not symmetric: a second
    opinion that counts as much.
    """
    longer = max(gray.shape)
    score = _logistic(features(evidence, (0, 0), proposals, longer) @ WEIGHTS + BIAS)
    if score >= max(threshold, SURE):
        return evidence.box, score
    odds = features(evidence, eye_votes(gray, evidence), proposals, longer) @ WEIGHTS + BIAS
    if not min(threshold, UNLIKELY) <= _logistic(odds) < SURE:
        return evidence.box, _logistic(odds)
    mirror, width = gray[:, ::-1], gray.shape[1]
    other = examine(mirror, mirrored(evidence.box[None], width)[0])
    if other is None:
        return evidence.box, _logistic((odds + BIAS) / 2)
    second = features(other, eye_votes(mirror, other), proposals, longer) @ WEIGHTS + BIAS
    return (evidence.box + mirrored(other.box[None], width)[0]) / 2, _logistic((odds + second) / 2)


def _logistic(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def features(evidence: Evidence, eyes: tuple[int, int], proposals: int, longer_side: int) -> NDArray[np.float64]:
    """Votes of alt2, alt and the better profile, the weaker and the stronger eye, proposals, relative size."""
    votes = evidence.votes
    profile = max(votes["profile"], votes["mirrored profile"])
    counts = [votes["alt2"], votes["alt"], profile, *sorted(eyes), proposals]
    relative_width = np.clip((evidence.box[2] - evidence.box[0]) / longer_side, SMALL, LARGE)
    return np.append(np.log1p(counts), np.log(relative_width / USUAL))
