"""What is wrong with a translation, whatever it says: placeholders, Markdown and icons, plural forms."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

_MARKS = re.compile(r"\*\*|`|\$|\]\(|:material/\w+:|:[a-z-]+\[|</?\w+|\n\n")
"""Bold, code, formulas, links, icons, colours, HTML, paragraphs."""
_COUNT = "number"
"""A placeholder that the form for one may leave out: one face."""


def faults(catalog: Catalog) -> list[str]:
    """One line for each, with the English words it stands for."""
    said = [entry for entry in catalog if entry.id]
    return [f"{_english(entry)[0]!r}: {fault}" for entry in said for fault in _of(entry, catalog.num_plurals)]


def lacking(catalog: Catalog) -> set[str]:
    """The English words that nobody has translated."""
    return {_english(entry)[0] for entry in catalog if entry.id and not all(_own(entry))}


def _of(entry: Entry, plurals: int) -> list[str]:
    english, own = _english(entry), _own(entry)
    if not any(own):
        return []
    if len(english) > 1 and (len(own) != plurals or not all(own)):
        return [f"has {sum(map(bool, own))} of {plurals} plural forms"]
    one = len(english) > 1 and plurals > 1
    return [fault for at, form in enumerate(own) for fault in _of_form(form, english[-1], one and at == 0)]


def _of_form(own: str, source: str, for_one: bool) -> list[str]:
    found: list[str] = []
    wanted, given = _fields(source), _fields(own)
    if wanted is not None:
        if given is None:
            return ["has a brace that opens or closes nothing"]
        lost = wanted - given - ({_COUNT} if for_one else set())
        found += [f"lost {{{name}}}" for name in sorted(lost)]
        found += [f"invented {{{name}}}" for name in sorted(given - wanted)]
    marks, own_marks = Counter(_MARKS.findall(source)), Counter(_MARKS.findall(own))
    found += [f"lost {mark!r}" for mark in marks - own_marks] + [f"invented {mark!r}" for mark in own_marks - marks]
    if _ends(own) != _ends(source):
        found.append("begins or ends with other spaces")
    return found


def _fields(template: str) -> set[str] | None:
    """Its placeholders with their formats; None for one that is no template."""
    try:
        parts = [(name, form) for _, name, form, _ in Formatter().parse(template) if name is not None]
    except ValueError:
        return None
    return {f"{name}:{form}" if form else name for name, form in parts}


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]


def _english(entry: Entry) -> tuple[str, ...]:
    return entry.id if isinstance(entry.id, tuple) else (str(entry.id),)


def _own(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.string) if isinstance(entry.string, list | tuple) else (entry.string or "",)
