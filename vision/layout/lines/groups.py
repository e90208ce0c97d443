"""Things that belong together, from pairs of neighbours."""

from __future__ import annotations

import numpy as np

from vision.layout.types import Ints


def groups_of(count: int, pairs: Ints) -> Ints:
    """(count,) the group of each thing, groups numbered from 0, when the two of each pair (M, 2) are in one."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs.tolist():
        a, b = root(a), root(b)
        parent[max(a, b)] = min(a, b)
    roots = [root(i) for i in range(count)]
    return np.asarray(np.unique(roots, return_inverse=True)[1], np.int64).reshape(count)
