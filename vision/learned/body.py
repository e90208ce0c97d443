"""A body in 33 points: MediaPipe's pose network (Bazarevsky et al., "BlazePose", 2020; Apache-2.0)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from vision.learned.gestures import angle
from vision.learned.patch import TurnedSquare
from vision.models.network import network
from vision.models.shelf import BODY
from vision.types import Detections, Image, KeyPoints, Skeleton
from vision.words.said import N_

_SIDES = ("left", "right")


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"{side} {name}" for name in names for side in _SIDES)


BODY_POINTS = Skeleton(
    "body",
    (
        "nose",
        *(f"{side} eye {part}" for side in _SIDES for part in ("inner", "middle", "outer")),
        *_both("ear"),
        "mouth left",
        "mouth right",
        *_both("shoulder", "elbow", "wrist", "little finger", "index finger", "thumb", "hip", "knee", "ankle"),
        *_both("heel", "toes"),
    ),
    (
        *((11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24)),
        *((23, 25), (25, 27), (24, 26), (26, 28), (27, 29), (29, 31), (28, 30), (30, 32), (27, 31), (28, 32)),
        *((15, 19), (16, 20), (15, 21), (16, 22), (15, 17), (16, 18), (9, 10)),
    ),
)
ANGLES = {
    N_("left elbow"): (11, 13, 15),
    N_("right elbow"): (12, 14, 16),
    N_("left knee"): (23, 25, 27),
    N_("right knee"): (24, 26, 28),
}
SIDE = 256
IN_SIGHT = 0.5
"""From here a point counts as seen; others are not drawn."""
_SURE = 0.5
_GROWS = 1.25  # from the circle around a body to the square that is looked at
_MIDDLE, _REACH = 33, 34  # points that the network adds: the middle of the hips, and one on the circle around the body
ROWS = 39
_SHOULDERS, _HIPS = (11, 12), (23, 24)
_LOOKS = 2  # at a picture of which nothing is known: at all of it, then at what that showed


def find_bodies(image: Image, known: Detections | None = None) -> Detections:
    """One body with its points, labelled "body"; none where there is none.

    known: the body of a moment ago, whose surroundings are looked at. Raises VisionError when the file is missing.
    """
    height, width = image.shape[:2]
    near = [p for p in (known.points if known is not None else ()) if p is not None]
    whole = TurnedSquare((width / 2, height / 2), float(max(height, width)), 0.0)
    patch = _around(near[0]) if near else whole
    found = Detections.none()
    for _ in range(1 if near else _LOOKS):
        found, after = _look(image, patch)
        if after is None:
            return found
        patch = after
    return found


def angles(body: KeyPoints) -> dict[str, float]:
    """Degrees at elbows and knees, 180 when stretched, of those whose three points are in sight."""
    return {
        name: angle(*(body.xy[i] for i in corner))
        for name, corner in ANGLES.items()
        if min(body.seen[list(corner)]) >= IN_SIGHT
    }


def decode_body(rows: NDArray[np.float32], patch: TurnedSquare) -> tuple[KeyPoints, TurnedSquare]:
    """The 33 points in the picture, and where to look next, from the network's (39, 5) numbers about a patch."""
    xy = patch.back(rows[:, :2] / SIDE)
    seen = (1 / (1 + np.exp(-np.clip(rows[: len(BODY_POINTS.points), 3:5], -80, 80)))).min(axis=1)
    points = KeyPoints(xy[: len(seen)], seen.astype(np.float32), BODY_POINTS)
    return points, _circle(xy[_MIDDLE], xy[_REACH])


def _look(image: Image, patch: TurnedSquare) -> tuple[Detections, TurnedSquare | None]:
    outputs = network(BODY).run(patch.tensor(image, SIDE))
    rows = next(out for out in outputs if out.size == ROWS * 5).reshape(ROWS, 5)
    sure = next(float(out.reshape(-1)[0]) for out in outputs if out.size == 1)
    if sure < _SURE:
        return Detections.none(), None
    points, after = decode_body(rows, patch)
    seen = points.xy[points.seen >= IN_SIGHT]
    if not len(seen):
        return Detections.none(), after
    box = np.concatenate([seen.min(axis=0), seen.max(axis=0)])
    return Detections.of(box, N_("body"), min(sure, 1.0), class_id=(0,), points=(points,)), after


def _around(body: KeyPoints) -> TurnedSquare:
    """The circle around the points in sight, as the network itself would say it."""
    middle = body.xy[list(_HIPS)].mean(axis=0)
    seen = body.xy[body.seen >= IN_SIGHT]
    reach = np.linalg.norm((seen if len(seen) else body.xy) - middle, axis=1).max()
    neck = body.xy[list(_SHOULDERS)].mean(axis=0)
    up = (neck - middle) / max(float(np.linalg.norm(neck - middle)), 1e-6)
    return _circle(middle, middle + up * reach)


def _circle(middle: NDArray[np.float32], top: NDArray[np.float32]) -> TurnedSquare:
    """The upright square around a circle, by its middle and its topmost point."""
    x, y = (float(v) for v in top - middle)
    side = max(1.0, 2 * _GROWS * math.hypot(x, y))
    return TurnedSquare((float(middle[0]), float(middle[1])), side, math.atan2(x, -y))
