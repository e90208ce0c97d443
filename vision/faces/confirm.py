"""Fine scans of one proposal: how many windows of several cascades agree, and whether there are two eyes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Gray, as_image

from .boxes import Box
from .cascades import ASPECT, calibrated, cascade, corners
from .propose import mirrored, untilted

TILTS = (-30.0, -15.0, 0.0, 15.0, 30.0)
FRONTAL = ("alt2", "default", "alt")
FACE, PATCH = 48, 80
EYE_FACE = 96
EYES = ("left eye", "right eye", "eye", "glasses")
FEWEST_VOTES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What speaks for a face: windows that agree by cascade, eyes seen left and right, the box they agree on, its tilt.

    box: (4,) pixels. tilt: degrees, positive when the head leans to the picture's right.
    """

    votes: dict[str, int]
    eyes: tuple[int, int]
    box: Box
    tilt: float


def examine(gray: Gray, box: Box) -> Evidence | None:
    """The evidence for a face at `box`, or None when next to nothing is there."""
    surroundings, scale = cut_out(gray, box, FACE, PATCH)
    middle = (box[:2] + box[2:]) / 2
    votes: dict[str, int] = {}
    agreed, tilts = [], []
    for name in FRONTAL:
        if len(votes) == 2 and sum(votes.values()) < FEWEST_VOTES:
            return None
        for tilt in TILTS:
            windows = _scan(surroundings, name, tilt)
            agreed.append(windows)
            tilts += [tilt] * len(windows)
        votes[name] = len(tilts) - sum(votes.values())
    for name in ("profile", "mirrored profile"):
        votes[name] = sum(len(_scan(surroundings, name, tilt)) for tilt in TILTS[1:-1])
    centre = np.median(np.concatenate(agreed), axis=0) - surroundings.shape[0] / 2
    found = (centre / scale + np.tile(middle, 2)).astype(np.float32)
    tilt = float(np.mean(tilts))
    return Evidence(votes, _eyes(gray, found, tilt), found, tilt)


def cut_out(gray: Gray, box: Box, face: int, side: int) -> tuple[Gray, float]:
    """The square around a box that, turned about its middle, still covers `side` pixels, scaled so that the face's
    cascade square is `face` pixels, and the factor used; beyond the border the edge repeats."""
    x, y = (box[:2] + box[2:]) / 2
    reach = (box[2] - box[0]) * 1.175 * side / face * 0.71
    left, top, right, bottom = (round(float(v)) for v in (x - reach, y - reach, x + reach, y + reach))
    height, width = gray.shape
    inner = gray[max(top, 0) : max(bottom, 1), max(left, 0) : max(right, 1)]
    pads = max(-top, 0), max(bottom - height, 0), max(-left, 0), max(right - width, 0)
    whole = cv2.copyMakeBorder(inner, *pads, cv2.BORDER_REPLICATE)
    canvas = int(side * 1.42)
    scale = canvas / max(whole.shape[:2])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return as_image(cv2.resize(whole, (canvas, canvas), interpolation=method)), scale


def upright(surroundings: Gray, tilt: float, side: int) -> tuple[Gray, NDArray[np.float64]]:
    """The middle `side` pixels with the head turned upright, and the 2x3 map there."""
    middle = surroundings.shape[0] / 2
    turn = np.asarray(cv2.getRotationMatrix2D((middle, middle), tilt, 1.0), np.float64)
    turn[:, 2] += side / 2 - middle
    return as_image(cv2.warpAffine(surroundings, turn, (side, side))), turn


def _scan(surroundings: Gray, name: str, tilt: float) -> NDArray[np.float32]:
    patch, turn = upright(surroundings, tilt, PATCH)
    flipped = name == "mirrored profile"
    if flipped:
        patch = as_image(cv2.flip(patch, 1))
    name = name.removeprefix("mirrored ")
    low, high = (round(FACE * 0.8),) * 2, (round(FACE * 1.28),) * 2
    found = calibrated(corners(cascade(name).detectMultiScale(patch, 1.08, 0, minSize=low, maxSize=high)), name)
    return untilted(mirrored(found, PATCH) if flipped else found, turn)


def _eyes(gray: Gray, box: Box, tilt: float) -> tuple[int, int]:
    surroundings, _ = cut_out(gray, box, round(EYE_FACE * 1.175), round(EYE_FACE * ASPECT))
    patch, _ = upright(surroundings, tilt, round(EYE_FACE * ASPECT))
    middle = patch.shape[0] / 2
    upper = patch[round(EYE_FACE * 0.15) : round(EYE_FACE * 0.85)]
    left = right = 0
    for name in EYES:
        found = corners(cascade(name).detectMultiScale(upper, 1.1, 0, minSize=(20, 20), maxSize=(48, 48)))
        on_left = int(((found[:, 0] + found[:, 2]) / 2 < middle).sum())
        left, right = left + on_left, right + len(found) - on_left
    return left, right
