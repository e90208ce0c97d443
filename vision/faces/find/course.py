"""One cascade, exactly as OpenCV runs it, so that a notebook's numbers come out again."""

from __future__ import annotations

import cv2

from vision.faces.find.cascades import FaceCascade, cascade, corners
from vision.pixels.channels import to_gray
from vision.types import Detections, Image, VisionError, as_gray
from vision.words.said import N_, said

LARGEST_STEP = 10
"""A scale factor above it leaves one scan."""


def course(
    image: Image,
    *,
    cascade_name: FaceCascade = "default",
    scale_factor: float = 1.1,
    min_neighbors: int = 5,
    min_size: int = 0,
    binarise: bool = False,
) -> Detections:
    """What `detectMultiScale` finds: its own squares, in its own order, every score 1.

    scale_factor: above 1, how much the picture shrinks between scans. min_neighbors: windows that must agree, 0 or
    more. min_size: pixels. binarise: make the picture black and white by Otsu's threshold first. Raises VisionError for
    values out of range.
    """
    if not 1 < scale_factor <= LARGEST_STEP:
        raise VisionError(
            said("The scale factor must be above 1 and at most {most}, for example 1.1.", most=LARGEST_STEP)
        )
    if min_neighbors < 0 or min_size < 0:
        raise VisionError("The neighbours and the smallest size must be 0 or more.")
    gray = to_gray(image)
    if binarise:
        gray = as_gray(cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1])
    with cascade(cascade_name) as classifier:
        found = classifier.detectMultiScale(gray, scale_factor, min_neighbors, minSize=(min_size, min_size))
    return Detections.of(corners(found), N_("face"))
