"""All that a visitor reads is in the catalogue, and what a language says of it keeps its parts."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from rig.words.bypass import around
from rig.words.faults import faults, lacking
from rig.words.files import TEMPLATE, file_of, gathered, template, translated, updated, written
from rig.words.message import Message
from ui.common.language.numerals import LOCALES

BEGUN: dict[str, frozenset[str]] = {}
"""The English words that a language must have which does not have all of them yet."""


@pytest.fixture(scope="module")
def now() -> Catalog:
    return gathered()


def test_no_words_go_around_the_catalogue() -> None:
    found = around()
    assert not found, "say them with _, ngettext or told:\n" + "\n".join(map(str, found))


def test_the_files_hold_what_is_said_now(now: Catalog) -> None:
    old = [str(TEMPLATE)] if TEMPLATE.read_text() != written(now) else []
    old += [code for code in LOCALES if file_of(code).read_text() != written(updated(code, now))]
    assert not old, f"`make words` brings them up: {old}"


@pytest.mark.parametrize("code", LOCALES)
def test_a_language_has_what_it_must(code: str, now: Catalog) -> None:
    missing = lacking(updated(code, now))
    missing &= BEGUN.get(code, missing)
    assert not missing, f"{len(missing)} are not translated into {code}: {sorted(missing)[:20]}"


@pytest.mark.parametrize("code", LOCALES)
def test_no_translation_breaks_what_it_says(code: str) -> None:
    assert not faults(translated(code))


def german(own: str | tuple[str, ...], english: str, more: str = "") -> Catalog:
    catalog = updated("de", template([Message(english, more, "a.py")]))
    entry = catalog.get(english)
    assert entry is not None
    entry.string = own
    return catalog


@pytest.mark.parametrize(
    ("english", "good", "bad", "fault"),
    [
        ("{name} is gone", "{name} ist weg", "Das ist weg", "lost {name}"),
        ("{name} is gone", "weg ist {name}", "{name} ist in {place}", "invented {place}"),
        ("{ms:.1f} ms", "{ms:.1f} ms lang", "{ms} ms", "lost {ms:.1f}"),
        ("{name} is gone", "{name} ist weg", "{name ist weg", "has a brace that opens or closes nothing"),
        ("**Now** or never", "**Jetzt** oder nie", "**Jetzt oder nie", "lost '**'"),
        ("Press `START`", "`START` drücken", "START drücken", "lost '`'"),
        (":material/face: Find", ":material/face: Finden", ":material/Gesicht: Finden", "lost ':material/face:'"),
        (":red[No]", ":red[Nein]", ":rot[Nein]", "lost ':red['"),
        ("[Here](x)", "[Hier](x)", "Hier (x)", "lost ']('"),
        ("One\n\nTwo", "Eins\n\nZwei", "Eins Zwei", "lost '\\n\\n'"),
        (" and ", " und ", "und", "begins or ends with other spaces"),
    ],
)
def test_a_broken_translation_is_found(english: str, good: str, bad: str, fault: str) -> None:
    assert not faults(german(good, english))
    assert f"{english!r}: {fault}" in faults(german(bad, english))


def test_a_broken_translation_of_one_meaning_is_found() -> None:
    catalog = updated("de", template([Message("In {room}", "", "a.py", "", "a call")]))
    entry = catalog.get("In {room}", "a call")
    assert entry is not None
    entry.string = "Im {raum}"
    assert faults(catalog) == ["'In {room}': lost {room}", "'In {room}': invented {raum}"]


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (("ein Gesicht", "{number} Gesichter"), ""),
        (("ein Gesicht", "Gesichter"), "lost {number}"),
        (("ein Gesicht", ""), "has 1 of 2 plural forms"),
        (("{number} Gesichter",), "has 1 of 2 plural forms"),
        (("ein Gesicht in {place}", "{number} Gesichter"), "invented {place}"),
    ],
)
def test_each_plural_form_is_there_and_whole(own: tuple[str, ...], fault: str) -> None:
    found = faults(german(own, "{number} face", "{number} faces"))
    assert found == ([f"'{{number}} face': {fault}"] if fault else [])


def test_what_nobody_translated_is_lacking() -> None:
    assert lacking(german("", "Record")) == {"Record"}
    assert lacking(german(("ein Gesicht", ""), "{number} face", "{number} faces")) == {"{number} face"}
    assert not lacking(german("Aufnehmen", "Record"))
