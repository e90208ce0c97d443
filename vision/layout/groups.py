"""Things that belong together, from pairs of neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def groups_of(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """(count,) the group of each thing, groups numbered from 0, when the two of each pair (M, 2) are in one."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    links = coo_matrix((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), (count, count))
    return np.asarray(connected_components(links, directed=False)[1], np.int64)
