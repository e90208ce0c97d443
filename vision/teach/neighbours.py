"""How like each class a row is: by its nearest examples and by what is a class's own; and how near is near.

The bounds are found by leaving out each example and asking the others about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.teach.weighing import Floats32, Integers, Usual

_NEIGHBOURS = 3
_FEW, _MOST = 0.04, 0.95  # quantiles of what left-out examples have of their own class, and of the nearest other one;
_BETWEEN = 0.5  # between the two, this much of the way to their own, a picture begins to be known
_SHARPNESS = np.geomspace(1, 60, 40)
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """weight, middle: (K,), how much each number of a row tells the classes apart, 0 to 1, and its mean.
    along, around: (N, K), the weighted examples, from nothing and from the middle, at length 1. label: (N,).
    own: (C, K), what a class has and the others have not, so that its usual row times this is 1.
    sharpness: turns likeness into shares. known: how much of what is a class's own must be there, or it is none of
    these. left_out: (N, C), how like each class each example is without itself.
    """

    weight: Floats32
    middle: Floats32
    along: Floats32
    around: Floats32
    label: Integers
    own: Floats32
    sharpness: float
    known: float
    left_out: Floats32

    def to_examples(self, row: Floats32) -> Floats32:
        """(N,): the mean of two cosines between a row and each example."""
        along = self.along @ _direction(row * self.weight)
        return np.asarray((along + self.around @ _direction((row - self.middle) * self.weight)) / 2, np.float32)

    def to_classes(self, row: Floats32) -> Floats32:
        """(C,): likeness, up to about 2; -1 for a class without examples."""
        return _both(_nearest(self.to_examples(row), self.label, len(self.own)), self.own @ row)

    def knows(self, row: Floats32, at: int) -> bool:
        """Whether enough of what is a class's own is in a row."""
        return bool(self.own[at] @ row >= self.known)

    def shares(self, likeness: Floats32) -> Floats32:
        """(..., C): how sure, adding up to 1."""
        raised = np.exp(self.sharpness * (likeness - likeness.max(axis=-1, keepdims=True)))
        return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def space_of(rows: Floats32, label: Integers, classes: int, owner: Integers) -> Space:
    """What counts in `rows` (N, K) of the classes `label` (N,).

    owner: (K,), the example that a word comes from: it is not asked about its own.
    """
    usual, middle = Usual.of(rows, label, classes), rows.mean(axis=0)
    near, own = _left_out(rows, label, owner, usual)
    judged = usual.count[label] > 1
    left_out = _both(near, own)
    weight = usual.weight()
    return Space(
        weight,
        middle,
        _lengths(rows * weight),
        _lengths((rows - middle) * weight),
        label,
        usual.own(),
        _sharpness(left_out[judged], label[judged]),
        _known(own[judged], label[judged]),
        left_out,
    )


def _left_out(rows: Floats32, label: Integers, owner: Integers, usual: Usual) -> tuple[Floats32, Floats32]:
    """(N, C) and (N, C): how near the classes are to each example had it not been taught, and how much it has of
    theirs."""
    weight, own = np.empty_like(rows), np.empty((len(rows), len(usual.count)), np.float32)
    for at, row in enumerate(rows):
        left = usual.without(row, int(label[at]))
        left.mean[:, owner == at] = 0  # nobody else has these as clearly
        weight[at], own[at] = left.weight() ** 2, left.own() @ row
        weight[at, owner == at] = 0
    likeness = (_cosines(rows, weight) + _cosines(rows - rows.mean(axis=0), weight)) / 2
    others = ~np.eye(len(rows), dtype=bool)
    near = [_nearest(line[o], label[o], len(usual.count)) for line, o in zip(likeness, others, strict=True)]
    return np.stack(near), own


def _cosines(rows: Floats32, weight: Floats32) -> Floats32:
    """(N, N): of the angles between the rows, each line with the squared weights of its own."""
    dots = (rows * weight) @ rows.T
    lengths = np.sqrt(np.maximum(weight @ (rows**2).T, _TINY))
    return np.asarray(dots / (lengths * lengths.diagonal()[:, None]), np.float32)


def _nearest(likeness: Floats32, label: Integers, classes: int) -> Floats32:
    """(C,): the mean of the few nearest examples of each class, -2 for one without any."""
    groups = [np.sort(likeness[label == at])[-_NEIGHBOURS:] for at in range(classes)]
    return np.array([group.mean() if len(group) else -2.0 for group in groups], np.float32)


def _both(near: Floats32, own: Floats32) -> Floats32:
    return np.asarray(np.where(near < -1, -1, near + own), np.float32)


def _direction(row: Floats32) -> Floats32:
    return np.asarray(row / max(float(np.linalg.norm(row)), _TINY), np.float32)


def _lengths(rows: Floats32) -> Floats32:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _TINY), np.float32)


def _known(own: Floats32, label: Integers) -> float:
    if not len(label):
        return 0.0
    mine = np.arange(len(label)), label
    others = own.copy()
    others[mine] = 0
    far, near = np.quantile(others.max(axis=1), _MOST), np.quantile(own[mine], _FEW)
    return float(far + _BETWEEN * (near - far))


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
