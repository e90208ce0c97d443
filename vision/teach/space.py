"""How like each class a row is: by its nearest examples, and by what is a class's own; and whether it is one at all.

The measure is found by leaving out each example and asking the others about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.teach.weighing import Columns, Floats32, Integers

_NEIGHBOURS = 5
_KNOWN = 0.42
"""From what others have of a class's own to what its examples have, this much of the way: it begins to be known."""
_LEAST = 0.05  # the shortest such way, so that classes that are the same stay finite
_NOWHERE = -2.0
_SHARPNESS = np.geomspace(1, 60, 40)
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """weight, middle: (K + W,), how much each number of a row tells the classes apart, and its mean.
    around: (N, K + W), the weighted examples from the middle, at length 1. label: (N,).
    own: (C, K), what a class has and the others have not, of the words, which are a row's first K numbers; low, high:
    (C,), how much of it the others' and its own examples have. owned: whether that counts for the likeness, too.
    sharpness: turns likeness into shares. left_out: (N, C), how like each class each example is without itself.
    """

    weight: Floats32
    middle: Floats32
    around: Floats32
    label: Integers
    own: Floats32
    low: Floats32
    high: Floats32
    owned: bool
    sharpness: float
    left_out: Floats32

    def to_examples(self, row: Floats32) -> Floats32:
        """(N,): the cosines between a row and each example, seen from the middle of all."""
        away = (row - self.middle) * self.weight
        return np.asarray(self.around @ (away / max(float(np.linalg.norm(away)), _TINY)), np.float32)

    def to_classes(self, row: Floats32) -> Floats32:
        """(C,): likeness, up to about 2; less than -1 for a class without examples."""
        near = _nearest(self.to_examples(row), self.label, len(self.own))
        return near + self.own @ self._words(row) if self.owned else near

    def knows(self, row: Floats32) -> bool:
        """Whether there is enough of what is some class's own."""
        way = np.maximum(self.high - self.low, _LEAST)
        return bool(((self.own @ self._words(row) - self.low) / way).max() >= _KNOWN)

    def shares(self, likeness: Floats32) -> Floats32:
        """(..., C): how sure, adding up to 1."""
        raised = np.exp(self.sharpness * (likeness - likeness.max(axis=-1, keepdims=True)))
        return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)

    def _words(self, row: Floats32) -> Floats32:
        return row[: self.own.shape[1]]


def space_of(rows: Floats32, label: Integers, classes: int, owner: Integers) -> Space:
    """What counts in `rows` (N, K + W) of the classes `label` (N,).

    owner: (K,), the examples that the words come from; the columns behind them are numbers.
    """
    count = np.bincount(label, minlength=classes)
    words = Columns(rows[:, : len(owner)], label, count, owner)
    parts = [words]
    if rows.shape[1] > len(owner):
        parts.append(Columns(rows[:, len(owner) :], label, count, None))
    weight, middle = np.concatenate([part.weight() for part in parts]), rows.mean(axis=0)
    own, own_left_out = words.own(), words.own_left_out()
    left_out = _near_left_out(rows - middle, label, classes, parts)
    if len(parts) == 1:
        left_out = left_out + own_left_out
    low, high = _levels(own_left_out, label, count)
    around = (rows - middle) * weight
    around /= np.maximum(np.linalg.norm(around, axis=1, keepdims=True), _TINY)
    judged = count[label] > 1
    sharpness = _sharpness(left_out[judged], label[judged])
    return Space(weight, middle, around, label, own, low, high, len(parts) == 1, sharpness, left_out)


def _near_left_out(away: Floats32, label: Integers, classes: int, parts: list[Columns]) -> Floats32:
    """(N, C): how near the classes are to each example had it not been taught."""
    squared = np.concatenate([part.weights_left_out() for part in parts], axis=1) ** 2
    dots = (away * squared) @ away.T
    lengths = np.sqrt(np.maximum(squared @ (away**2).T, _TINY**2))
    likeness = dots / (lengths * lengths.diagonal()[:, None])
    others = ~np.eye(len(away), dtype=bool)
    return np.stack([_nearest(line[o], label[o], classes) for line, o in zip(likeness, others, strict=True)])


def _nearest(likeness: Floats32, label: Integers, classes: int) -> Floats32:
    """(C,): the mean of the few nearest examples of each class, far away for one without any."""
    groups = [np.sort(likeness[label == at])[-_NEIGHBOURS:] for at in range(classes)]
    return np.array([group.mean() if len(group) else _NOWHERE for group in groups], np.float32)


def _levels(left_out: Floats32, label: Integers, count: Integers) -> tuple[Floats32, Floats32]:
    """(C,) and (C,): what examples of the others, and of the class, have of its own; without any to ask, 0 and 1."""
    low, high = np.zeros(len(count), np.float32), np.ones(len(count), np.float32)
    for at, many in enumerate(count):
        mine = label == at
        if not mine.all():
            low[at] = left_out[~mine, at].mean()
        if many > 1:
            high[at] = left_out[mine, at].mean()
    return low, high


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
