"""OpenCV's cascade files, read when first needed and lent to one user at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from vision.detect.boxes import BoxArray
from vision.types import Gray, VisionError
from vision.words.said import said

FaceCascade = Literal["default", "alt", "alt2", "profile"]

FILES = {
    "default": "haarcascade_frontalface_default.xml",
    "alt": "haarcascade_frontalface_alt.xml",
    "alt2": "haarcascade_frontalface_alt2.xml",
    "profile": "haarcascade_profileface.xml",
    "left eye": "haarcascade_lefteye_2splits.xml",
    "right eye": "haarcascade_righteye_2splits.xml",
    "eye": "haarcascade_eye.xml",
    "glasses": "haarcascade_eye_tree_eyeglasses.xml",
    "smile": "haarcascade_smile.xml",
}

ASPECT = 1.32
"""Height of a face from forehead to chin, in widths."""

SQUARES = {"default": (1.19, 0.01), "alt": (1.175, 0.0), "alt2": (1.175, 0.0), "profile": (1.25, 0.16)}
"""For each cascade, in face widths: the side of its square, and how far that lies right of the face's middle."""

STEP = 1.1
"""How much larger a window is than the last in a fine scan; OpenCV's own default."""

_idle: defaultdict[str, list[cv2.CascadeClassifier]] = defaultdict(list)


@contextmanager
def cascade(name: str) -> Iterator[cv2.CascadeClassifier]:
    """A classifier that nobody else uses meanwhile, since OpenCV's are not safe to share between threads.

    It goes back for the next one: reading a file takes longer than most pictures. Raises VisionError when OpenCV
    lacks the file.
    """
    try:
        classifier = _idle[name].pop()
    except IndexError:
        classifier = _read(name)
    try:
        yield classifier
    finally:
        _idle[name].append(classifier)


def _read(name: str) -> cv2.CascadeClassifier:
    path = Path(cv2.__file__).parent / "data" / FILES[name]
    classifier = cv2.CascadeClassifier(str(path))
    if classifier.empty():
        raise VisionError(
            said("This OpenCV has no {file}: install opencv-python-headless below version 5.", file=path.name)
        )
    return classifier


def load_all() -> None:
    """Read every file now, so that the first picture does not wait for it."""
    for name in FILES:
        with cascade(name):
            pass


def corners(squares: object) -> BoxArray:
    """What detectMultiScale returns (x, y, width, height; an empty tuple for none) as left, top, right, bottom."""
    boxes = np.array(squares, np.float32).reshape(-1, 4)
    boxes[:, 2:] += boxes[:, :2]
    return boxes


def windows(gray: Gray, name: str, scale_factor: float, smallest: int = 0, largest: int = 0) -> BoxArray:
    """Every window that a cascade lets through, ungrouped, in an order that no thread can change; sides in pixels."""
    low, high = (smallest, smallest), (largest, largest)
    with cascade(name) as classifier:
        found = corners(classifier.detectMultiScale(gray, scale_factor, 0, minSize=low, maxSize=high))
    return found[np.lexsort(found.T)]


def calibrated(squares: BoxArray, name: str) -> BoxArray:
    """The face from forehead to chin that a cascade's square stands for."""
    size, right = SQUARES[name]
    width = (squares[:, 2] - squares[:, 0]) / size
    x = (squares[:, 0] + squares[:, 2]) / 2 - right * width
    y = (squares[:, 1] + squares[:, 3]) / 2
    half = np.stack([width, ASPECT * width], axis=1) / 2
    centre = np.stack([x, y], axis=1)
    return np.concatenate([centre - half, centre + half], axis=1).astype(np.float32)
