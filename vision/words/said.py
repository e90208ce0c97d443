"""Sentences in English that remember how they were put together, so that a page can say them in another language.

The words of gettext: `said("{count} lines", count=3)` says now and may be said again; `N_("Lines")` marks words that
are shown elsewhere, so that the catalogue of words finds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Self, TypeVar

Marked = TypeVar("Marked", bound=str)


class Said(str):
    """The sentence, with its template and what was put into it; for `ngettext` also the template for one.

    context: which of several meanings English words have, as `pgettext` is told it.
    """

    template: str
    values: dict[str, object]
    one: str | None
    context: str

    def __new__(cls, template: str, values: dict[str, object], one: str | None = None, context: str = "") -> Self:
        chosen = one if one is not None and values["number"] == 1 else template
        sentence = super().__new__(cls, chosen.format(**values) if values else chosen)
        sentence.template, sentence.values, sentence.one, sentence.context = template, values, one, context
        return sentence

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str, dict[str, object], str | None, str]]:
        return type(self), (self.template, self.values, self.one, self.context)


def said(template: str, /, **values: object) -> Said:
    """The sentence with the values in their places; a value may be a `Said` of its own."""
    return Said(template, values)


def said_of(one: str, more: str, number: int, /, **values: object) -> Said:
    """`one` or `more`, by the number, which stands in either as `{number}`."""
    return Said(more, {"number": number, **values}, one)


def said_as(context: str, words: str) -> Said:
    """Words that mean something else elsewhere."""
    return Said(words, {}, context=context)


def verbatim(words: str) -> Said:
    """Words from outside, which are the same in every language, though some of ours may look like them."""
    return Said("{words}", {"words": words})


def said_by(error: Exception) -> Said:
    """What an error says, to be a part of another sentence or to be kept without the error."""
    sentence = str(error)
    return sentence if isinstance(sentence, Said) else said(sentence)


def either(words: Iterable[str]) -> str:
    """`a or b or c`."""
    return reduce(lambda some, last: said("{some} or {last}", some=some, last=last), words)


def both(words: Iterable[str]) -> str:
    """`a and b and c`."""
    return reduce(lambda some, last: said("{some} and {last}", some=some, last=last), words)


def N_(words: Marked) -> Marked:  # noqa: N802  gettext's own name
    """The same words, found by the script that gathers what is to be translated."""
    return words
