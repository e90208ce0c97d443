"""Fit the careful detector's weights again: `python -m benchmarks.faces_weights FOLDER` prints them beside today's.

FOLDER is what `benchmarks.faces` takes. Every place that the loose passes propose is an example: a face when its box
shares a half (IoU) with a labelled one, left out when it lies in a region that counts neither way.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.faces import Labelled, read_folder
from vision.detect.boxes import areas, as_boxes, intersections, iou
from vision.faces.find.careful import BIAS, WEIGHTS, candidates, features
from vision.faces.find.confirm import eye_votes
from vision.faces.find.propose import proposed
from vision.pixels.channels import to_gray

RIDGE = 0.1
"""Weight of the squared weights beside the loss of one example: votes go together, so their weights are held small."""

Floats = NDArray[np.float64]


def examples(picture: Labelled) -> tuple[list[Floats], list[bool]]:
    """The features of each candidate of a picture, and whether it is a face."""
    gray = to_gray(picture.image)
    rows, faces = [], []
    for evidence, proposals in candidates(gray, proposed(gray)):
        box = evidence.box[None]
        face = bool((iou(box, as_boxes(picture.faces)) >= 0.5).any())
        if not face and (intersections(box, as_boxes(picture.ignore)) > 0.5 * areas(box)[:, None]).any():
            continue
        rows.append(features(evidence, eye_votes(gray, evidence), proposals, max(gray.shape)))
        faces.append(face)
    return rows, faces


def fitted(rows: Floats, faces: NDArray[np.bool_]) -> Floats:
    """(N + 1,) weights and, last, the bias of the logistic regression."""
    table = np.column_stack([rows, np.ones(len(rows))])
    sign = np.where(faces, 1.0, -1.0)

    def loss(weights: Floats) -> float:
        return float(np.logaddexp(0, -sign * (table @ weights)).sum() + RIDGE * (weights[:-1] ** 2).sum())

    return np.asarray(minimize(loss, np.append(WEIGHTS, BIAS)).x, np.float64)


def wrong(rows: Floats, faces: NDArray[np.bool_], weights: Floats) -> int:
    return int(((rows @ weights[:-1] + weights[-1] > 0) != faces).sum())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faces_weights", description=__doc__.split(": ")[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    found = [examples(picture) for picture in read_folder(args.folder)]
    rows, faces = np.array([r for some, _ in found for r in some]), np.array([f for _, some in found for f in some])
    today, again = np.append(WEIGHTS, BIAS), fitted(rows, faces)
    print(f"{len(rows)} candidates, {int(faces.sum())} of them faces\n")
    print("| weights | alt2 | alt | profile | weaker eye | stronger eye | proposals | size | bias | wrong |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, weights in (("today's", today), ("fitted here", again)):
        print(f"| {name} | {' | '.join(f'{w:.2f}' for w in weights)} | {wrong(rows, faces, weights)} |")


if __name__ == "__main__":
    main()
