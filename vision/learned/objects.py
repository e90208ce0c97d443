"""Things with names: YOLOX-Nano (Ge et al., "YOLOX: exceeding YOLO series in 2021"), 80 kinds, through onnxruntime."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import suppress
from vision.learned.kinds import KINDS
from vision.models.files import model_path, read_model
from vision.models.network import Tensor, network
from vision.models.onnx_file import nodes
from vision.models.shelf import OBJECTS
from vision.types import Detections, Image, VisionError
from vision.words.said import said

SIDE, STRIDES = 416, (8, 16, 32)
FEATURES = 1024
"""Numbers that `features` tells."""
_PAD = 114
_SAME, _NESTED = 0.45, 2.0  # overlap from which two boxes of a kind mean one thing; one inside another stays
_ACROSS = 0.85  # overlap from which two boxes of different kinds do


def find_objects(image: Image, sure: float = 0.4) -> Detections:
    """Things labelled with their kind, surest first; class_id is their place in KINDS.

    sure: the least score that counts, in [0, 1]. Raises VisionError when the network's file is missing.
    """
    tensor, scale = letter(image)
    found = decode(network(OBJECTS).run(tensor)[0][0], sure)
    return found.moved(1 / scale).clipped(image.shape[1], image.shape[0])


def features(image: Image) -> NDArray[np.float32]:
    """(1024,) what the network's deepest layer sees, whatever the kind: the mean and the maximum of its 512 maps.

    The 512 maps are the joined poolings at the end of its backbone, 13 x 13 large. Raises VisionError when the file is
    missing.
    """
    tensor, scale = letter(image)
    maps = network(OBJECTS, _inner(str(model_path(OBJECTS)))).run(tensor)[-1][0]
    rows, columns = (max(1, int(np.ceil(side * scale / STRIDES[-1]))) for side in image.shape[:2])
    seen = maps[:, :rows, :columns].reshape(len(maps), -1)
    return np.concatenate([seen.mean(axis=1), seen.max(axis=1)])


def letter(image: Image) -> tuple[Tensor, float]:
    """(1, 3, SIDE, SIDE) the picture at the top left, blue first, and the factor it was scaled by."""
    height, width = image.shape[:2]
    scale = SIDE / max(height, width)
    size = min(SIDE, max(1, round(width * scale))), min(SIDE, max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    tensor = np.full((1, 3, SIDE, SIDE), _PAD, np.float32)
    tensor[0, :, : size[1], : size[0]] = small[:, :, ::-1].transpose(2, 0, 1)
    return tensor, scale


def decode(rows: Tensor, sure: float) -> Detections:
    """Boxes in pixels of the letter from the network's (3549, 85) rows: of a kind, and nearly alike, the surest one."""
    score = rows[:, 4] * rows[:, 5:].max(axis=1)
    kept = np.flatnonzero(score >= sure)
    cells, strides = grid()
    middle = (rows[kept, :2] + cells[kept]) * strides[kept]
    half = np.exp(np.clip(rows[kept, 2:4], -10, 10)) * strides[kept] / 2
    boxes = np.concatenate([middle - half, middle + half], axis=1).astype(np.float32)
    kinds, score = rows[kept, 5:].argmax(axis=1), np.clip(score[kept], 0, 1).astype(np.float32)
    best = [kept_of[suppress(boxes[kept_of], score[kept_of], _SAME, _NESTED)] for kept_of in _by_kind(kinds)]
    chosen = np.concatenate([np.zeros(0, np.intp), *best])
    chosen = chosen[suppress(boxes[chosen], score[chosen], _ACROSS, _NESTED)]
    kinds = kinds[chosen]
    ids = tuple(int(k) for k in kinds)
    return Detections.of(boxes[chosen], [KINDS[k] for k in ids], score[chosen], class_id=ids)


def _by_kind(kinds: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    return [np.flatnonzero(kinds == kind) for kind in np.unique(kinds)]


@lru_cache(maxsize=1)
def grid() -> tuple[Tensor, Tensor]:
    """(3549, 2) the cell that each row of the network's answer is about, and (3549, 1) its size in pixels."""
    cells, strides = [], []
    for stride in STRIDES:
        side = SIDE // stride
        ys, xs = np.mgrid[:side, :side]
        cells.append(np.stack([xs, ys], axis=-1).reshape(-1, 2))
        strides.append(np.full((side * side, 1), stride))
    return np.concatenate(cells).astype(np.float32), np.concatenate(strides).astype(np.float32)


@lru_cache(maxsize=4)
def _inner(path: str) -> str:
    """The name of the tensor that joins the poolings: exports number their layers differently."""
    layers = nodes(read_model(OBJECTS))
    pooled = {name for layer in layers if layer.kind == "MaxPool" for name in layer.gives}
    for layer in layers:
        if layer.kind == "Concat" and len(pooled & set(layer.takes)) >= len(STRIDES):
            return layer.gives[0]
    raise VisionError(said("The model file {name} has no layer to take features from.", name=OBJECTS.name))
