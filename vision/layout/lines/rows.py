"""Words to lines: which neighbours in a row belong together, and which stand in two columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.layout.ink.find import Ink
from vision.layout.ink.rules import Rules
from vision.layout.lines.find_words import Words
from vision.layout.lines.fragments import END, Fragments
from vision.layout.lines.groups import groups_of
from vision.layout.lines.gutters import Gutter, gutter, parts_columns, widest
from vision.layout.lines.ridges import crosses
from vision.layout.lines.strays import outsiders, without_strays
from vision.layout.types import Floats, Ints, Mask
from vision.types import VisionError

OVERLAP = 1.5
"""Letter heights that two neighbours in a row may overlap: italics, flourishes."""

STEP, SLOPE = 0.6, 0.02
"""How far neighbours may be off in height: letter heights, and for each pixel between them (a curved line)."""

SIZES = 2
"""Letters of neighbours in a row differ by less than this factor."""

STEP_COST = 2
"""A pixel off in height counts as so many pixels of gap when the nearest neighbour is chosen."""

WORD_SPACE = 4
"""Letter heights that a word space is narrower than when no white block lies in it."""

CELL, CELL_REACH, CELL_FEWEST, CELL_SHARE = 4.5, 30, 3, 0.8
"""A table's column: cells narrower than this, looked at so far up and down (letter heights), at least so many in it,
and so large a share of all that stands over and under a cell."""

SHORT, LONGER, COVERED = 4, 2, 0.4
"""A flourish: narrower than this (letter heights), this share of its area in the box of a line so many times wider."""

STRIP = 0.9
"""Width of the white strip that a gutter needs, in letter heights."""

RIVER_ROWS, RIVER_REACH = 4, 5
"""A gap that parts fewer rows is a word space when text runs across it above and below, so many letter heights away."""

NARROW = 0.6
"""A gap narrower than this, in the letters on either side of it, is a word space though a gutter runs on below it."""

ROUNDS = 2
"""How often words are joined before gutters are looked for: a joined pair finds new neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The text lines of a page, in no order, and the gutters that keep some apart."""

    found: Fragments
    gutters: tuple[Gutter, ...]


def find_lines(ink: Ink, words: Words, most: int | None = None) -> Lines:
    """Words put together to lines; `most`: only so many gaps, the tallest, may part columns.

    Raises VisionError when nothing is left.
    """
    found, gutters = rows(words, ink.rules, ink.scale, most)
    found = without_strays(found, ink.scale)
    if not len(found):
        raise VisionError("No text line was found on this page: is it blank, or a photograph?")
    return Lines(found, tuple(gutters))


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
        fits = (gap > -OVERLAP * scale) & (step < STEP * scale + SLOPE * np.maximum(gap, 0)) & (right[near] > right[i])
        fits &= np.maximum(size[near], size[i]) < SIZES * np.minimum(size[near], size[i])
        near, gap, step = near[fits], gap[fits], step[fits]
        if not len(near):
            continue
        cost = np.maximum(gap, 0) + STEP_COST * step
        k = int(np.argmin(cost))
        j, price = int(near[k]), float(cost[k])
        if j not in best or price < best[j][0]:
            best[j] = (price, i)
    return np.array([(i, j) for j, (_, i) in best.items()], np.int64).reshape(-1, 2)


def join(found: Fragments, pairs: Ints, keep: Mask, scale: float) -> Fragments:
    """The fragments with the chosen pairs put together."""
    return found.merged(groups_of(len(found), pairs[keep]), END * scale)


def word_gaps(found: Fragments, pairs: Ints, barrier: Mask, size: Floats) -> Mask:
    """(M,) true for pairs with nothing but a word space between them; size: (M,) height of their letters."""
    a, b = pairs[:, 0], pairs[:, 1]
    close = found.box[b, 0] - found.box[a, 2] < WORD_SPACE * size
    for k in np.flatnonzero(close):
        i, j = a[k], b[k]
        close[k] = not crosses(barrier, found.box[i, 2] - 1, found.right_y[i], found.box[j, 0], found.left_y[j])
    return np.asarray(close, bool)


def cells(found: Fragments, scale: float) -> Mask:
    """(N,) true for numbers and the like in a narrow column of a table: hardly anything wider stands over them."""
    box = found.box
    narrow = box[:, 2] - box[:, 0] < CELL * scale
    middle = (found.left_y + found.right_y) / 2
    near = (box[:, None, 0] < box[None, :, 2]) & (box[None, :, 0] < box[:, None, 2])
    near &= np.abs(middle[:, None] - middle[None, :]) < CELL_REACH * scale
    count = near.sum(1)
    lettered = narrow & (found.letters > 0)
    return np.asarray(lettered & (count >= CELL_FEWEST) & (near @ narrow.astype(np.int64) >= CELL_SHARE * count), bool)


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
    inside = (shared > COVERED * area[:, None]) & (width[:, None] < SHORT * scale)
    inside &= width[None, :] > LONGER * width[:, None]
    return found.pick(~inside.any(1))


def rows(words: Words, rules: Rules, scale: float, most: int | None = None) -> tuple[Fragments, list[Gutter]]:
    """Fragments put together to lines, and the gutters that keep some apart: those of the `most` tallest gaps."""
    found = words.pieces
    for _ in range(ROUNDS):
        pairs = neighbours(found, scale)
        size = pair_sizes(found, pairs, scale)
        found = join(found, pairs, word_gaps(found, pairs, words.barrier, size), scale)
    found = found.pick(cells(found, scale) | ~outsiders(found, scale))
    pairs = neighbours(found, scale)
    size = pair_sizes(found, pairs, scale)
    cell = cells(found, scale)
    keep = np.zeros(len(pairs), bool)
    gutters, parted = [], []
    for k, (i, j) in enumerate(pairs):
        if crosses(rules.barrier, found.box[i, 2] - 1, found.right_y[i], found.box[j, 0], found.left_y[j]):
            continue
        g = gutter(found, pairs, k, STRIP * scale, rules.horizontal)
        middle = (found.right_y[i] + found.left_y[j]) / 2
        word_space = g.rows < RIVER_ROWS and bridged(
            found, found.box[i, 2], found.box[j, 0], middle, RIVER_REACH * scale
        )
        word_space |= found.box[j, 0] - found.box[i, 2] < NARROW * size[k]
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
