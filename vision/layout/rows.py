"""Words to lines: which neighbours in a row belong together, and which stand in two columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.layout.groups import groups_of
from vision.layout.lines import Fragments, crosses
from vision.layout.types import Boxes, Mask

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def neighbours(found: Fragments, scale: float) -> Ints:
    """Pairs (M, 2): each fragment and the next one to its right in the same row, each used once per side."""
    left, right = found.box[:, 0], found.box[:, 2]
    order = np.argsort(left, kind="stable")
    best: dict[int, tuple[float, int]] = {}
    for i in range(len(found)):
        near = order[np.searchsorted(left[order], left[i], "right") :]
        gap = left[near] - right[i]
        step = np.abs(found.left_y[near] - found.right_y[i])
        fits = (gap > -1.5 * scale) & (step < 0.6 * scale + 0.02 * np.maximum(gap, 0)) & (right[near] > right[i])
        near, gap, step = near[fits], gap[fits], step[fits]
        if not len(near):
            continue
        cost = np.maximum(gap, 0) + 2 * step
        k = int(np.argmin(cost))
        j, price = int(near[k]), float(cost[k])
        if j not in best or price < best[j][0]:
            best[j] = (price, i)
    return np.array([(i, j) for j, (_, i) in best.items()], np.int64).reshape(-1, 2)


def join(found: Fragments, pairs: Ints, keep: NDArray[np.bool_]) -> Fragments:
    """The fragments with the chosen pairs put together."""
    return found.merged(groups_of(len(found), pairs[keep]))


def word_gaps(found: Fragments, pairs: Ints, gaps: Mask, rules: Mask, size: Floats) -> NDArray[np.bool_]:
    """(M,) true for pairs with nothing but a word space between them; size: (M,) height of their letters."""
    a, b = pairs[:, 0], pairs[:, 1]
    close = found.box[b, 0] - found.box[a, 2] < 4 * size
    barrier = gaps | rules
    for k in np.flatnonzero(close):
        i, j = a[k], b[k]
        close[k] = not crosses(barrier, found.box[i, 2] - 1, found.right_y[i], found.box[j, 0], found.left_y[j])
    return close


def cells(found: Fragments, scale: float) -> NDArray[np.bool_]:
    """(N,) true for numbers and the like in a narrow column of a table: hardly anything wider stands over them."""
    box = found.box
    narrow = box[:, 2] - box[:, 0] < 4.5 * scale
    middle = (found.left_y + found.right_y) / 2
    near = (box[:, None, 0] < box[None, :, 2]) & (box[None, :, 0] < box[:, None, 2])
    near &= np.abs(middle[:, None] - middle[None, :]) < 30 * scale
    count = near.sum(1)
    return np.asarray(narrow & (count >= 3) & (near @ narrow.astype(np.int64) >= 0.8 * count), bool)


@dataclass(frozen=True, slots=True)
class Gutter:
    """rows: how many rows the white strip parts. gap: their usual width."""

    x0: float
    x1: float
    y0: float
    y1: float
    rows: int
    gap: float


def gutter(found: Fragments, pairs: Ints, k: int, strip: float, level: Boxes) -> Gutter:
    """The white strip through gap `k` that parts most rows, at least `strip` wide."""
    left, right = found.box[pairs[:, 0], 2], found.box[pairs[:, 1], 0]
    middle = (found.right_y[pairs[:, 0]] + found.left_y[pairs[:, 1]]) / 2
    width = min(strip, max(right[k] - left[k], 1))
    alike = right - left <= right[k] - left[k] + 6 * strip
    best: Gutter | None = None
    for x in {left[k], (left[k] + right[k] - width) / 2, right[k] - width}:
        blocked = (found.box[:, 0] < x + width - 1) & (found.box[:, 2] > x + 1)
        across = (level[:, 0] < x + width) & (level[:, 2] > x)
        centre = np.concatenate([(found.left_y + found.right_y)[blocked] / 2, level[across, 1]])
        above = centre[centre < middle[k]].max(initial=-np.inf)
        below = centre[centre > middle[k]].min(initial=np.inf)
        rows = alike & (middle > above) & (middle < below) & (left <= x + 1) & (right >= x + width - 1)
        rows[k] = True
        if best is None or rows.sum() > best.rows:
            a, b = found.box[pairs[rows, 0]], found.box[pairs[rows, 1]]
            best = Gutter(
                float(a[:, 2].max()),
                float(b[:, 0].min()),
                float(min(a[:, 1].min(), b[:, 1].min())),
                float(max(a[:, 3].max(), b[:, 3].max())),
                int(rows.sum()),
                float(np.median(b[:, 0] - a[:, 2])),
            )
    assert best is not None
    return best


def parts_columns(g: Gutter, size: float) -> bool:
    """True when a white strip is a gutter between columns, not a word space or a gap inside a table row.

    The narrower the strip, the more rows it must part.
    """
    least = ((8.0, 1), (5.0, 2), (3.0, 3), (1.5, 5), (0.0, 7))
    return any(g.gap >= gap * size and g.rows >= count for gap, count in least)


def bridged(found: Fragments, x0: float, x1: float, y: float, reach: float) -> bool:
    """True when text runs across the gap both right above and right below it."""
    middle = (found.left_y + found.right_y) / 2
    over = (found.box[:, 0] < x0) & (found.box[:, 2] > x1)
    above = over & (middle < y) & (middle > y - reach)
    below = over & (middle > y) & (middle < y + reach)
    return bool(above.any() and below.any())


def absorb(found: Fragments, scale: float) -> Fragments:
    """Short pieces that lie inside the box of a longer line are its flourishes and accents."""
    box = found.box
    low = np.maximum(box[:, None, :2], box[None, :, :2])
    high = np.minimum(box[:, None, 2:], box[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(2)
    width = box[:, 2] - box[:, 0]
    area = width * (box[:, 3] - box[:, 1])
    inside = (shared > 0.4 * area[:, None]) & (width[:, None] < 4 * scale) & (width[None, :] > 2 * width[:, None])
    return found.pick(~inside.any(1))


def rows(found: Fragments, gaps: Mask, rules: Mask, level: Boxes, scale: float) -> tuple[Fragments, list[Gutter]]:
    """Fragments put together to lines, and the gutters that keep some apart."""
    for _ in range(2):
        pairs = neighbours(found, scale)
        found = join(found, pairs, word_gaps(found, pairs, gaps, rules, pair_sizes(found, pairs, scale)))
    pairs = neighbours(found, scale)
    keep = np.zeros(len(pairs), bool)
    gutters = []
    size = pair_sizes(found, pairs, scale)
    cell = cells(found, scale)
    for k, (i, j) in enumerate(pairs):
        if crosses(rules, found.box[i, 2] - 1, found.right_y[i], found.box[j, 0], found.left_y[j]):
            continue
        g = gutter(found, pairs, k, 0.9 * scale, level)
        middle = (found.right_y[i] + found.left_y[j]) / 2
        word_space = g.rows < 4 and bridged(found, found.box[i, 2], found.box[j, 0], middle, 5 * scale)
        keep[k] = word_space or cell[i] or cell[j] or not parts_columns(g, size[k])
        if not keep[k]:
            gutters.append(g)
    return absorb(join(found, pairs, keep), scale), gutters


def pair_sizes(found: Fragments, pairs: Ints, scale: float) -> Floats:
    """(M,) height of the letters on either side of a gap, the smaller of the two, but no less than `scale`."""
    return np.asarray(np.maximum(found.sizes(scale)[pairs].min(1, initial=np.inf), scale), np.float64)
