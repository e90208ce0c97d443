"""YuNet, a small neural network, through OpenCV.

Wu, Peng and Yu, "YuNet: a tiny millisecond-level face detector", Machine Intelligence Research 20, 2023.
"""

from __future__ import annotations

import threading

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import iou
from vision.faces.find.avatars import looks_drawn
from vision.models.files import read_model
from vision.models.shelf import YUNET
from vision.pixels.channels import to_gray
from vision.types import Detections, Image, VisionError
from vision.words.said import N_

SAME = 0.4
"""Boxes that share this much (IoU) are the same face."""

EYE_THRESHOLD = 0.5
"""Least score of a face whose eyes are asked for: that it is a face is known already."""

EYE_PART = 8
"""Width of a face over half that of an eye's box."""

_SIZE = (320, 320)  # YuNet's own; each picture sets another
_loaded = threading.local()


def accurate(image: Image, *, threshold: float = 0.7, side: int = 640) -> Detections:
    """Faces from forehead to chin, the surest first, without those drawn in few, flat tones, as avatars are.

    threshold: the least score that counts, in [0, 1]. side: the longer side worked on at most, in pixels. Raises
    VisionError when the model file is missing, damaged or unreadable.
    """
    boxes, _, score = _detect(image, threshold, side)
    found = Detections.of(boxes, N_("face"), score).clipped(image.shape[1], image.shape[0])
    if not len(found):
        return found
    gray = to_gray(image)
    return found.pick([not looks_drawn(gray, box) for box in found.xyxy])


def accurate_eyes(image: Image, faces: Detections, *, side: int = 640) -> Detections:
    """The eyes of those `faces` that YuNet finds too, in the faces' order; the boxes are a quarter of the face wide."""
    boxes, eyes, score = _detect(image, EYE_THRESHOLD, side)
    if not len(boxes):
        return Detections.none()
    overlaps = iou(faces.xyxy, boxes)
    found, scores = [], []
    for i in range(len(faces)):
        best = int(np.argmax(overlaps[i]))
        if overlaps[i, best] > SAME:
            half = (boxes[best, 2] - boxes[best, 0]) / EYE_PART
            found += [[x - half, y - half, x + half, y + half] for x, y in eyes[best]]
            scores += [score[best]] * 2
    return Detections.of(found, N_("eye"), scores)


def _detect(
    image: Image, threshold: float, side: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Boxes (N, 4), eyes (N, 2, 2: left to right, x and y), scores (N,), in the picture's pixels, surest first."""
    height, width = image.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2BGR), size, interpolation=cv2.INTER_AREA)
    network = _network()
    network.setInputSize(size)
    network.setScoreThreshold(threshold)
    rows = network.detect(small)[1]
    rows = np.zeros((0, 15), np.float32) if rows is None else np.asarray(rows, np.float32)
    rows = rows[np.argsort(-rows[:, 14], kind="stable")]
    factor = np.array([width / size[0], height / size[1]], np.float32)
    corner, extent = rows[:, :2] * factor, rows[:, 2:4] * factor
    eyes = rows[:, 4:8].reshape(-1, 2, 2) * factor
    return np.concatenate([corner, corner + extent], axis=1), eyes, np.clip(rows[:, 14], 0, 1)


def _network() -> cv2.FaceDetectorYN:
    """This thread's network; the file is verified when it is loaded."""
    if not hasattr(_loaded, "network"):
        data = np.frombuffer(read_model(YUNET), np.uint8)
        try:
            _loaded.network = cv2.FaceDetectorYN.create("onnx", data, np.empty(0, np.uint8), _SIZE)
        except cv2.error:
            raise VisionError("This OpenCV cannot read the model file; install a newer one.") from None
    return _loaded.network  # type: ignore[no-any-return]
