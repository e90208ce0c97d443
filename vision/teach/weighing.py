"""What a class has and the others have not: for words that are seen or not, and for numbers that are more or less.

Also as it would be without one example, which tells how well the others know it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]
Integers = NDArray[np.int64]
_SAME = 1e-4  # below this variance a number is the same in all pictures
_STEEPER = 2  # the power by which those numbers count more that tell classes apart
_UNEVEN = 0.3  # of the mean variance, added to each: few examples say little of how much a number varies
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns of the examples' rows, all of one kind. rows: (N, K). label: (N,). count: (C,), examples of each class.

    owner: (K,), the example that a word comes from; None for numbers.
    """

    rows: Floats32
    label: Integers
    count: Integers
    owner: Integers | None

    def own(self) -> Floats32:
        """(C, K): what each class has more of than any other; 0 for one without examples."""
        result = np.zeros((len(self.count), self.rows.shape[1]), np.float32)
        means, spread = self._means(), self._variances().mean(axis=0)
        there = self._there()
        for at in there:
            others = [other for other in there if other != at]
            if others:
                result[at] = self._more(means[at], means[others].max(axis=0), spread)
        return result

    def left_out(self) -> Floats32:
        """(N, C): how much each example has of what is each class's own, had it not been taught."""
        result = np.zeros((len(self.rows), len(self.count)), np.float32)
        for out in self._there():
            result[self.label == out] = self._left_out(out)
        return result

    def weight(self) -> Floats32:
        """(K,): the share of a number's variance that lies between the classes (Fisher, 1936), squared; 0 to 1."""
        there = self._there()
        between, within = self._means()[there].var(axis=0), self._variances().mean(axis=0)
        return np.asarray((between / (between + within + _SAME)) ** _STEEPER, np.float32)

    def _left_out(self, out: int) -> Floats32:
        """(B, C): the same for the examples of one class."""
        mine, left = self.rows[self.label == out], int(self.count[out]) - 1
        means = self._means()
        without = (means[out] * (left + 1) - mine) / max(1, left)
        spread = self._variances_without(out, without)
        hidden = np.zeros(mine.shape, bool)
        if self.owner is not None:  # nobody else has its words as clearly
            hidden = self.owner == np.flatnonzero(self.label == out)[:, None]
        there = [at for at in self._there() if at != out or left]
        result = np.zeros((len(mine), len(self.count)), np.float32)
        for at in there:
            others: Sequence[Floats32] = [without if o == out else means[o] for o in there if o != at]
            if others:
                most = np.where(hidden, 0, np.maximum.reduce([np.broadcast_to(o, mine.shape) for o in others]))
                mean = np.where(hidden, 0, without if at == out else means[at])
                result[:, at] = (self._more(mean, most, spread) * mine).sum(axis=1)
        return result

    def _more(self, mean: Floats32, most: Floats32, spread: Floats32) -> Floats32:
        """(..., K): so that what usually is there, or lies between the class and the others, comes to 1."""
        more = np.maximum(0, mean - most)
        if self.owner is None:
            found, usual = more / spread, more
        else:
            found, usual = more * more * more, mean
        return np.asarray(found / np.maximum((found * usual).sum(axis=-1, keepdims=True), _TINY), np.float32)

    def _there(self) -> list[int]:
        return [int(at) for at in np.flatnonzero(self.count)]

    def _means(self) -> Floats32:
        means = np.zeros((len(self.count), self.rows.shape[1]), np.float32)
        for at in self._there():
            means[at] = self.rows[self.label == at].mean(axis=0)
        return means

    def _variances(self) -> Floats32:
        """(classes that are there, K)."""
        return self._even(np.stack([self.rows[self.label == at].var(axis=0) for at in self._there()]))

    def _variances_without(self, out: int, without: Floats32) -> Floats32:
        """(B, K): the mean over the classes, had each example of this one not been taught; 1 for words."""
        if self.owner is not None:
            return np.ones(1, np.float32)
        mine = self.rows[self.label == out]
        squares = ((mine**2).sum(axis=0) - mine**2) / max(1, len(mine) - 1)
        others = [self.rows[self.label == at].var(axis=0) for at in self._there() if at != out]
        return self._even((np.maximum(0, squares - without**2) + sum(others)) / (len(others) + 1))

    @staticmethod
    def _even(variances: Floats32) -> Floats32:
        return np.asarray(variances + _UNEVEN * variances.mean(axis=-1, keepdims=True) + _TINY, np.float32)
