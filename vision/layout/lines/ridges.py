"""Text lines from ink: the dark ridges of a blurred page, and the letters that belong to each."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.layout.components import Components, components
from vision.layout.geometry import union_boxes
from vision.layout.lines.fragments import END as FAR_END
from vision.layout.lines.fragments import Fragments, total
from vision.layout.lines.groups import groups_of
from vision.layout.types import Boxes, Floats, Ints, Mask

Labels = NDArray[np.int32]

HALF_WORD = 32
"""Bits of each of two numbers packed into one."""

REDUCED = 6
"""Height in pixels of a letter while ridges are looked for: they are smooth."""

ALONG, ACROSS = 1.3, 0.32
"""Blur along and across the lines (sigma in letter heights): bridges word spaces, but not the white between lines."""

WIDER, REACH = 1.26, 4
"""Blur of the surroundings across the lines (sigma and reach in letter heights): a line and its two neighbours."""

ABOVE, LEAST_ABOVE, LEAST = 1.1, 0.004, 0.03
"""A ridge is darker than its surroundings by this factor and this share of ink, and holds at least this much ink."""

SAME_LETTERS = 0.6
"""Share of the narrower ridge's letters that also lie on the other when both run through the same letters."""

NEAR = 0.9
"""Letter heights from a ridge within which accents, dots and commas belong to it."""

LETTER, ON_ITS_OWN = 0.55, 0.5
"""Letter heights: what counts as a letter of a line, and what is a line by itself when no ridge is near."""

THICKNESS = 1.55
"""Height of a letter over that of the middle of its line as the network sees it: the median of labelled pages."""

END = 2
"""Letter heights of a ridge's end whose pixels say how high it is."""


