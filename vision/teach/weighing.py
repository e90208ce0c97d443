"""What tells the classes apart in the examples' rows, and what a class has and the others have not.

Also as it would be without each example, which tells how well the others know it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]
Integers = NDArray[np.int64]
_SAME = 1e-4  # below this variance a word is seen as clearly in all pictures
_STEEPER = 2  # the power by which those words count more that tell classes apart
_UNEVEN = 0.3  # of the mean variance, added to each number's: few examples say little of how much it varies
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns of the examples' rows, all of one kind: how clearly words are seen, or numbers of any size.

    rows: (N, K). label: (N,). count: (C,), examples of each class. owner: (K,), the example that a word comes from;
    None for numbers.
    """

    rows: Floats32
    label: Integers
    count: Integers
    owner: Integers | None

    def weight(self) -> Floats32:
        """(K,): how much each counts, so that weighted rows lie about 1 from their mean.

        The share of the variance that lies between the classes (Fisher, 1936); for words its square, for numbers in
        units of how much they vary within a class.
        """
        means, variances = self._means()[self._there()], self._variances()
        found = self._weight(means.var(axis=0), variances.mean(axis=0))
        return found * self._unit(found)

    def weights_left_out(self) -> Floats32:
        """(N, K): the same for each example had it not been taught; 0 for its own words."""
        means, variances = self._means()[self._there()], self._variances()
        unit = self._unit(self._weight(means.var(axis=0), variances.mean(axis=0)))
        result = np.empty_like(self.rows)
        for at, out in enumerate(self._there()):
            mine, without = self.rows[self.label == out], self._means_without(out)
            squares = ((mine**2).sum(axis=0) - mine**2) / max(1, len(mine) - 1)
            others, spreads = np.delete(means, at, axis=0), np.delete(variances, at, axis=0).sum(axis=0)
            left, classes = (1, len(means)) if len(mine) > 1 else (0, max(1, len(others)))
            middle = (others.sum(axis=0) + left * without) / classes
            between = ((others**2).sum(axis=0) + left * without**2) / classes - middle**2
            within = (spreads + left * np.maximum(0, squares - without**2)) / classes
            result[self.label == out] = self._weight(np.maximum(0, between), within) * unit
        return np.where(self._hidden(slice(None)), 0, result).astype(np.float32)

    def own(self) -> Floats32:
        """(C, K): what each class has more of than any other, so that its mean times this is 1; 0 for an empty one."""
        means, there = self._means(), self._there()
        result = np.zeros_like(means)
        for at in there:
            others = [other for other in there if other != at]
            if others:
                result[at] = _more(means[at], means[others].max(axis=0))
        return result

    def own_left_out(self) -> Floats32:
        """(N, C): how much each example has of what is each class's own, had it not been taught."""
        result, means = np.zeros((len(self.rows), len(self.count)), np.float32), self._means()
        for out in self._there():
            chosen = self.label == out
            mine, without, hidden = self.rows[chosen], self._means_without(out), self._hidden(chosen)
            there = [at for at in self._there() if at != out or len(mine) > 1]
            for at in there:
                others = [np.broadcast_to(without if o == out else means[o], mine.shape) for o in there if o != at]
                if others:
                    mean = np.where(hidden, 0, without if at == out else means[at])
                    most = np.where(hidden, 0, np.maximum.reduce(others))
                    result[chosen, at] = (_more(mean, most) * mine).sum(axis=1)
        return result

    def _weight(self, between: Floats32, within: Floats32) -> Floats32:
        if self.owner is not None:
            return np.asarray((between / (between + within + _SAME)) ** _STEEPER, np.float32)
        spread = within + _UNEVEN * within.mean(axis=-1, keepdims=True) + _TINY
        return np.asarray(between / (between + within + _TINY) / np.sqrt(spread), np.float32)

    def _unit(self, weight: Floats32) -> np.float32:
        away = (((self.rows - self.rows.mean(axis=0)) * weight) ** 2).sum(axis=1).mean()
        return np.float32(1 / max(float(np.sqrt(away)), _TINY))

    def _hidden(self, of: slice | NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(B, K): the examples' own words, that nobody else has as clearly."""
        if self.owner is None:
            return np.zeros((1, 1), np.bool_)
        return np.asarray(self.owner == np.arange(len(self.rows))[of][:, None])

    def _there(self) -> list[int]:
        return [int(at) for at in np.flatnonzero(self.count)]

    def _means(self) -> Floats32:
        means = np.zeros((len(self.count), self.rows.shape[1]), np.float32)
        for at in self._there():
            means[at] = self.rows[self.label == at].mean(axis=0)
        return means

    def _means_without(self, out: int) -> Floats32:
        """(B, K): the mean of a class, each of its examples left out in turn."""
        mine = self.rows[self.label == out]
        return np.asarray((mine.sum(axis=0) - mine) / max(1, len(mine) - 1), np.float32)

    def _variances(self) -> Floats32:
        """Of each class that has examples."""
        return np.stack([self.rows[self.label == at].var(axis=0) for at in self._there()])


def _more(mean: Floats32, most: Floats32) -> Floats32:
    """(..., K): how much more than the most of the others, steeply, so that the mean times this is 1."""
    more = np.maximum(0, mean - most)
    more = more * more * more
    return np.asarray(more / np.maximum((more * mean).sum(axis=-1, keepdims=True), _TINY), np.float32)
