"""Visitors' words in Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&])")


def plain(text: str) -> str:
    """Text, such as a file's name, as it is: nothing in it becomes Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def counted(number: int, one: str, more: str = "") -> str:
    """`1 face`, `2 faces`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def length(seconds: float) -> str:
    """`4.2 s`, `1:05 min`."""
    return f"{seconds:.1f} s" if seconds < 59.95 else f"{round(seconds) // 60}:{round(seconds) % 60:02d} min"


def size(number: float) -> str:
    """`640 kB`, `12.3 MB`."""
    return f"{number / 1e3:.0f} kB" if number < 1e6 else f"{number / 1e6:.1f} MB"
