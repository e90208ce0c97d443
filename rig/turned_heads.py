"""A photographed face turned to the side, as far as one photograph allows: laid over an egg with a nose, and turned."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image, as_image

EGG, MIDDLE, DEEP = (1.25, 1.75), 0.35, 1.1
"""In distances between the eyes: half axes of a head, how far below them its middle is, how far it comes forward."""
NOSE, NOSE_AT, NOSE_SIZE = 0.35, 0.55, (0.17, 0.3)
FINE = 3
"""Times that the photograph is enlarged before it is turned, so that no gaps open."""


def turned(
    image: Image, face: NDArray[np.floating], eyes: NDArray[np.floating], degrees: float
) -> tuple[Image, NDArray[np.floating]]:
    """The head turned by `degrees` to the picture's right, what was behind it guessed, and what is seen of the face.

    face: left, top, right, bottom, and eyes: (2, 2) left and right, in pixels.
    """
    across = eyes[1] - eyes[0]
    apart, middle = float(np.linalg.norm(across)), eyes.mean(axis=0)
    along, down = across / apart, np.array([-across[1], across[0]]) / apart
    height, width = image.shape[:2]
    y, x = np.mgrid[: height * FINE, : width * FINE] / FINE
    from_eyes = (np.stack([x, y], axis=-1) - middle) / apart
    u, v = from_eyes @ along, from_eyes @ down
    egg = 1 - (u / EGG[0]) ** 2 - ((v - MIDDLE) / EGG[1]) ** 2
    head = egg > 0
    nose = NOSE * np.exp(-((u / NOSE_SIZE[0]) ** 2) - ((v - NOSE_AT) / NOSE_SIZE[1]) ** 2)
    forward = DEEP * np.sqrt(np.maximum(egg, 0)) + nose
    angle = np.radians(degrees)
    moved = u * np.cos(angle) + forward * np.sin(angle)
    nearness = forward * np.cos(angle) - u * np.sin(angle)
    seen = np.flatnonzero(head)[np.argsort(nearness[head], kind="stable")]
    place = middle + apart * (moved.ravel()[seen, None] * along + v.ravel()[seen, None] * down)
    column, row = np.clip(np.round(place).astype(int), 0, [width - 1, height - 1]).T
    behind = cv2.inpaint(image, head[::FINE, ::FINE].astype(np.uint8), 3, cv2.INPAINT_TELEA)
    large = cv2.resize(image, (width * FINE, height * FINE), interpolation=cv2.INTER_LINEAR)
    behind[row, column] = large.reshape(-1, 3)[seen]
    of_face = (np.abs(u) * apart < (face[2] - face[0]) / 2) & head & (nearness > 0)
    aside = middle[0] + apart * moved[of_face]
    laid = np.zeros((height, width, 1), bool)
    laid[row, column] = True
    return as_image(np.where(laid, cv2.medianBlur(behind, 3), behind)), np.array(
        [aside.min(), face[1], aside.max(), face[3]]
    )
