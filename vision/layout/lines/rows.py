"""Words to lines: which neighbours in a row belong together, and which stand in two columns."""

from __future__ import annotations

import numpy as np

from vision.layout.ink.rules import Rules
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.groups import groups_of
from vision.layout.lines.gutters import Gutter, gutter, parts_columns, widest
from vision.layout.lines.ridges import crosses
from vision.layout.types import Floats, Ints, Mask


def neighbours(found: Fragments, scale: float) -> Ints:
    """Pairs (M, 2): each fragment and the next one to its right in the same row, each used once per side."""
    left, right = found.box[:, 0], found.box[:, 2]
    order = np.argsort(left, kind="stable")
    size = found.sizes(scale)
    best: dict[int, tuple[float, int]] = {}
    for i in range(len(found)):
        near = order[np.searchsorted(left[order], left[i], "right") :]
        gap = left[near] - right[i]
        step = np.abs(found.left_y[near] - found.right_y[i])
        fits = (gap > -1.5 * scale) & (step < 0.6 * scale + 0.02 * np.maximum(gap, 0)) & (right[near] > right[i])
        fits &= np.maximum(size[near], size[i]) < 2 * np.minimum(size[near], size[i])
        near, gap, step = near[fits], gap[fits], step[fits]
        if not len(near):
            continue
        cost = np.maximum(gap, 0) + 2 * step
        k = int(np.argmin(cost))
        j, price = int(near[k]), float(cost[k])
        if j not in best or price < best[j][0]:
            best[j] = (price, i)
    return np.array([(i, j) for j, (_, i) in best.items()], np.int64).reshape(-1, 2)


def join(found: Fragments, pairs: Ints, keep: Mask, scale: float) -> Fragments:
    """The fragments with the chosen pairs put together."""
    return found.merged(groups_of(len(found), pairs[keep]), 6 * scale)


def word_gaps(found: Fragments, pairs: Ints, barrier: Mask, size: Floats) -> Mask:
    """(M,) true for pairs with nothing but a word space between them; size: (M,) height of their letters."""
    a, b = pairs[:, 0], pairs[:, 1]
    close = found.box[b, 0] - found.box[a, 2] < 4 * size
    for k in np.flatnonzero(close):
        i, j = a[k], b[k]
        close[k] = not crosses(barrier, found.box[i, 2] - 1, found.right_y[i], found.box[j, 0], found.left_y[j])
    return np.asarray(close, bool)


def cells(found: Fragments, scale: float) -> Mask:
    """(N,) true for numbers and the like in a narrow column of a table: hardly anything wider stands over them."""
    box = found.box
    narrow = box[:, 2] - box[:, 0] < 4.5 * scale
    middle = (found.left_y + found.right_y) / 2
    near = (box[:, None, 0] < box[None, :, 2]) & (box[None, :, 0] < box[:, None, 2])
    near &= np.abs(middle[:, None] - middle[None, :]) < 30 * scale
    count = near.sum(1)
    return np.asarray(narrow & (count >= 3) & (near @ narrow.astype(np.int64) >= 0.8 * count), bool)


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


def rows(
    found: Fragments, gaps: Mask, rules: Rules, scale: float, most: int | None = None
) -> tuple[Fragments, list[Gutter]]:
    """Fragments put together to lines, and the gutters that keep some apart: those of the `most` tallest gaps."""
    for _ in range(2):
        pairs = neighbours(found, scale)
        size = pair_sizes(found, pairs, scale)
        found = join(found, pairs, word_gaps(found, pairs, gaps | rules.barrier, size), scale)
    pairs = neighbours(found, scale)
    size = pair_sizes(found, pairs, scale)
    cell = cells(found, scale)
    keep = np.zeros(len(pairs), bool)
    gutters, parted = [], []
    for k, (i, j) in enumerate(pairs):
        if crosses(rules.barrier, found.box[i, 2] - 1, found.right_y[i], found.box[j, 0], found.left_y[j]):
            continue
        g = gutter(found, pairs, k, 0.9 * scale, rules.horizontal)
        middle = (found.right_y[i] + found.left_y[j]) / 2
        word_space = g.rows < 4 and bridged(found, found.box[i, 2], found.box[j, 0], middle, 5 * scale)
        keep[k] = word_space or cell[i] or cell[j] or not parts_columns(g, size[k])
        if not keep[k]:
            gutters.append(g)
            parted.append(k)
    if most is not None and gutters:
        chosen = widest(gutters, most)
        keep[np.array(parted)[~chosen]] = True
        gutters = [g for g, yes in zip(gutters, chosen, strict=True) if yes]
    return absorb(join(found, pairs, keep, scale), scale), gutters


def pair_sizes(found: Fragments, pairs: Ints, scale: float) -> Floats:
    """(M,) height of the letters on either side of a gap, the smaller of the two, but no less than `scale`."""
    return np.asarray(np.maximum(found.sizes(scale)[pairs].min(1, initial=np.inf), scale), np.float64)
