"""How like each class a row is: how much of what is the class's own it has, beside what the examples have of it.

The measure is found by leaving out each example and asking the others about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.teach.weighing import Columns, Floats32, Integers

_WORDS = 0.6  # of the likeness, where there are words and numbers: words know strangers, numbers other rooms
_AHEAD, _ENOUGH = 0.4, 0.6
"""How far before the next class, or how like, the nearest one must be: else the picture is none of these."""
_LEAST = 0.05  # between what a class and the others have of its own, so that classes that are the same stay finite
_NOWHERE = -9.0
_SHARPNESS = np.geomspace(1, 60, 40)
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """weight, middle: (K,), how much each number of a row tells the classes apart, 0 to 1, and its mean.
    along, around: (N, K), the weighted examples, from nothing and from the middle, at length 1. label: (N,).
    own: (C, K), what a class has and the others have not; zero: (C,), what the others have of it on average.
    sharpness: turns likeness into shares. left_out: (N, C), how like each class each example is without itself.
    """

    weight: Floats32
    middle: Floats32
    along: Floats32
    around: Floats32
    label: Integers
    own: Floats32
    zero: Floats32
    sharpness: float
    left_out: Floats32

    def to_examples(self, row: Floats32) -> Floats32:
        """(N,): the mean of two cosines between a row and each example."""
        along = self.along @ _direction(row * self.weight)
        return np.asarray((along + self.around @ _direction((row - self.middle) * self.weight)) / 2, np.float32)

    def to_classes(self, row: Floats32) -> Floats32:
        """(C,): likeness; 1 is that of a class's own pictures, 0 that of the others'. Far below for an empty class."""
        return np.asarray(self.own @ row - self.zero, np.float32)

    def knows(self, likeness: Floats32) -> bool:
        """Whether a picture is one of these at all."""
        second, first = np.sort(likeness)[-2:]
        return bool(first - max(second, 0) >= _AHEAD or first >= _ENOUGH)

    def shares(self, likeness: Floats32) -> Floats32:
        """(..., C): how sure, adding up to 1."""
        raised = np.exp(self.sharpness * (likeness - likeness.max(axis=-1, keepdims=True)))
        return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def space_of(rows: Floats32, label: Integers, classes: int, owner: Integers) -> Space:
    """What counts in `rows` (N, K) of the classes `label` (N,).

    owner: the examples that the first columns' words come from; the columns behind them are numbers.
    """
    count = np.bincount(label, minlength=classes)
    words = len(owner)
    blocks = [Columns(rows[:, :words], label, count, owner)] if words else []
    if rows.shape[1] > words:
        blocks.append(Columns(rows[:, words:], label, count, None))
    part = [1.0] if len(blocks) == 1 else [_WORDS, 1 - _WORDS]
    measured = [_measured(block, share) for block, share in zip(blocks, part, strict=True)]
    own, zero, left_out = (list(each) for each in zip(*measured, strict=True))
    empty = np.where(count > 0, 0, -_NOWHERE).astype(np.float32)
    likeness = np.asarray(np.sum(left_out, axis=0) - empty, np.float32)
    weight, middle = np.concatenate([block.weight() for block in blocks]), rows.mean(axis=0)
    judged = count[label] > 1
    return Space(
        weight,
        middle,
        _lengths(rows * weight),
        _lengths((rows - middle) * weight),
        label,
        np.concatenate(own, axis=1),
        np.asarray(np.sum(zero, axis=0) + empty, np.float32),
        _sharpness(likeness[judged], label[judged]),
        likeness,
    )


def _measured(block: Columns, share: float) -> tuple[Floats32, Floats32, Floats32]:
    """own, zero and left_out of a space that this block makes, times its share."""
    own, left_out = block.own(), block.left_out()
    low, high = np.zeros((2, len(block.count)), np.float32)
    for at, many in enumerate(block.count):
        mine = block.label == at
        if not mine.all():
            low[at] = left_out[~mine, at].mean()
        if many:
            high[at] = left_out[mine, at].mean() if many > 1 else own[at] @ block.rows[mine][0]
    scale = share / np.maximum(high - low, _LEAST)
    return own * scale[:, None], low * scale, (left_out - low) * scale


def _direction(row: Floats32) -> Floats32:
    return np.asarray(row / max(float(np.linalg.norm(row)), _TINY), np.float32)


def _lengths(rows: Floats32) -> Floats32:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _TINY), np.float32)


def _sharpness(left_out: Floats32, label: Integers) -> float:
    """The one under which the left-out examples' own classes are likely, smoothed as by Platt (1999): nobody who saw
    ten examples is sure."""
    if not len(label):
        return float(_SHARPNESS[0])
    own = np.arange(len(label)), label
    wanted = np.full(left_out.shape, 1 / (len(label) + 2) / max(1, left_out.shape[1] - 1))
    wanted[own] = (len(label) + 1) / (len(label) + 2)
    fits = []
    for sharpness in _SHARPNESS:
        raised = sharpness * (left_out - left_out.max(axis=1, keepdims=True))
        logs = raised - np.log(np.exp(raised).sum(axis=1, keepdims=True))
        fits.append((wanted * logs).sum())
    return float(_SHARPNESS[int(np.argmax(fits))])
