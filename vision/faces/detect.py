"""The three detectors behind one name, as pages and the command line use them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, get_args

import cv2

from vision.faces.find.accurate import accurate, accurate_eyes
from vision.faces.find.careful import careful
from vision.faces.find.course import course
from vision.faces.find.eyes import find_eyes as cascade_eyes
from vision.faces.find.smiles import find_smiles as cascade_smiles
from vision.faces.find.ways_up import WayUp, careful_any_way_up, with_heads_up
from vision.types import Detections, Image, VisionError, as_image
from vision.words.quote import quoted
from vision.words.said import said, said_by

Detector = Literal["careful", "accurate", "course"]
DETECTORS: tuple[Detector, ...] = get_args(Detector)
COURSE_PIXELS = 4_000_000
"""Larger pictures are reduced to this before the course detector scans every pixel of them."""


def find_faces(
    image: Image, detector: Detector = "careful", *, notice: Callable[[str], None] | None = None, **options: Any
) -> Detections:
    """Faces, labelled "face", in the picture's own pixels; `options` are the detector's own.

    When the accurate detector cannot work, the careful one does, and `notice` gets the reason in one sentence.
    Raises VisionError for an unknown detector or option values out of range.
    """
    return see_faces(image, detector, notice=notice, **options).faces


def see_faces(
    image: Image, detector: Detector = "careful", *, notice: Callable[[str], None] | None = None, **options: Any
) -> WayUp:
    """`find_faces`, and how they lie; with options, as video gives them, the careful detector looks upright only."""
    if detector == "accurate":
        try:
            return WayUp(accurate(image, **options))
        except VisionError as error:
            if notice is not None:
                notice(said("{trouble} The careful detector did the work.", trouble=said_by(error)))
            return careful_any_way_up(image) if not options else WayUp(careful(image))
    if detector == "careful":
        return WayUp(careful(image, **options)) if options else careful_any_way_up(image)
    if detector != "course":
        raise VisionError(
            said(
                "There is no detector {detector}; choose one of {known}.",
                detector=quoted(detector),
                known=", ".join(DETECTORS),
            )
        )
    small, scale = reduced(image)
    return WayUp(course(small, **options).moved(1 / scale))


def find_eyes(image: Image, faces: Detections, detector: Detector = "careful", quarters: int = 0) -> Detections:
    """At most two eyes for each face: YuNet's for the accurate detector where its file is, else the cascades'.

    quarters: turns anticlockwise that put the faces upright, as `see_faces` tells.
    """
    return with_heads_up(partial(_eyes_upright, detector=detector), image, faces, quarters)


def _eyes_upright(image: Image, faces: Detections, detector: Detector) -> Detections:
    if detector == "accurate":
        try:
            return accurate_eyes(image, faces)
        except VisionError:
            pass
    return cascade_eyes(image, faces)


def find_smiles(image: Image, faces: Detections, quarters: int = 0) -> Detections:
    """At most one smile for each face; quarters: turns anticlockwise that put the faces upright."""
    return with_heads_up(cascade_smiles, image, faces, quarters)


def reduced(image: Image, pixels: int = COURSE_PIXELS) -> tuple[Image, float]:
    """The picture with at most `pixels`, itself when it has no more, and the factor used."""
    height, width = image.shape[:2]
    scale = min(1.0, (pixels / (height * width)) ** 0.5)
    if scale == 1.0:
        return image, scale
    size = max(1, int(width * scale)), max(1, int(height * scale))
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA)), scale
