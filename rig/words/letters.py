"""Which texts a person reads, and which are the same in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AS_THEY_ARE = frozenset({"Vision Booth"})
"""The name of the whole."""
_ALIKE = re.compile(
    r"""https?://\S+|:[a-z_]+/\S+:|:[a-z-]+\[|`[^`]*`|<(?:script|style)>.*|<[^>]*>|&\w+;|\$[^$]*\$|\{[^}]*\}|data:\S+"""
    r"""|\#[0-9a-f]{6}\b|\b(?:text|application|image|video|audio)/[\w.+-]+|(?<!\w)/[\w{}./-]+"""
    r"""|\b(?:px|ms|kB|MB|dB|Hz|fps)\b|\b[A-Z0-9]{2,6}s?\b|[\w/-]+\.[a-z]{2,5}\b""",
    re.DOTALL,
)
"""Addresses, icons, colours, code, marks, formulas, kinds of files, paths, units, abbreviations, files."""

_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)+|[a-z]{2}-[A-Z][a-z]+|\$\{.*\} %")
"""What a program is called by, and a language; a share in a script."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Words that go around the catalogue, and where."""

    place: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.words}"


def has_words(text: str) -> bool:
    """Whether something of it is to be translated."""
    bare = "" if _NAME.fullmatch(text) else _ALIKE.sub(" ", text)
    return text not in _AS_THEY_ARE and len(re.findall(r"[^\W\d_]", bare)) > 1


def is_prose(text: str) -> bool:
    """Among names of things: whether people read it."""
    return has_words(text) and (" " in text.strip() or text[:1].isupper())
