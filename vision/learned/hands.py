"""Hands in 21 points: MediaPipe's palm detector finds them, its hand network places the joints.

Zhang et al., "MediaPipe Hands: on-device real-time hand tracking", 2020. Apache-2.0.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import as_boxes, iou, suppress
from vision.learned.patch import TurnedSquare, square_of
from vision.models.network import Tensor, network
from vision.models.shelf import HAND, PALM
from vision.types import Detections, Image, KeyPoints, Skeleton
from vision.words.said import N_

_FINGERS = ("thumb", "index", "middle", "ring", "little")
_JOINTS = ("base", "knuckle", "joint", "tip")
HAND_POINTS = Skeleton(
    "hand",
    ("wrist", *(f"{finger} {joint}" for finger in _FINGERS for joint in _JOINTS)),
    (
        *((4 * f + j, 4 * f + j + 1) for f in range(5) for j in range(1, 4)),
        *((0, 1), (0, 5), (5, 9), (9, 13), (13, 17), (0, 17)),
    ),
)
WRIST, INDEX_BASE, MIDDLE_BASE, RING_BASE = 0, 5, 9, 13
PALM_SIDE, HAND_SIDE = 192, 224
_PALM_SURE, _HAND_SURE = 0.5, 0.5
_PALM_GROWS, _PALM_SHIFT = 2.6, 0.5  # from a palm's square to one around the hand, in its sides, towards the fingers
_HAND_GROWS, _HAND_SHIFT = 2.0, 0.1  # the same from the points of a hand
_STEADY = (0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18)  # the points that say where a hand is, without finger tips
_SAME = 0.3  # overlap from which two finds are one hand


def find_hands(image: Image, known: Detections | None = None, most: int = 2) -> Detections:
    """Hands with their points, labelled "hand", the surest first; class_id 0 is a left hand, 1 a right one.

    known: hands of a moment ago; new ones are only looked for while there are fewer than `most`. Left and right are as
    in a mirror: the picture of a camera that shows its visitor turned round. Raises VisionError when a file is missing.
    """
    patches = [_around(p) for p in (known.points if known is not None else ()) if p is not None]
    if len(patches) < most:
        patches += [patch for patch in find_palms(image) if not _covered(patch, patches)][: most - len(patches)]
    found = Detections.none()
    for patch in patches:
        found += _points(image, patch)
    kept = suppress(found.xyxy, found.score, _SAME, 2.0)
    return found.pick(kept[:most])


def find_palms(image: Image) -> list[TurnedSquare]:
    """The surroundings of each palm, turned so that its fingers point up, the surest first."""
    height, width = image.shape[:2]
    side = max(height, width)
    whole = TurnedSquare((width / 2, height / 2), side, 0.0)
    boxes, points = decode_palms(*_by_shape(network(PALM).run(whole.tensor(image, PALM_SIDE))))
    return [_of_palm(box * side, p * side, whole) for box, p in zip(boxes, points, strict=True)]


def decode_palms(boxes: Tensor, logits: Tensor) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(N, 4) boxes and (N, 7, 2) points in sides of the picture, surest first, from (2016, 18) and (2016,)."""
    score = 1 / (1 + np.exp(-np.clip(logits.reshape(-1), -80, 80)))
    kept = np.flatnonzero(score >= _PALM_SURE)
    rows = boxes.reshape(-1, 18)[kept] / PALM_SIDE
    rows[:, :2] += anchors()[kept]
    rows[:, 4:] += np.tile(anchors()[kept], 7)
    half = rows[:, 2:4] / 2
    corners = np.concatenate([rows[:, :2] - half, rows[:, :2] + half], axis=1)
    chosen = suppress(as_boxes(corners), score[kept].astype(np.float32), _SAME, 2.0)
    return as_boxes(corners)[chosen], rows[chosen, 4:].reshape(-1, 7, 2).astype(np.float32)


@lru_cache(maxsize=1)
def anchors() -> NDArray[np.float32]:
    """(2016, 2) the middles that the palm network measures from: two in each 8 pixels, six in each 16."""
    rows = []
    for stride, many in ((8, 2), (16, 6)):
        side = PALM_SIDE // stride
        ys, xs = np.mgrid[:side, :side]
        rows.append(np.repeat((np.stack([xs, ys], axis=-1).reshape(-1, 2) + 0.5) / side, many, axis=0))
    return np.concatenate(rows).astype(np.float32)


def _by_shape(outputs: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
    boxes, logits = sorted((out[0] for out in outputs), key=lambda out: -out.size)
    return boxes, logits


def _of_palm(box: NDArray[np.float32], points: NDArray[np.float32], whole: TurnedSquare) -> TurnedSquare:
    """Points 0 and 2 of a palm are the wrist and the middle finger's knuckle."""
    corner = np.array([whole.middle[0] - whole.side / 2, whole.middle[1] - whole.side / 2])
    low, high = box[:2] + corner, box[2:] + corner
    return square_of(low, high, points[0] + corner, points[2] + corner).grown(_PALM_GROWS, _PALM_SHIFT)


def _around(hand: KeyPoints) -> TurnedSquare:
    """Where a hand is looked for that was there a moment ago."""
    steady = hand.xy[list(_STEADY)]
    knuckles = (hand.xy[INDEX_BASE] + hand.xy[RING_BASE]) / 4 + hand.xy[MIDDLE_BASE] / 2
    return square_of(steady.min(axis=0), steady.max(axis=0), hand.xy[WRIST], knuckles, steady).grown(
        _HAND_GROWS, _HAND_SHIFT
    )


def _covered(patch: TurnedSquare, others: list[TurnedSquare]) -> bool:
    return bool(len(others)) and float(iou(as_boxes([patch.box]), as_boxes([o.box for o in others])).max()) > _SAME


def _points(image: Image, patch: TurnedSquare) -> Detections:
    outputs = network(HAND).run(patch.tensor(image, HAND_SIDE))
    xyz, presence, right = _hand_outputs(outputs)
    if presence < _HAND_SURE:
        return Detections.none()
    xy = patch.back(xyz[:, :2] / HAND_SIDE)
    points = KeyPoints(xy, np.full(len(xy), presence, np.float32), HAND_POINTS)
    box = np.concatenate([xy.min(axis=0), xy.max(axis=0)])
    return Detections.of(box, N_("hand"), presence, class_id=(int(right > 0.5),), points=(points,))


def _hand_outputs(outputs: tuple[Tensor, ...]) -> tuple[NDArray[np.float32], float, float]:
    """(21, 3) points in pixels of the square, presence, right-handedness."""
    points, presence, right = outputs[:3]
    return points.reshape(-1, 3), float(presence.reshape(-1)[0]), float(right.reshape(-1)[0])
