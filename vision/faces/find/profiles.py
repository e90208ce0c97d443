"""Faces seen from the side, either way."""

from __future__ import annotations

import numpy as np

from vision.detect.boxes import group, suppress
from vision.faces.find.cascades import STEP
from vision.faces.find.propose import Pass, look
from vision.pixels.channels import to_gray
from vision.types import Detections, Image
from vision.words.said import N_

ENOUGH = 4
"""Windows that must agree on a profile."""


def find_profiles(image: Image, *, side: int = 400) -> Detections:
    """Faces turned to the side, labelled "profile", the surest first; side: the longer side worked on, in pixels."""
    gray = to_gray(image)
    views = [Pass("profile", side, STEP, mirrored=mirrored) for mirrored in (False, True)]
    windows = np.concatenate([look(gray, view) for view in views])
    groups = [members for members in group(windows) if len(members) >= ENOUGH]
    boxes = [np.median(windows[members], axis=0) for members in groups]
    found = Detections.of(boxes, N_("profile"), [len(members) / (len(members) + ENOUGH) for members in groups])
    return found.pick(suppress(found.xyxy, found.score)).clipped(image.shape[1], image.shape[0])
