"""Which numbers of the examples' rows tell the classes apart, and what is a class's own; also without one example."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]
Integers = NDArray[np.int64]
_SPREAD = 1e-4  # below this variance a number is the same in all pictures
_STEEPER = 2  # the power by which those numbers count more that tell classes apart
_OWN = 3  # and those that one class alone has
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """The examples of each class at once: count (C,), mean and mean of squares (C, K)."""

    count: Integers
    mean: Floats32
    squares: Floats32

    @classmethod
    def of(cls, rows: Floats32, label: Integers, classes: int) -> Usual:
        """Of rows (N, K) and their classes (N,)."""
        mean = np.zeros((classes, rows.shape[1]), np.float32)
        squares = np.zeros_like(mean)
        for at in np.unique(label):
            mean[at], squares[at] = rows[label == at].mean(axis=0), (rows[label == at] ** 2).mean(axis=0)
        return cls(np.bincount(label, minlength=classes), mean, squares)

    def without(self, row: Floats32, at: int) -> Usual:
        """The same had this example of class `at` not been there."""
        count, mean, squares = self.count.copy(), self.mean.copy(), self.squares.copy()
        left = max(1, count[at] - 1)
        mean[at] = (count[at] * mean[at] - row) / left
        squares[at] = (count[at] * squares[at] - row**2) / left
        count[at] -= 1
        return replace(self, count=count, mean=mean, squares=squares)

    def weight(self) -> Floats32:
        """(K,): the share of a number's variance that lies between the classes (Fisher, 1936), squared; 0 to 1."""
        there = self.count > 0
        mean = self.mean[there]
        between = mean.var(axis=0)
        within = np.maximum(0, self.squares[there] - mean**2).mean(axis=0)
        return np.asarray((between / (between + within + _SPREAD)) ** _STEEPER, np.float32)

    def own(self) -> Floats32:
        """(C, K): what each class has more of than any other, so that its mean times this is 1; 0 for an empty one."""
        there = np.where(self.count[:, None] > 0, self.mean, -1)
        first, second = np.sort(there, axis=0)[[-1, -2]]
        most_of_others = np.where(there == first, second, first)
        more = np.where((there < 0) | (most_of_others < 0), 0, np.maximum(0, self.mean - most_of_others)) ** _OWN
        return np.asarray(more / np.maximum((more * self.mean).sum(axis=1, keepdims=True), _TINY), np.float32)
