"""A line's words as a person corrects them: each keeps its place, new ones get theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from vision.layout.geometry import around
from vision.layout.types import Box, Line, TextDirection, Word


def rewritten(line: Line, text: str, text_direction: TextDirection) -> Line:
    """The line with what a person says stands there: words that stay keep what they have, others are sure now.

    Where the number of words changes they share the room of those they replace, by their length.
    """
    words: list[Word] = []
    old, new = [word.text for word in line.words], text.split()
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            words += line.words[i0:i1]
        elif i1 - i0 == j1 - j0:
            pairs = zip(line.words[i0:i1], new[j0:j1], strict=True)
            words += [replace(word, text=said, confidence=1.0) for word, said in pairs]
        elif j1 > j0:
            words += shared_out(room(line, i0, i1, text_direction), new[j0:j1], text_direction)
    return replace(line, words=tuple(words))


def room(line: Line, first: int, after: int, text_direction: TextDirection) -> Box:
    """The box of words `first` to `after`, or of the space where they would stand: between two, or over the last."""
    if first < after or not line.words:
        return around([word.box for word in line.words[first:after]] or [line.box])
    beside = [line.words[i].box for i in (first - 1, first) if 0 <= i < len(line.words)]
    if len(beside) == 1:
        return beside[0]
    end, start = span(beside[0], text_direction)[1], span(beside[1], text_direction)[0]
    return spanning(around(beside), min(end, start), max(end, start), text_direction)


def shared_out(box: Box, texts: Sequence[str], text_direction: TextDirection) -> list[Word]:
    """Words side by side in a box, each as long as it is spelled."""
    start, end = span(box, text_direction)
    ends = start + np.cumsum([0, *map(len, texts)]) * (end - start) / sum(map(len, texts))
    places = zip(texts, ends, ends[1:], strict=False)
    return [Word(text, spanning(box, round(a), round(b), text_direction), 1.0) for text, a, b in places]


def span(box: Box, text_direction: TextDirection) -> tuple[int, int]:
    """Where a box begins and ends in the direction of reading."""
    x0, y0, x1, y1 = box
    if text_direction == "horizontal-rl":
        return -x1, -x0
    return (y0, y1) if text_direction.startswith("vertical") else (x0, x1)


def spanning(box: Box, start: int, end: int, text_direction: TextDirection) -> Box:
    """The box with another span, of a pixel at least."""
    x0, y0, x1, y1 = box
    end = max(end, start + 1)
    if text_direction == "horizontal-rl":
        return -end, y0, -start, y1
    return (x0, start, x1, end) if text_direction.startswith("vertical") else (start, y0, end, y1)
