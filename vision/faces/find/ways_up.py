"""Pictures that lie on their side or upside down: where no face surely stands upright, the other ways up are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vision.detect.quarter_turns import turned_back, turned_boxes
from vision.faces.find.careful import at_a_glance
from vision.faces.find.company import careful_in_company
from vision.faces.find.propose import Pass, resized
from vision.pixels.channels import to_gray
from vision.types import Detections, Gray, Image, as_gray, as_image

OTHER_WAYS = (1, 3, 2)

STANDS, LIES = 0.8, 0.9
"""Score of an upright face that ends the search, and least score of the surest one that lies: few pictures do."""

GLANCE_SIDE = 640
"""Longer side of the picture that is glanced at, in pixels at most."""

GLANCE, INKLING = (Pass("alt2", 320),), 0.05
"""A quick look, and the least score there that has a way up looked at carefully."""

CLEARLY = 1.2
"""How many times the evidence for faces upright a way up must have to be believed."""


@dataclass(frozen=True, slots=True, eq=False)
class WayUp:
    """faces: in the picture's own pixels. quarters: turns anticlockwise that put them upright, 0 to 3.

    doubtful: how many places may be faces and were not taken for one.
    """

    faces: Detections
    quarters: int = 0
    doubtful: int = 0


def careful_any_way_up(image: Image) -> WayUp:
    """What the careful detector finds upright or, where that is nothing sure, the way up that is clearly better."""
    gray = to_gray(image)
    upright, doubtful = careful_in_company(gray)
    seen = WayUp(upright, doubtful=len(doubtful))
    if _surest(upright) >= STANDS:
        return seen
    small, _ = resized(gray, GLANCE_SIDE)
    glances = {way: at_a_glance(_turned(small, way), GLANCE) for way in OTHER_WAYS}
    quarters = max(OTHER_WAYS, key=lambda way: glances[way])
    if glances[quarters] < INKLING:
        return seen
    lying, doubtful = careful_in_company(_turned(gray, quarters))
    if _surest(lying) < LIES or _evidence(lying) < CLEARLY * _evidence(upright):
        return seen
    height, width = gray.shape
    return WayUp(turned_back(lying, quarters, width, height), quarters, len(doubtful))


def with_heads_up(
    find: Callable[[Image, Detections], Detections], image: Image, faces: Detections, quarters: int
) -> Detections:
    """What `find` sees in faces that so many quarters put upright, in the picture's own pixels."""
    if quarters == 0:
        return find(image, faces)
    height, width = image.shape[:2]
    upright = as_image(np.ascontiguousarray(np.rot90(image, quarters)))
    found = find(upright, turned_boxes(faces, quarters, width, height))
    return turned_back(found, quarters, width, height)


def _turned(gray: Gray, quarters: int) -> Gray:
    return as_gray(np.ascontiguousarray(np.rot90(gray, quarters)))


def _surest(faces: Detections) -> float:
    return float(faces.score.max(initial=0))


def _evidence(faces: Detections) -> float:
    return float(faces.score.sum())
