"""Large pictures in formats whose usual decoder takes many times their size."""

from __future__ import annotations

import cv2
import numpy as np
import PIL.Image

from vision.words.said import said

LARGE = 20_000_000
"""Pixels, from which on memory counts: Pillow's WebP takes 16 bytes for each, JPEG 2000 19."""

HALVED = said("It was opened at half its width and height: larger JPEG 2000 pictures take too much memory.")


def thrifty(opened: PIL.Image.Image, data: bytes) -> PIL.Image.Image:
    """The picture as opened from `data`, or one that is decoded with less memory.

    Raises ValueError when it cannot be decoded.
    """
    if opened.width * opened.height < LARGE:
        return opened
    if opened.format == "WEBP":
        opened._decoder = None  # type: ignore[attr-defined]  # Pillow's own, with memory for two pictures
        return _webp(opened, data)
    if opened.format == "JPEG2000":
        opened.reduce = 1  # type: ignore[method-assign, assignment]  # what Pillow calls it for this format
        opened.info["note"] = HALVED
    return opened


def _webp(opened: PIL.Image.Image, data: bytes) -> PIL.Image.Image:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise ValueError("no picture")
    way = cv2.COLOR_BGR2RGB if pixels.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    picture = PIL.Image.fromarray(cv2.cvtColor(pixels, way, dst=pixels))
    picture.format, picture.info = opened.format, dict(opened.info)
    return picture