def line_cores(ink: Mask, scale: float, barrier: Mask) -> Mask:
    """The middle bands of the text lines: where a flat blur is darker than its surroundings two lines high.

    Blurred with letters reduced to six pixels. barrier: pixels that no core may cross.
    """
    factor = min(1.0, REDUCED / scale)
    size = (max(1, round(ink.shape[1] * factor)), max(1, round(ink.shape[0] * factor)))
    image = cv2.resize(ink.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    letter = scale * factor
    fine = cv2.GaussianBlur(image, (0, 0), sigmaX=ALONG * letter, sigmaY=ACROSS * letter)
    coarse = cv2.GaussianBlur(fine, (1, 2 * int(REACH * letter) + 1), sigmaX=1, sigmaY=WIDER * letter)
    ridge = np.minimum(fine - ABOVE * coarse - LEAST_ABOVE, fine - LEAST)
    full = np.asarray(cv2.resize(ridge, ink.shape[::-1], interpolation=cv2.INTER_LINEAR))
    return np.asarray((full > 0) & ~barrier, bool)


def touching(parts: Components, cores: Labels) -> Ints:
    """Pairs (M, 2) of component and core (0-based) that share a pixel, sorted."""
    both = (parts.labels > 0) & (cores > 0)
    return unpacked(np.unique(packed(parts.labels[both].astype(np.int64) - 1, cores[both] - 1)))


def packed(first: Any, second: Any) -> Ints:
    """Pairs of numbers as one number each, which sort as the pairs do."""
    return np.asarray(first << HALF_WORD | second, np.int64)


def unpacked(pairs: Ints) -> Ints:
    """(M, 2) the pairs that were packed."""
    return np.stack([pairs >> HALF_WORD, pairs & ((1 << HALF_WORD) - 1)], 1)


def same_letters(parts: Components, pairs: Ints, count: int) -> Ints:
    """Pairs (M, 2) of cores that are strokes of the same letters: most components of one also touch the other."""
    own = np.bincount(pairs[:, 1], parts.w[pairs[:, 0]], count)
    first, second = pairs[:-1], pairs[1:]
    both = first[:, 0] == second[:, 0]
    key = packed(np.minimum(first[both, 1], second[both, 1]), np.maximum(first[both, 1], second[both, 1]))
    unique, where = np.unique(key, return_inverse=True)
    shared = np.bincount(where, parts.w[first[both, 0]], len(unique))
    cores = unpacked(unique)
    a, b = cores.T
    chosen = shared > SAME_LETTERS * np.maximum(own[a], own[b])
    return np.asarray(cores[chosen], np.int64)


def core_ends(cores: Components, reach: float) -> tuple[Floats, Floats]:
    """The height (y) at which each core starts at its left and ends at its right."""
    y, x = np.nonzero(cores.labels)
    own = cores.labels[y, x] - 1
    ends = []
    for near in (x < cores.x[own] + reach, x >= (cores.x + cores.w)[own] - reach):
        total = np.bincount(own[near], minlength=len(cores))
        ends.append(np.bincount(own[near], y[near], len(cores)) / np.maximum(total, 1))
    return ends[0], ends[1]


def crosses(barrier: Mask, x0: float, y0: float, x1: float, y1: float) -> bool:
    """True when the stroke between two points meets the barrier."""
    n = int(abs(x1 - x0)) + 2
    xs = np.clip(np.linspace(x0, x1, n).astype(int), 0, barrier.shape[1] - 1)
    ys = np.clip(np.linspace(y0, y1, n).astype(int), 0, barrier.shape[0] - 1)
    return bool(barrier[ys, xs].any())


def nearest_core(cores: Components) -> tuple[Labels, NDArray[np.float32]]:
    """For every pixel the nearest core (0-based), and how far it is."""
    inside = cores.labels > 0
    distance, own = cv2.distanceTransformWithLabels((~inside).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    table = np.zeros(int(own.max()) + 1, np.int32)
    table[own[inside]] = cores.labels[inside] - 1
    return np.asarray(table[own], np.int32), np.asarray(distance, np.float32)


def fragments(parts: Components, scale: float, barrier: Mask) -> Fragments:
    """Words and runs of words, each with all the ink that is nearest to it; no letter lies in two."""
    return around_cores(parts, components(line_cores(parts.labels > 0, scale, barrier)), scale)


def around_cores(parts: Components, cores: Components, scale: float, *, sure: bool = False) -> Fragments:
    """The ink around the middles of lines; sure: what lies away from them is no text, and no two are one line."""
    n = len(cores)
    if not n:
        return Fragments.none()
    left_y, right_y = core_ends(cores, END * scale)
    pairs = touching(parts, cores.labels)
    group = np.arange(n) if sure else groups_of(n, same_letters(parts, pairs, n))
    nearest, distance = nearest_core(cores)
    nothing = np.zeros(n)
    ends = Fragments(cores.boxes, left_y, right_y, nothing, nothing, nothing).merged(group, FAR_END * scale)
    line, box, ink_of, alone = assign(parts, pairs, group, nearest, distance, scale, not sure)
    count = int(group.max()) + 1 + len(alone)
    height = box[:, 3] - box[:, 1]
    tall = (height >= LETTER * scale).astype(np.float64)
    middle = (parts.y + parts.h / 2)[alone]
    letters, tallness = total(line, tall, count), total(line, tall * height, count)
    if sure:
        letters = np.maximum(letters, 1)
        tallness = letters * THICKNESS * cores.area / cores.w
    found = Fragments(
        union_boxes(box, line, count),
        np.concatenate([ends.left_y, middle]),
        np.concatenate([ends.right_y, middle]),
        letters,
        tallness,
        total(line, ink_of, count),
    )
    return found.pick(found.ink > 0)


def assign(
    parts: Components,
    pairs: Ints,
    group: Ints,
    nearest: Labels,
    distance: NDArray[np.float32],
    scale: float,
    lone: bool,
) -> tuple[Ints, Boxes, Floats, Ints]:
    """Give each component, or each piece of one that several lines share, to a line; lone: or make it one of its own.

    Returns line, box and ink of each piece, and which components make a line of their own.
    """
    n = len(parts)
    lines_of = np.unique(np.stack([pairs[:, 0], group[pairs[:, 1]]], 1), axis=0)
    count = np.bincount(lines_of[:, 0], minlength=n)
    single = count[lines_of[:, 0]] == 1
    line = np.full(n, -1)
    line[lines_of[single, 0]] = lines_of[single, 1]
    row = (parts.y + parts.h / 2).astype(int)
    column = (parts.x + parts.w / 2).astype(int)
    loose = (count == 0) & (distance[row, column] < NEAR * scale)
    line[loose] = group[nearest[row, column]][loose]
    alone = np.flatnonzero(lone & (line < 0) & (count == 0) & (parts.h > ON_ITS_OWN * scale))
    line[alone] = int(group.max()) + 1 + np.arange(len(alone))
    whole = np.flatnonzero(line >= 0)
    box = parts.boxes
    cut_line, cut_box, cut_ink = cut(parts, count > 1, group, nearest)
    return (
        np.concatenate([line[whole], cut_line]),
        np.concatenate([box[whole], cut_box]),
        np.concatenate([parts.area[whole], cut_ink]),
        alone,
    )


def cut(parts: Components, chosen: Mask, group: Ints, nearest: Labels) -> tuple[Ints, Boxes, Floats]:
    """Pieces of components that several lines share: each pixel goes to the nearest line."""
    y, x = np.nonzero(parts.mask(chosen))
    key = packed(parts.labels[y, x].astype(np.int64), group[nearest[y, x]])
    unique, where, count = np.unique(key, return_inverse=True, return_counts=True)
    box = union_boxes(np.stack([x, y, x + 1, y + 1], 1).astype(np.float64), where, len(unique))
    return unpacked(unique)[:, 1], box, count.astype(np.float64)
