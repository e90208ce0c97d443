"""Visitors' words in Markdown, and numbers in words."""

from __future__ import annotations

import datetime
import re
from unicodedata import combining, normalize
from urllib.parse import quote, urlsplit

from ui.common.language import _, current, numerals, told
from ui.common.language.numerals import Numeral
from vision.words.said import Said

_MARKUP = re.compile(r"([\\`*\[\]<>~$&|^]|:(?=\S)|(?<![^\W_])_|_(?![^\W_]))")
_AT_THE_START = re.compile(r"^(\d*)([-+#=.)])")
_LINKED = re.compile(r"(?<=:)(?=//|[\w+-]+[:/])|(?<=www)(?=\.)|(?<=@)(?=\w)")  # addresses, :names: of signs
_JOINER = "\u2060"  # takes no room; an escape does not keep a browser's Markdown from linking what looks like a link

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AFTER_AN_ADDRESS = ".,;:!?)]}'"
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def plain(words: object) -> str:
    """Words from outside, such as a file's name, as they are: on one line, no Markdown.

    An error that quotes some is said in the visitor's language first.
    """
    line = _MARKUP.sub(r"\\\1", " ".join(_in_language(words).split()))
    return _LINKED.sub(_JOINER, _AT_THE_START.sub(r"\1\\\2", line))


def _in_language(words: object) -> str:
    sentence = str(words)
    return told(sentence) if isinstance(words, Exception) or isinstance(sentence, Said) else sentence


def linked(words: object) -> str:
    """The same, with each web address a link that shows where it leads; one that hides it stays plain words."""
    line = " ".join(str(words).split())
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        address = found.group().rstrip(_AFTER_AN_ADDRESS)
        target = _target(address)
        if target is not None:
            parts += [_between(line[end : found.start()]), f"[{plain(address)}]({target})"]
            end = found.start() + len(address)
    return "".join([*parts, _between(line[end:])])


def _between(words: str) -> str:
    """Plain, with the spaces around it."""
    before, after = " " if words[:1] == " " else "", " " if words[1:] and words[-1] == " " else ""
    return f"{before}{plain(words)}{after}"


def _target(address: str) -> str | None:
    """The address as a link may carry it; None for one with a user in it, or whose host is not plain letters."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    return quote(address, safe="/:?#&=%+,;~.-_")


def file_word(words: str) -> str:
    """Words of ours as a part of a file's name: `search-results`; in English where others need more than ASCII."""
    letters = normalize("NFKD", _(words).casefold())
    spelled = "".join(letter for letter in letters if not combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", spelled if spelled.isascii() else words.casefold()).strip("-")


def figure(number: float, form: str) -> str:
    """`format`, with the visitor's own decimal mark."""
    return format(Numeral(number, current()), form)


def day(date: datetime.date, *, of_week: bool = False) -> str:
    """`27 Nov`, of the week `Fri 27 Nov`, in the visitor's language."""
    return numerals.day(date, current(), of_week=of_week)


def length(seconds: float) -> str:
    """`4.2 s`, `1:05 min`."""
    if seconds < 59.95:
        return _("{seconds:.1f} s", seconds=seconds)
    return _("{time} min", time=f"{round(seconds) // 60}:{round(seconds) % 60:02d}")


def size(number: float) -> str:
    """`640 kB`, `12.3 MB`."""
    if number < 1e6:
        return _("{size:.0f} kB", size=number / 1e3)
    return _("{size:.1f} MB", size=number / 1e6)
