"""The first half of the way through this room: ink in, words and the gaps between columns out."""

from __future__ import annotations

from dataclasses import dataclass

from vision.layout.components import components
from vision.layout.ink.find import Ink
from vision.layout.lines.fragments import Fragments
from vision.layout.lines.gaps import find_gaps
from vision.layout.lines.headings import fragments_of_all_sizes
from vision.layout.lines.ridges import around_cores
from vision.layout.lines.strays import without_dirt
from vision.layout.lines.text_map import line_middles
from vision.layout.types import Mask


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
    cores = components(line_middles(ink.gray, ink.scale) & ~ink.rules.barrier)
    pieces = around_cores(ink.letters, cores, ink.scale, sure=True)
    return Words(pieces, gaps, gaps | ink.rules.barrier)
