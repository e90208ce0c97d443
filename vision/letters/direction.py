"""Which way a line's letters run: Unicode's bidirectional algorithm (UAX 9) for one line.

Explicit embeddings are left aside; what is set apart by isolates is laid out by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")

APART, TOGETHER = "\u2068", "\u2069"
"""Unicode's first strong isolate and its end."""

_APART = re.compile(f"{APART}(.*?){TOGETHER}")
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_NEUTRAL = {"B", "S", "WS", "ON", "ES", "ET", "CS"}


def apart(words: str) -> str:
    """The words as a part of a line that keeps its direction to itself, as a name before a number; ASCII as it is."""
    return words if words.isascii() else f"{APART}{words}{TOGETHER}"


def parts(line: str) -> list[str]:
    """What stands beside each other from left to right, each in a direction of its own."""
    return [part for part in _APART.split(line) if part]


def levels(text: str) -> list[int]:
    """For each character how deep it is embedded: even ones run from left to right, odd ones from right to left."""
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    base = next((int(kind != "L") for kind in kinds if kind in _STRONG), 0)
    outside = "R" if base else "L"
    _settle_marks(kinds, outside)
    _settle_numbers(kinds, outside)
    _settle_brackets(text, kinds, outside)
    _settle_neutrals(kinds, outside)
    return [base + _deeper(kind, base) for kind in kinds]


def in_sight(runs: Sequence[tuple[int, T]]) -> list[tuple[int, T]]:
    """Runs of one level each, as they are seen from left to right."""
    seen = list(runs)
    for level in range(max((deep for deep, _ in runs), default=0), 0, -1):
        turned: list[tuple[int, T]] = []
        for deep, group in groupby(seen, lambda run, level=level: run[0] >= level):  # type: ignore[misc]
            part = list(group)
            turned += reversed(part) if deep else part
        seen = turned
    return seen


def _settle_marks(kinds: list[str], outside: str) -> None:
    """Rules W1 and W2: marks go with their letter, numbers after Arabic ones are Arabic."""
    strong = before = outside
    for i, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kinds[i] = before
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
        strong = kind if kind in _STRONG else strong
        before = kinds[i]


def _settle_numbers(kinds: list[str], outside: str) -> None:
    """Rules W3 to W7: signs go with their number, numbers with the letters before them."""
    for i in range(1, len(kinds) - 1):
        before, after = kinds[i - 1], kinds[i + 1]
        if before == after and ((before == "EN" and kinds[i] in ("ES", "CS")) or (before == "AN" and kinds[i] == "CS")):
            kinds[i] = before
    _signs_to_numbers(kinds)
    strong = outside
    for i, kind in enumerate(kinds):
        if kind in _STRONG:
            kinds[i] = strong = _STRONG[kind]
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _signs_to_numbers(kinds: list[str]) -> None:
    """Rule W5, as for 5 % and $5."""
    at = 0
    for kind, group in groupby(list(kinds)):
        end = at + len(list(group))
        if kind == "ET" and "EN" in (kinds[at - 1 : at] + kinds[end : end + 1]):
            kinds[at:end] = ["EN"] * (end - at)
        at = end


def _settle_brackets(text: str, kinds: list[str], outside: str) -> None:
    """Rule N0: a pair runs as what it holds, if that runs as the line or as what stands before the pair."""
    for opening, closing in _pairs(text, kinds):
        held = {_side(kind) for kind in kinds[opening + 1 : closing] if kind not in _NEUTRAL}
        before = next((_side(kind) for kind in reversed(kinds[:opening]) if kind not in _NEUTRAL), outside)
        if outside in held or (held and before == outside):
            kinds[opening] = kinds[closing] = outside
        elif held:
            kinds[opening] = kinds[closing] = before


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Places of brackets that belong together, by where they open."""
    found, waiting = [], list[tuple[str, int]]()
    for i, character in enumerate(text):
        if character in _BRACKETS and kinds[i] in _NEUTRAL:
            waiting.append((_BRACKETS[character], i))
        elif kinds[i] in _NEUTRAL and character in [closing for closing, _ in waiting]:
            while waiting[-1][0] != character:
                waiting.pop()
            found.append((waiting.pop()[1], i))
    return sorted(found)


def _settle_neutrals(kinds: list[str], outside: str) -> None:
    """Rules N1 and N2: a space between letters of one direction has it, any other that of the line."""
    at = 0
    for neutral, group in groupby(list(kinds), _NEUTRAL.__contains__):
        end = at + len(list(group))
        if neutral:
            before = _side(kinds[at - 1]) if at else outside
            after = _side(kinds[end]) if end < len(kinds) else outside
            kinds[at:end] = [before if before == after else outside] * (end - at)
        at = end


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _deeper(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if kind == "R":
        return 1 - base
    return (2 if base == 0 else 1) if kind in ("EN", "AN") else base
