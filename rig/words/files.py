"""The files of the catalogue: the template that is gathered, and each language's, brought up to it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from rig.words import registries, sources
from rig.words.message import Message
from ui.common.language import LOCALE
from ui.common.language.numerals import LOCALES

TEMPLATE = LOCALE / "booth.pot"
_HEAD = "Words of Vision Booth; `make words` gathers them and brings each language's file up to them."
_LEFT_OUT = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
)
_PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "es": "nplurals=2; plural=(n != 1);"}
"""Without the form for whole millions, which nobody counts here."""
_WIDTH = 120


def gathered() -> Catalog:
    """The template of all that is said now."""
    return template(chain(sources.messages(sources.modules()), registries.messages()))


def template(messages: Iterable[Message]) -> Catalog:
    """Each message once for each context, with the files that say it; a plural form wins where some say it without."""
    catalog = Catalog(project="Vision Booth", header_comment=f"# {_HEAD}", fuzzy=False)
    known: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        if any(map(str.isalpha, message.words)):
            known.setdefault((message.words, message.context), []).append(message)
    for (words, context), said in known.items():
        more = next((m.more for m in said if m.more), "")
        notes = dict.fromkeys(m.note for m in said if m.note)
        places = [(place, 0) for place in sorted({m.place for m in said})]
        both, comments = (words, more) if more else words, list(notes)[:3]
        entry = catalog.add(both, locations=places, auto_comments=comments, context=context or None)
        entry.flags.discard("python-format")  # a per cent sign is one here
    return catalog


def translated(code: str) -> Catalog:
    """The language's file as it is; an empty one where there is none."""
    file = file_of(code)
    if not file.is_file():
        catalog = Catalog(locale=LOCALES[code], fuzzy=False)
        if code in _PLURALS:
            catalog.mime_headers = [("Plural-Forms", _PLURALS[code])]
        return catalog
    with file.open("rb") as source:
        return read_po(source, locale=LOCALES[code], ignore_obsolete=True)


def updated(code: str, now: Catalog) -> Catalog:
    """The language's translations of what is said now; what is said no more is dropped, nothing is guessed."""
    catalog = translated(code)
    catalog.update(now, no_fuzzy_matching=True, keep_user_comments=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.project, catalog.header_comment = now.project, now.header_comment
    for entry in catalog:
        entry.flags.discard("python-format")
    return catalog


def written(catalog: Catalog) -> str:
    """As a file holds it: sorted, without line numbers or dates, so that it changes with the words alone."""
    text = io.BytesIO()
    write_po(text, catalog, width=_WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}:' for name in _LEFT_OUT)))


def file_of(code: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / "booth.po"
