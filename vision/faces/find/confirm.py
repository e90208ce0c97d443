"""A fine scan of one proposal: how many windows of several cascades agree, and whether there are two eyes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxArray, BoxRow
from vision.faces.find.cascades import ASPECT, SQUARES, STEP, calibrated, windows
from vision.faces.find.propose import mirrored, untilted
from vision.types import Gray, as_gray

TILTS = (-30.0, -15.0, 0.0, 15.0, 30.0)
FRONTAL = ("alt2", "alt")
PROFILES = ("profile", "mirrored profile")
FEWEST_VOTES = 3
"""Windows below which there is next to nothing."""

FACE, PATCH = 48, 72
"""Side of the frontal window and of the square around it, in pixels: twice what the cascades were trained on."""

SMALLEST, LARGEST = 0.8, 1.28
"""Windows that count, in sides of the one expected: two steps of the scan to either side."""

PROFILE_VOTES = 4
"""A profile's windows place the face when they are so many times more than the frontal ones."""

DIAGONAL = 1.42
"""A square's diagonal over its side, rounded up: turned, the square still covers its middle."""

EYE_FACE = 96
"""Width of the face in pixels while its eyes are looked for."""

EYES_FROM, EYES_TO = 0.15, 0.85
"""The part of the face, in face widths from its top, where eyes are."""

EYE_SMALLEST, EYE_LARGEST = 0.2, 0.5
"""Sides of the windows that may hold an eye, in face widths."""
EYES = ("left eye", "right eye", "eye", "glasses")


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What speaks for a face.

    votes: windows that agree, for each of FRONTAL and PROFILES.
    box: (4,) pixels, the middle of those windows. tilt: degrees, positive when the head leans to the picture's right.
    """

    votes: dict[str, int]
    box: BoxRow
    tilt: float


def examine(gray: Gray, box: BoxRow) -> Evidence | None:
    """The evidence for a face near `box`, or None when next to nothing is there.

    Windows of "alt" alone never were enough for a face, so it is not asked where the others see nothing.
    """
    surroundings, scale = cut_out(gray, box, FACE, PATCH)
    patches = {tilt: upright(surroundings, tilt, PATCH) for tilt in TILTS}
    agreeing = {"alt2": [_scan(*patches[tilt], "alt2") for tilt in TILTS]}
    agreeing |= {name: [_scan(*patches[0.0], name)] for name in PROFILES}
    if not any(map(len, chain(*agreeing.values()))):
        return None
    agreeing["alt"] = [_scan(*patches[tilt], "alt") for tilt in TILTS]
    votes = {name: sum(map(len, found)) for name, found in agreeing.items()}
    if sum(votes.values()) < FEWEST_VOTES:
        return None
    frontal, profile = (np.concatenate([w for n in names for w in agreeing[n]]) for names in (FRONTAL, PROFILES))
    agreed = frontal if PROFILE_VOTES * len(frontal) >= len(profile) else profile
    offset = np.median(agreed, axis=0) - surroundings.shape[0] / 2
    found = (np.tile((box[:2] + box[2:]) / 2, 2) + offset / scale).astype(np.float32)
    leaning = sum(t * len(w) for n in FRONTAL for t, w in zip(TILTS, agreeing[n], strict=True))
    tilt = leaning / max(len(frontal), 1)
    return Evidence(votes, found, tilt)


def cut_out(gray: Gray, box: BoxRow, face: float, side: int) -> tuple[Gray, float]:
    """A square around a face, scaled so that the frontal cascades' window on it is `face` pixels, and the factor used.

    Turned about its middle it still covers `side` pixels; beyond the picture's border the edge repeats.
    """
    x, y = (box[:2] + box[2:]) / 2
    reach = (box[2] - box[0]) * SQUARES["alt2"][0] * side / face * DIAGONAL / 2
    left, top, right, bottom = (round(float(v)) for v in (x - reach, y - reach, x + reach, y + reach))
    height, width = gray.shape
    inner = gray[min(max(top, 0), height - 1) : max(bottom, 1), min(max(left, 0), width - 1) : max(right, 1)]
    pads = max(-top, 0), max(bottom - height, 0), max(-left, 0), max(right - width, 0)
    whole = cv2.copyMakeBorder(inner, *pads, cv2.BORDER_REPLICATE)
    canvas = int(side * DIAGONAL)
    scale = canvas / max(whole.shape[:2])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return as_gray(cv2.resize(whole, (canvas, canvas), interpolation=method)), scale


def upright(surroundings: Gray, tilt: float, side: int) -> tuple[Gray, NDArray[np.float64]]:
    """The middle `side` pixels with the head turned upright, and the 2x3 map there."""
    middle = surroundings.shape[0] / 2
    turn = np.asarray(cv2.getRotationMatrix2D((middle, middle), tilt, 1.0), np.float64)
    turn[:, 2] += side / 2 - middle
    return as_gray(cv2.warpAffine(surroundings, turn, (side, side))), turn


def _scan(patch: Gray, turn: NDArray[np.float64], name: str) -> BoxArray:
    flipped = name == "mirrored profile"
    if flipped:
        patch = as_gray(cv2.flip(patch, 1))
    name = name.removeprefix("mirrored ")
    found = calibrated(windows(patch, name, STEP, round(FACE * SMALLEST), round(FACE * LARGEST)), name)
    return untilted(mirrored(found, PATCH) if flipped else found, turn)


def eye_votes(gray: Gray, face: Evidence) -> tuple[int, int]:
    """Windows that hold an eye, in the left and in the right half of a face."""
    side = round(EYE_FACE * ASPECT)
    patch, _ = upright(cut_out(gray, face.box, EYE_FACE * SQUARES["alt2"][0], side)[0], face.tilt, side)
    upper = patch[round(EYE_FACE * EYES_FROM) : round(EYE_FACE * EYES_TO)]
    left = right = 0
    for name in EYES:
        found = windows(upper, name, STEP, round(EYE_FACE * EYE_SMALLEST), round(EYE_FACE * EYE_LARGEST))
        on_left = int(((found[:, 0] + found[:, 2]) / 2 < side / 2).sum())
        left, right = left + on_left, right + len(found) - on_left
    return left, right
