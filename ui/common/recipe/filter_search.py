"""Filters found by what they do: by their names, their explanations, and words that people use for them.

In English, where words are cut to their stems, and in the visitor's language as it is; in both, others mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

from ui.common.language import _, current, pgettext
from ui.common.recipe.same_meaning import ALSO, SEARCHED
from vision.catalogue import catalogue
from vision.explain import explain
from vision.processor import Processor

_FILL = {"a", "an", "the", "of", "to", "in", "and", "for", "my", "it", "with", "make", "find", "show", "filter", "like"}
_NAME, _GROUP, _HELP, _REST = 8, 3, 3, 1
_LETTERS_ALONE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # Chinese and Japanese, which put no spaces between words
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_SHORT = 3


def found(query: str, group: str | None = None) -> list[Processor]:
    """The filters that fit the words best, those that all of them fit before others; all of them for no words.

    group: only of this one.
    """
    entries = [entry for entry in catalogue().values() if group in (None, entry.group)]
    typed = _spelled(query)
    wanted = [word for word in typed if word not in _FILL] or typed
    if not wanted:
        return entries
    meant = [(word, _others(word)) for word in wanted]
    marks = {entry.name: [_mark(entry, word, others) for word, others in meant] for entry in entries}
    fitting = [entry for entry in entries if any(marks[entry.name])]
    whole = [entry for entry in fitting if all(marks[entry.name])]
    return sorted(whole or fitting, key=lambda entry: -sum(marks[entry.name]))


def _mark(entry: Processor, word: str, others: set[str]) -> int:
    """How well a word fits, or one of the others that mean the same, or the word in the visitor's language."""
    return max(_direct(entry, word), *(_direct(entry, other) for other in others), _translated(entry, word), 0)


def _others(word: str) -> set[str]:
    """English words that mean the same as an English one, or as one of the visitor's language."""
    meant = {english for own, english in _own_words(current()) if _alike(word, own)}
    also = (ALSO.get(each, ALSO.get(_stem(each), "")).split() for each in {word, *meant})
    return meant.union(*also)


@lru_cache(maxsize=8)
def _own_words(code: str) -> tuple[tuple[str, str], ...]:
    """What people type in a language, `code`, that is the visitor's, each with the English word that means it."""
    if code == "en":
        return ()
    return tuple((own, english) for english in ALSO for own in _spelled(pgettext(SEARCHED, english)))


def _direct(entry: Processor, word: str) -> int:
    return sum(mark for mark, texts in _texts(entry.name) if any(t.startswith(_stem(word)) for t in texts))


def _translated(entry: Processor, word: str) -> int:
    if current() == "en":
        return 0
    return sum(mark for mark, texts in _own_texts(entry.name, current()) if any(_alike(word, t) for t in texts))


def _alike(word: str, other: str) -> bool:
    """Whether one is in the other: without endings, in a compound, or between others where no spaces are."""
    if _LETTERS_ALONE.match(word):
        return word in other
    return (
        other.startswith(word)
        or (len(word) > _SHORT and word in other)
        or (len(other) > _SHORT and word.startswith(other))
    )


@lru_cache(maxsize=256)
def _texts(name: str) -> tuple[tuple[int, frozenset[str]], ...]:
    entry = catalogue()[name]
    told = explain(entry)
    parts = (f"{entry.label} {entry.name}", entry.group, entry.help, f"{told.words} {told.used_for} {told.notes}")
    return _marked(parts)


@lru_cache(maxsize=1024)
def _own_texts(name: str, code: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """The same in a language, `code`, that is the visitor's."""
    entry = catalogue()[name]
    told = explain(entry)
    parts = (_(entry.label), _(entry.group), _(entry.help), f"{_(told.words)} {_(told.used_for)} {_(told.notes)}")
    return _marked(parts)


def _marked(parts: tuple[str, str, str, str]) -> tuple[tuple[int, frozenset[str]], ...]:
    return tuple(zip((_NAME, _GROUP, _HELP, _REST), map(frozenset, map(_spelled, parts)), strict=True))


def _stem(word: str) -> str:
    """Without the endings of several and of doing: circles and circle, blurring and blur, begin alike."""
    return re.sub(r"(?<=\w{3})(ing|es|s|ed|er|y)$", "", word)


def _spelled(text: str) -> list[str]:
    """Its words in small letters without accents; of a script without spaces every two letters in a row."""
    letters = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return [part for word in _WORDS.findall(letters) for part in _pairs(word)]


def _pairs(word: str) -> list[str]:
    if not _LETTERS_ALONE.match(word) or len(word) < 3:
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]


def groups(entries: Iterable[Processor]) -> list[str]:
    """Their groups, in the sidebar's order, each once."""
    return list(dict.fromkeys(entry.group for entry in entries))
