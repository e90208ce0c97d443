"""Pieces of text lines as a table of columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.layout.geometry import union_boxes
from vision.layout.types import Boxes, Floats, Ints, Mask

SMALLEST, LARGEST = 0.7, 6.0
"""Limits of the size of letters in one piece, in letter heights of the page: accents alone, a title's capitals."""

END = 6
"""Letter heights from an end of a line whose words say how high that end is: about three words."""


@dataclass(frozen=True, slots=True, eq=False)
class Fragments:
    """Pieces of text lines.

    box: (N, 4) of their ink. left_y, right_y: (N,) height of their middle at the two ends. letters, tallness: (N,)
    how many components are as tall as a letter, and the sum of their heights. ink: (N,) pixels.
    """

    box: Boxes
    left_y: Floats
    right_y: Floats
    letters: Floats
    tallness: Floats
    ink: Floats

    def __len__(self) -> int:
        return len(self.box)

    def sizes(self, scale: float) -> Floats:
        """(N,) usual height of the letters in each, `scale` where there are none."""
        size = np.where(self.letters > 0, self.tallness / np.maximum(self.letters, 1), scale)
        return np.asarray(np.clip(size, SMALLEST * scale, LARGEST * scale), np.float64)

    @classmethod
    def none(cls) -> Fragments:
        return cls(np.zeros((0, 4)), *(np.zeros(0) for _ in cls.__slots__[1:]))

    def __add__(self, other: Fragments) -> Fragments:
        names = self.__slots__
        return Fragments(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in names))

    def pick(self, chosen: Mask) -> Fragments:
        """Those where `chosen` (N,) is true."""
        return Fragments(*(getattr(self, name)[chosen] for name in self.__slots__))

    def merged(self, group: Ints, reach: float) -> Fragments:
        """One fragment for each group; the height of an end is that of the members within `reach` of it."""
        count = int(group.max()) + 1 if len(group) else 0
        box = union_boxes(self.box, group, count)
        width = np.minimum(self.box[:, 2] - self.box[:, 0], reach)
        at_left = width * (self.box[:, 0] < box[group, 0] + reach)
        at_right = width * (self.box[:, 2] > box[group, 2] - reach)
        return Fragments(
            box,
            total(group, at_left * self.left_y, count) / total(group, at_left, count),
            total(group, at_right * self.right_y, count) / total(group, at_right, count),
            total(group, self.letters, count),
            total(group, self.tallness, count),
            total(group, self.ink, count),
        )


def total(group: Ints, weight: Floats, count: int) -> Floats:
    """(count,) the sum of `weight` in each group."""
    return np.asarray(np.bincount(group, weight, count), np.float64)
