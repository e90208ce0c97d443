"""Faces made unrecognisable, or cut out: each returns new pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np

from vision.detect.boxes import BoxRow
from vision.types import Detections, Gray, Image, as_image

Cover = Literal["blur", "pixelate", "cover"]
_DARK = (24, 24, 28)
_VEIL_CELLS = 12  # across the whole picture


def blur(image: Image, faces: Detections, *, cells: int = 6, margin: float = 0.15) -> Image:
    """Each face melted into `cells` soft patches across, which keeps its colours and nothing else.

    margin: how much further than its box a face is hidden, in box widths and heights.
    """
    return _each(image, faces, margin, lambda part: _coarse(part, cells, cv2.INTER_CUBIC))


def pixelate(image: Image, faces: Detections, *, cells: int = 6, margin: float = 0.15) -> Image:
    """Each face as `cells` squares across; `margin` as in `blur`."""
    return _each(image, faces, margin, lambda part: _coarse(part, cells, cv2.INTER_NEAREST))


def cover(image: Image, faces: Detections, *, colour: tuple[int, int, int] = _DARK, margin: float = 0.15) -> Image:
    """A plain rectangle over each face; colour: RGB; `margin` as in `blur`."""
    return _each(image, faces, margin, lambda part: as_image(np.full_like(part, colour)))


def veiled(hidden: Image, image: Image, places: Gray | None, how: Cover) -> Image:
    """`hidden`, and where `places` says so, `image` down to a few patches, or a plain dark colour.

    places: 255 where, at any size; None for nowhere.
    """
    if places is None:
        return hidden
    height, width = image.shape[:2]
    where = cv2.resize(places, (width, height), interpolation=cv2.INTER_NEAREST)
    method = cv2.INTER_NEAREST if how == "pixelate" else cv2.INTER_LINEAR
    patches = np.full_like(image, _DARK) if how == "cover" else _coarse(image, _VEIL_CELLS, method)
    return as_image(cv2.copyTo(patches, where, hidden))


def hide(image: Image, faces: Detections, how: Cover) -> Image:
    """`blur`, `pixelate` or `cover` by name, as they come."""
    if how == "cover":
        return cover(image, faces)
    return blur(image, faces) if how == "blur" else pixelate(image, faces)


def crops(image: Image, faces: Detections, *, margin: float = 0.15) -> list[Image]:
    """A copy of each face and `margin` box widths and heights around it, cut at the picture's border."""
    return [image[rows, columns].copy() for rows, columns in (_area(image, box, margin) for box in faces.xyxy)]


def _each(image: Image, faces: Detections, margin: float, change: Callable[[Image], Image]) -> Image:
    hidden = image.copy()
    for box in faces.xyxy:
        area = _area(image, box, margin)
        if image[area].size:
            hidden[area] = change(image[area])
    return hidden


def _area(image: Image, box: BoxRow, margin: float) -> tuple[slice, slice]:
    height, width = image.shape[:2]
    grow = (box[2:] - box[:2]) * margin
    left, top = np.floor(np.maximum(box[:2] - grow, 0)).astype(int)
    right, bottom = np.ceil(np.minimum(box[2:] + grow, [width, height])).astype(int)
    return slice(top, max(top, bottom)), slice(left, max(left, right))


def _coarse(part: Image, cells: int, method: int) -> Image:
    height, width = part.shape[:2]
    small = cv2.resize(part, (cells, max(1, round(cells * height / width))), interpolation=cv2.INTER_AREA)
    return as_image(cv2.resize(small, (width, height), interpolation=method))
