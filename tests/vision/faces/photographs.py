"""Photographs that scikit-image carries, and the one face in them."""

from __future__ import annotations

import cv2
import numpy as np
import skimage.data

from vision.types import Detections, Image, as_image

FACE = np.array([178, 59, 270, 175], np.float32)
"""The astronaut's face, forehead to chin: left, top, right, bottom."""
EYES = np.array([[204, 102], [247, 104]], np.float32)


def astronaut() -> Image:
    return as_image(skimage.data.astronaut())


def face() -> Detections:
    return Detections.of(FACE, "face")


def leaning(degrees: float) -> tuple[Image, Detections]:
    """The photograph turned about the face, and the face."""
    x, y = (FACE[:2] + FACE[2:]) / 2
    turn = cv2.getRotationMatrix2D((float(x), float(y)), degrees, 1.0)
    return as_image(cv2.warpAffine(astronaut(), turn, (512, 512), borderMode=cv2.BORDER_REPLICATE)), face()


def side_by_side() -> tuple[Image, Detections]:
    """The photograph at half size, and mirrored at three quarters."""
    image = np.full((420, 700, 3), 90, np.uint8)
    image[20:276, 20:276] = cv2.resize(astronaut(), (256, 256), interpolation=cv2.INTER_AREA)
    image[20:404, 300:684] = cv2.resize(astronaut(), (384, 384), interpolation=cv2.INTER_AREA)[:, ::-1]
    left = FACE / 2 + 20
    right = np.array([300 + 384 - 0.75 * FACE[2], 20 + 0.75 * FACE[1], 300 + 384 - 0.75 * FACE[0], 20 + 0.75 * FACE[3]])
    return image, Detections.of([left, right], "face")
