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
