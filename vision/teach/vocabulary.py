"""The words of a lesson: patches out of its own examples, and how clearly each of them is seen in a picture.

A bag of words (Csurka and others, 2004) with the examples' own patches as the words, and the best place for each word
instead of a count: a thing is the same wherever it is held.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST_WORDS = 2400
MOST_OF_ONE = 60
"""Words that one example gives at most: more of them would be what happened to stand behind it."""
_MOST_NUMBERS = 720_000  # examples times words, so that six classes of a hundred are learned in half a second
_NEAR = 0.4  # the squared distance at which a word is seen by a third

PatchPlace = tuple[int, int]
"""The number of an example, and of one of its patches."""


def chosen(counts: Sequence[int], patches: Sequence[int]) -> list[PatchPlace]:
    """The words of a lesson: as many from each class, spread over its examples.

    counts: examples of each class; patches: how many each example has. With more examples each gives fewer, the first
    of those it gave before.
    """
    words: list[PatchPlace] = []
    first, classes = 0, sum(count > 0 for count in counts)
    most = min(MOST_WORDS, _MOST_NUMBERS // max(1, sum(counts)))
    for count in counts:
        share = max(1, min(MOST_OF_ONE, most // max(1, classes * count)))
        for example in range(first, first + count):
            words += [(example, int(at)) for at in _shuffled(patches[example])[:share]]
        first += count
    return words


def seen(parts: NDArray[np.float16], words: NDArray[np.float32]) -> NDArray[np.float32]:
    """(K,): how clearly each of the words (K, D) is seen at its best place among the parts (P, D), 0 to 1."""
    if not len(parts):
        return np.zeros(len(words), np.float32)
    patches = parts.astype(np.float32)
    squared = (patches**2).sum(axis=1)[:, None] - 2 * patches @ words.T
    nearest = np.maximum(0, squared.min(axis=0) + (words**2).sum(axis=1))
    return np.asarray(np.exp(-nearest / _NEAR), np.float32)


def _shuffled(count: int) -> NDArray[np.int64]:
    return np.random.default_rng(count).permutation(count)
