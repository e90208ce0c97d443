"""How far a text is from what stands there."""

from __future__ import annotations

from collections.abc import Sequence


def distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Fewest characters (or words) to put in, take out or change that make one the other: Levenshtein 1966."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def error_rate(found: Sequence[str], truth: Sequence[str]) -> float:
    """Character error rate over lines that belong together: all distances over all characters that stand there."""
    wrong = sum(distance(a, b) for a, b in zip(found, truth, strict=True))
    return wrong / max(1, sum(map(len, truth)))
