"""Words from outside: quoted in an error, and laid into a table that a spreadsheet will open."""

from __future__ import annotations

from reprlib import Repr
from typing import TypeVar

LONGEST = 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
T = TypeVar("T")

_short = Repr()
_short.maxstring = _short.maxother = _short.maxlong = LONGEST
_short.maxlevel = 2


def quoted(value: object) -> str:
    """The value as Python writes it, at most 60 characters of it, however large or deep it is."""
    text = _short.repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def cell(value: T) -> T | str:
    """The value for a cell of CSV: text that a spreadsheet would take for a formula gets a mark before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
