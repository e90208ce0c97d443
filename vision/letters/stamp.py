"""Letters in their colour, ready to be laid on many frames."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.letters.fonts import Typefaces, found
from vision.letters.kept import Kept
from vision.letters.written import Coverage, Written, written
from vision.types import Image

_MOST_BYTES = 8_000_000

Rgb = tuple[int, int, int]
Shares = NDArray[np.float32]
"""(h, w, 1) or (h, w, 3), in [0, 1]."""


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """paint: (h, w, 3) RGB, what is laid on. rest: (h, w, 3), 0 to 255, how much stays of what is there.

    foot: the row on which letters stand. rim: columns before them.
    """

    paint: NDArray[np.uint8]
    rest: NDArray[np.uint8]
    foot: int
    rim: int

    @property
    def width(self) -> int:
        """Of the letters, without their rim."""
        return int(self.paint.shape[1]) - 2 * self.rim

    @property
    def height(self) -> int:
        return int(self.paint.shape[0]) - 2 * self.rim

    @property
    def nbytes(self) -> int:
        return int(self.paint.nbytes + self.rest.nbytes)

    def put(self, canvas: Image, left: int, foot: int) -> None:
        """Draw it in place, on whatever part of it the canvas has. left, foot: where the first letter stands."""
        left, top = left - self.rim, foot - self.foot
        rows = slice(max(0, top), min(top + self.paint.shape[0], canvas.shape[0]))
        columns = slice(max(0, left), min(left + self.paint.shape[1], canvas.shape[1]))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        inside = slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left)
        part = canvas[rows, columns]
        cv2.multiply(part, self.rest[inside], dst=part, scale=1 / 255)
        cv2.add(part, self.paint[inside], dst=part)


_kept: Kept[tuple[str, int, Rgb, int, Rgb, Typefaces], Stamp] = Kept(_MOST_BYTES)


def stamp(
    words: str, size: int, colour: Rgb, *, rim: int = 0, edge: Rgb = (0, 0, 0), faces: Typefaces | None = None
) -> Stamp:
    """The words on one line, made once for many frames; as `written` has them.

    rim: pixels of an edge round them.
    """
    faces = found() if faces is None else faces
    key = words, size, colour, rim, edge, faces
    return _kept.get(key, lambda: coloured(written(words, size, faces), colour, rim, edge))


def coloured(letters: Written, colour: Rgb, rim: int = 0, edge: Rgb = (0, 0, 0)) -> Stamp:
    """The letters over their rim; what has colours of its own keeps them."""
    around = ((rim, rim), (rim, rim), (0, 0))
    paint, rest = _laid(_nothing(letters, rim), _share(_grown(letters.silhouette, rim)) if rim else 0, edge)
    paint, rest = _laid((paint, rest), np.pad(_share(letters.cover), around), colour)
    if letters.colours is not None:
        own = np.pad(letters.colours, around)
        paint, rest = _laid((paint, rest), _share(own[..., 3]), own[..., :3])
    return Stamp(_bytes(paint), _bytes(255 * rest), letters.foot + rim, rim)


def _nothing(letters: Written, rim: int) -> tuple[Shares, Shares]:
    height, width = letters.cover.shape
    shape = height + 2 * rim, width + 2 * rim, 3
    return np.zeros(shape, np.float32), np.ones(shape, np.float32)


def _laid(under: tuple[Shares, Shares], share: Shares | int, colour: Rgb | NDArray[np.uint8]) -> tuple[Shares, Shares]:
    """The paint and what stays, after one more layer."""
    paint, rest = under
    return paint * (1 - share) + np.asarray(colour, np.float32) * share, rest * (1 - share)


def _share(cover: Coverage) -> Shares:
    return cover.astype(np.float32)[..., None] / np.float32(255)


def _grown(cover: Coverage, pixels: int) -> Coverage:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * pixels + 1,) * 2)
    return np.asarray(cv2.dilate(np.pad(cover, pixels), disc), np.uint8)


def _bytes(values: Shares) -> NDArray[np.uint8]:
    return np.rint(values).astype(np.uint8)
