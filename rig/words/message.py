"""One thing that is said: its English, its plural, where it stands, and what it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """more: the plural form, "" without one. place: a file, from the project's folder. note: for who translates.

    context: which of several meanings.
    """

    words: str
    more: str
    place: str
    note: str = ""
    context: str = ""
