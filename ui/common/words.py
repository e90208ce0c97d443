"""Visitors' words in Markdown, and numbers in words."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*\[\]<>~$&|^]|:(?=\S)|(?<![^\W_])_|_(?![^\W_]))")
_AT_THE_START = re.compile(r"^(\d*)([-+#=.)])")
_LINKED = re.compile(r"(?<=:)(?=//|[\w+-]+[:/])|(?<=www)(?=\.)|(?<=@)(?=\w)")  # addresses, :names: of signs
_JOINER = "\u2060"  # takes no room; an escape does not keep a browser's Markdown from linking what looks like a link


def plain(words: object) -> str:
    """Words from outside, such as a file's name or an error that quotes one, as they are: on one line, no Markdown."""
    line = _MARKUP.sub(r"\\\1", " ".join(str(words).split()))
    return _LINKED.sub(_JOINER, _AT_THE_START.sub(r"\1\\\2", line))


def counted(number: int, one: str, more: str = "") -> str:
    """`1 face`, `2 faces`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def length(seconds: float) -> str:
    """`4.2 s`, `1:05 min`."""
    return f"{seconds:.1f} s" if seconds < 59.95 else f"{round(seconds) // 60}:{round(seconds) % 60:02d} min"


def size(number: float) -> str:
    """`640 kB`, `12.3 MB`."""
    return f"{number / 1e3:.0f} kB" if number < 1e6 else f"{number / 1e6:.1f} MB"
