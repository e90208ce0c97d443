"""What several settings found in one picture, put together, and what a person says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxRow, group, iou
from vision.detect.score import match
from vision.types import Detections
from vision.words.said import N_

SAME = 0.4
"""Boxes that share this much (IoU) mean the same place."""


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """Places that were judged, labelled "face" or "no face"."""

    places: Detections

    @classmethod
    def of_faces(cls, faces: Detections) -> Verdicts:
        """All of `faces` are faces."""
        return cls(Detections.of(faces.xyxy, "face"))

    @property
    def faces(self) -> Detections:
        return self.places.pick([label == "face" for label in self.places.label])

    def on(self, candidates: Detections) -> NDArray[np.bool_]:
        """(N,) which candidates are faces; a place never judged is none."""
        return np.asarray((iou(candidates.xyxy, self.faces.xyxy) >= SAME).any(axis=1), bool)

    def changed(self, box: BoxRow, face: bool) -> Verdicts:
        """The same with `box` judged anew, which outweighs what was said about that place before."""
        place = Detections.of(box, "face" if face else N_("no face"))
        kept = (iou(self.places.xyxy, place.xyxy) < SAME).all(axis=1)
        return Verdicts(self.places.pick(kept) + place)


def candidates(found: Sequence[Detections], verdicts: Verdicts) -> Detections:
    """One box for each place that any of `found` or a verdict names, from top to bottom; the score is the share of
    `found` that name it."""
    boxes = np.concatenate([verdicts.places.xyxy, *(f.xyxy for f in found)])
    middles = [np.median(boxes[members], axis=0) for members in group(boxes, SAME)]
    pool = Detections.of(sorted(middles, key=lambda box: (box[1] + box[3], box[0])), "face")
    named = [(iou(pool.xyxy, f.xyxy) >= SAME).any(axis=1) for f in found if len(f)]
    share = np.sum(named, axis=0) / max(len(found), 1)
    return Detections.of(pool.xyxy, pool.label, share)


def marked(found: Detections, pool: Detections, faces: NDArray[np.bool_]) -> tuple[Detections, tuple[str, ...]]:
    """The boxes of one setting labelled "right" or "invented", then the faces it "missed", and each one's number in
    the pool from 1; a second box on the same place has none."""
    number = dict(match(found, pool, SAME))
    right = [i in number and bool(faces[number[i]]) for i in range(len(found))]
    missed = [j for j in np.flatnonzero(faces) if j not in number.values()]
    labels = [N_("right") if r else N_("invented") for r in right] + [N_("missed")] * len(missed)
    tags = [str(number[i] + 1) if i in number else "" for i in range(len(found))] + [str(j + 1) for j in missed]
    boxes = np.concatenate([found.xyxy, pool.xyxy[missed].reshape(-1, 4)])
    return Detections.of(boxes, labels), tuple(tags)
