"""Find: boxes around what the machine recognises."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np

from vision.colour import to_gray
from vision.layout.quick import quick_lines
from vision.params import Range
from vision.processor import processor
from vision.types import Detections, Image, as_image

_local = threading.local()


def _frontal() -> cv2.CascadeClassifier:
    if not hasattr(_local, "frontal"):
        folder = Path(cv2.data.haarcascades)  # type: ignore[attr-defined]
        _local.frontal = cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_alt.xml"))
    return _local.frontal  # type: ignore[no-any-return]


@processor("Faces")
def faces(
    image: Image,
    *,
    min_neighbors: Annotated[int, Range(1, 12), "How many overlapping hits make a face; more is stricter."] = 4,
) -> Detections:
    """Put a box around each face that looks towards the camera."""
    height, width = image.shape[:2]
    scale = min(1.0, 320 / max(height, width))
    small = cv2.resize(image, (max(1, round(width * scale)), max(1, round(height * scale))))
    found = _frontal().detectMultiScale(cv2.equalizeHist(to_gray(small)), 1.15, min_neighbors)
    boxes = np.array([(x, y, x + w, y + h) for x, y, w, h in found], np.float32).reshape(-1, 4)
    return Detections.of(boxes, "face").moved(1 / scale).clipped(width, height)


@processor("Text lines")
def text_lines(
    image: Image,
    *,
    detail: Annotated[int, Range(320, 1280, step=80, unit="px"), "Size it looks at; more finds smaller print."] = 800,
) -> Detections:
    """Put a box around each line of text on a page that is held up.

    In words: Letters are dark marks of about one height that follow each other closely. Where four or more do so
        in a row, there is a line, whatever it says.
    Used for: The first step of every program that reads: telephones that translate signs, scanners, readers for
        the blind.

    Looked for on at most `detail` pixels a side. The page on page segmentation looks more carefully.
    """
    height, width = image.shape[:2]
    scale = min(1.0, detail / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    found = Detections.of(quick_lines(to_gray(small)), "line")
    return found.moved(max(width / size[0], height / size[1])).clipped(width, height)
