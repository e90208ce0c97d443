"""A face in 468 points: MediaPipe's face mesh (Kartynnik et al., 2019; Apache-2.0), and what they say of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxRow
from vision.learned.patch import TurnedSquare, square_of
from vision.models.network import Tensor, network
from vision.models.shelf import FACE_POINTS
from vision.types import Detections, Image, KeyPoints, Skeleton

SIDE, POINTS = 192, 468
OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
LEFT_EYE = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
RIGHT_EYE = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
MOUTH = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
BROWS = ((70, 63, 105, 66, 107), (336, 296, 334, 293, 300))
NOSE_TIP, FOREHEAD, CHIN = 1, 10, 152
"""Rings and rows of points, by their place among the 468. Left is the picture's left."""


def _ring(points: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(points, (*points[1:], points[0]), strict=True))


_PARTS = {"oval": OVAL, "left eye": LEFT_EYE, "right eye": RIGHT_EYE, "lips": LIPS, "mouth": MOUTH}
_NAMES = {i: f"{part} {n}" for part, ring in _PARTS.items() for n, i in enumerate(ring)}
FACE_MESH = Skeleton(
    "face mesh",
    tuple(_NAMES.get(i, f"point {i}") for i in range(POINTS)),
    (*(link for ring in _PARTS.values() for link in _ring(ring)), *(pair for row in BROWS for pair in _ring(row)[:-1])),
)
_SURE = 0.5
_FROM_BOX, _FROM_MESH = 1.5, 1.5  # the square looked at, in heights of a face's box, and in sizes of its points
_EYE_LIDS = ((159, 145, 33, 133), (386, 374, 263, 362))  # upper lid, lower lid, both corners
_MOUTH_LIPS = (13, 14, 78, 308)
SHUT = 0.17
"""An eye is shut when it is open by less than this part of its width: an open one by some 0.3."""
OPEN = 0.25
"""A mouth is open from this part of its width on."""


def find_mesh(image: Image, faces: Detections, known: Detections | None = None) -> Detections:
    """The mesh of each of those `faces`, labelled "face"; one whose points were `known` a moment ago is found by them.

    Raises VisionError when the network's file is missing.
    """
    network(FACE_POINTS)  # says what is missing before a face is there
    patches = [_around(p) for p in (known.points if known is not None else ()) if p is not None]
    patches = patches or [_of_box(box) for box in faces.xyxy]
    found = Detections.none()
    for patch in patches:
        found += _mesh(image, patch)
    return found


def eyes_open(mesh: KeyPoints) -> tuple[float, float]:
    """How far the picture's left and right eye are open, in their own widths."""
    left, right = (_gap(mesh.xy, lids) for lids in _EYE_LIDS)
    return left, right


def mouth_open(mesh: KeyPoints) -> float:
    """How far the mouth is open, in its own width."""
    return _gap(mesh.xy, _MOUTH_LIPS)


def _gap(xy: NDArray[np.float32], places: tuple[int, int, int, int]) -> float:
    upper, lower, one, other = (xy[i] for i in places)
    return float(np.linalg.norm(upper - lower)) / max(float(np.linalg.norm(one - other)), 1e-6)


def decode_mesh(numbers: Tensor, patch: TurnedSquare) -> NDArray[np.float32]:
    """(468, 2) the points in the picture from the network's 1404 numbers about a patch."""
    return patch.back(numbers.reshape(POINTS, 3)[:, :2] / SIDE)


def _mesh(image: Image, patch: TurnedSquare) -> Detections:
    outputs = network(FACE_POINTS).run(patch.tensor(image, SIDE))
    numbers = next(out for out in outputs if out.size == 3 * POINTS)
    logit = next(float(out.reshape(-1)[0]) for out in outputs if out.size == 1)
    sure = float(1 / (1 + np.exp(-np.clip(logit, -80, 80))))
    if sure < _SURE:
        return Detections.none()
    xy = decode_mesh(numbers, patch)
    points = KeyPoints(xy, np.full(POINTS, sure, np.float32), FACE_MESH)
    return Detections.of(
        np.concatenate([xy.min(axis=0), xy.max(axis=0)]), "face", sure, class_id=(0,), points=(points,)
    )


def _of_box(box: BoxRow) -> TurnedSquare:
    x, y = (box[:2] + box[2:]) / 2
    return TurnedSquare((float(x), float(y)), float(box[3] - box[1]) * _FROM_BOX, 0.0)


def _around(mesh: KeyPoints) -> TurnedSquare:
    """Upright by the outer corners of the eyes."""
    left, right = mesh.xy[LEFT_EYE[0]], mesh.xy[RIGHT_EYE[0]]
    along = right - left
    up = np.array([along[1], -along[0]])
    return square_of(mesh.xy.min(axis=0), mesh.xy.max(axis=0), left - up, left + up, mesh.xy).grown(_FROM_MESH, 0.0)
