"""A line parted into runs: what one font draws at one go, one way round."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from vision.letters.direction import in_sight, levels
from vision.letters.fonts import Typeface, Typefaces, found

_JOINERS = "\u200c\u200d"
_AS_EMOJI, _JOINER = "\ufe0f", "\u200d"
_EMOJI, _FLAGS, _TONES = range(0x1F000, 0x1FB00), range(0x1F1E6, 0x1F200), range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Run:
    """clusters: letters with their marks, in the order of reading. face: None where no font has them."""

    clusters: tuple[str, ...]
    face: Typeface | None
    leftwards: bool

    @property
    def text(self) -> str:
        return "".join(self.clusters)


def runs(words: str, faces: Typefaces) -> list[Run]:
    """As they are seen from left to right."""
    text = _visible(words)
    deep = levels(text)
    placed: list[tuple[int, Typeface | None, str]] = []
    at, face = 0, None
    for cluster in _clusters(text):
        shown, face = _drawable(cluster, face, faces)
        placed.append((deep[at], face, shown))
        at += len(cluster)
    together = [
        (level, Run(tuple(shown for *_, shown in group), face, bool(level % 2)))
        for (level, face), group in groupby(placed, lambda piece: piece[:2])
    ]
    return [run for _, run in in_sight(together)]


def can_write(words: str) -> bool:
    """Whether this computer's fonts, or OpenCV's letters, have all of them."""
    return words.isascii() or all(run.face is not None for run in runs(words, found()))


def _visible(words: str) -> str:
    """On one line, without what steers and is not seen."""
    line = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", words))
    return "".join(c for c in line if unicodedata.category(c)[0] != "C" or c in _JOINERS)


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks on them, and what is joined to one emoji."""
    cluster = ""
    for character in text:
        if cluster and not _goes_with(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _goes_with(cluster: str, character: str) -> bool:
    if unicodedata.category(character)[0] == "M" or character in _JOINERS or ord(character) in _TONES:
        return True
    if cluster[-1] == _JOINER:
        return ord(cluster[0]) in _EMOJI or _AS_EMOJI in cluster
    return len(cluster) == 1 and ord(cluster) in _FLAGS and ord(character) in _FLAGS


def _drawable(cluster: str, before: Typeface | None, faces: Typefaces) -> tuple[str, Typeface | None]:
    """The cluster and what draws it: the font before it if that can; without an accent rather than not at all."""
    emoji = faces.emoji
    if emoji is not None and _is_emoji(cluster) and emoji.has(cluster):
        return cluster, emoji
    letters = faces.letters if before is None or before.coloured else (before, *faces.letters)
    for shown in (cluster, unicodedata.normalize("NFKD", cluster)[:1]):
        for face in letters:
            if face.has(shown):
                return shown, face
    return cluster, emoji if emoji is not None and emoji.has(cluster) else None


def _is_emoji(cluster: str) -> bool:
    return _AS_EMOJI in cluster or any(ord(character) in _EMOJI for character in cluster)
