"""Eyes in the upper part of each face: windows of four eye cascades vote, each half of the face for its own eye."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxRow
from vision.faces.find.cascades import ASPECT, SQUARES, STEP, windows
from vision.faces.find.confirm import EYE_LARGEST, EYE_SMALLEST, EYES_FROM, EYES_TO, cut_out, upright
from vision.pixels.channels import to_gray
from vision.types import Detections, Gray, Image
from vision.words.said import N_

TILTS = (0.0, -15.0, 15.0, -30.0, 30.0)
PLENTY, FEWEST = 12.0, 2.0
"""Votes for the weaker eye that end the search over tilts, and votes below which there is no eye."""

HALF = 8
"""Width of a face over half that of an eye's box."""

_ALL = 0.01
"""What a vote for either eye counts beside one for the weaker: it only breaks ties."""

_FACE = 112
_BELOW = {"left eye": 0.15, "right eye": 0.15, "eye": 0.0, "glasses": 0.0}
"""For each cascade: how far below its window's middle the eye lies, in window sides."""

_USUAL = np.array([[-0.225, -0.144], [0.225, -0.144]])
_SPREAD, _REACH = 0.1, 0.08
"""In face widths: where eyes are from the middle of the face, how much that varies, how near votes agree."""


@dataclass(frozen=True, slots=True, eq=False)
class _Eye:
    x: float
    y: float
    votes: float


def find_eyes(image: Image, faces: Detections) -> Detections:
    """At most two eyes for each face, in the faces' order; the boxes are a quarter of the face wide."""
    gray = to_gray(image)
    boxes, scores = [], []
    for face in faces.xyxy:
        half = (face[2] - face[0]) / HALF
        for eye in eyes_of(gray, face):
            boxes.append([eye.x - half, eye.y - half, eye.x + half, eye.y + half])
            scores.append(eye.votes / (eye.votes + PLENTY))
    return Detections.of(boxes, N_("eye"), scores)


def eyes_of(gray: Gray, face: BoxRow) -> list[_Eye]:
    """The eyes of one face, in the picture's pixels, at the head tilt where the weaker of the two has most votes."""
    best: tuple[float, list[_Eye]] = (-1.0, [])
    for tilt in TILTS:
        eyes = _eyes_at(gray, face, tilt)
        weaker = min(eye.votes for eye in eyes)
        total = weaker + _ALL * sum(eye.votes for eye in eyes)
        if total > best[0]:
            best = total, [eye for eye in eyes if eye.votes >= FEWEST]
        if weaker >= PLENTY:
            break
    return best[1]


def _eyes_at(gray: Gray, face: BoxRow, tilt: float) -> list[_Eye]:
    side = round(_FACE * ASPECT)
    around, scale = cut_out(gray, face, _FACE * SQUARES["alt2"][0], side)
    patch, turn = upright(around, tilt, side)
    places = _windows(patch) / _FACE - side / 2 / _FACE
    middle = (face[:2] + face[2:]) / 2
    eyes = []
    for usual in _USUAL:
        place, votes = _elect(places, usual)
        back = np.linalg.solve(turn[:, :2], place * _FACE + side / 2 - turn[:, 2])
        x, y = (back - around.shape[0] / 2) / scale + middle
        eyes.append(_Eye(float(x), float(y), votes))
    return eyes


def _windows(patch: Gray) -> NDArray[np.float64]:
    """(N, 2) where each window of each cascade puts an eye, in pixels of the patch."""
    top, bottom = round(_FACE * EYES_FROM), round(_FACE * EYES_TO)
    places = []
    for name, below in _BELOW.items():
        found = windows(patch[top:bottom], name, STEP, round(_FACE * EYE_SMALLEST), round(_FACE * EYE_LARGEST))
        sides = found[:, 2:] - found[:, :2]
        places.append((found[:, :2] + found[:, 2:]) / 2 + sides * [0, below] + [0, top])
    return np.concatenate(places)


def _elect(places: NDArray[np.float64], usual: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """The place most votes agree on, each weighed by how near it is to where eyes usually are, and their weight."""
    if not len(places):
        return usual, 0.0
    weight = np.exp(-((places - usual) ** 2).sum(axis=1) / (2 * _SPREAD**2))
    near = np.linalg.norm(places[:, None] - places[None], axis=2) < _REACH
    support = near @ weight
    chosen = near[int(np.argmax(support))]
    return np.average(places[chosen], axis=0, weights=weight[chosen]), float(support.max())
