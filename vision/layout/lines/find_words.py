"""The first half of the way through this room: ink in, words and the gaps between columns out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vision.layout.components import components
from vision.layout.ink.find import Ink
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.gaps import find_gaps
from vision.layout.lines.headings import fragments_of_all_sizes
from vision.layout.lines.ridges import around_cores
from vision.layout.lines.strays import without_dirt
from vision.layout.lines.text_map import line_middles
from vision.layout.types import Mask

ROOM = 3
"""Letter heights round all letters that the network looks at too: it sees a line by the paper around it."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words and runs of words, not yet lines.

    pieces: each with its box. gaps: (h, w) white blocks that may part columns. barrier: those and the upright rules.
    """

    pieces: Fragments
    gaps: Mask
    barrier: Mask


def find_words(ink: Ink) -> Words:
    """What stands together on the page, type of every size."""
    gaps = find_gaps(ink.letters.labels > 0, ink.scale)
    barrier = gaps | ink.rules.barrier
    pieces = fragments_of_all_sizes(ink.letters, ink.scale, barrier, ink.rules.barrier)
    return Words(without_dirt(pieces, ink.scale), gaps, barrier)


def learned_words(ink: Ink) -> Words:
    """The same with the middles of lines seen by a network, cut at the upright rules.

    Raises VisionError when its file is missing.
    """
    gaps = find_gaps(ink.letters.labels > 0, ink.scale)
    rows, columns = written(ink)
    middles = np.zeros(ink.gray.shape, bool)
    middles[rows, columns] = line_middles(ink.gray[rows, columns], ink.scale)
    cores = components(middles & ~ink.rules.barrier)
    pieces = around_cores(ink.letters, cores, ink.scale, sure=True)
    return Words(pieces, gaps, gaps | ink.rules.barrier)


def written(ink: Ink) -> tuple[slice, slice]:
    """The rows and columns of the page within which there are letters: the network need not look at its margins."""
    box, room = ink.letters.boxes, round(ROOM * ink.scale)
    if not len(box):
        return slice(None), slice(None)
    x0, y0 = np.maximum(box[:, :2].min(0).astype(int) - room, 0)
    x1, y1 = box[:, 2:].max(0).astype(int) + room
    return slice(y0, y1), slice(x0, x1)
