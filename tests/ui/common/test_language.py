from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import streamlit as st

from ui.common import language
from ui.common.language import _, ngettext, told
from ui.common.words import day, figure, length, plain, size
from vision.types import VisionError
from vision.words.said import said, said_of

NOVEMBER = datetime.date(2026, 11, 27)
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{name} is missing; {hint}"
msgstr "{name} fehlt; {hint}"

msgid "{ms:.1f} of {all:.0f} ms"
msgstr "{all:.0f} ms, davon {ms:.1f}"

msgid "try {n}"
msgstr "nimm {n}"

msgid "{number} line"
msgid_plural "{number} lines"
msgstr[0] "{number} Zeile"
msgstr[1] "{number} Zeilen"
"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "booth.po").write_text(PO)
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    monkeypatch.setattr(st, "session_state", {"language": "de"})
    language._catalogue.cache_clear()
    yield
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("german")
def test_sentences_are_said_in_the_visitors_language() -> None:
    assert _("try {n}", n=3) == "nimm 3"
    assert [ngettext("{number} line", "{number} lines", n) for n in (1, 2)] == ["1 Zeile", "2 Zeilen"]
    assert told(said_of("{number} line", "{number} lines", 2)) == "2 Zeilen"


@pytest.mark.usefixtures("german")
def test_what_vision_said_is_said_again_down_to_its_parts() -> None:
    error = VisionError(said("{name} is missing; {hint}", name="a*b", hint=said("try {n}", n=3)))

    assert str(error) == "a*b is missing; try 3"
    assert told(error) == "a*b fehlt; nimm 3"
    assert plain(error) == r"a\\*b fehlt; nimm 3".replace(r"\\", "\\")


@pytest.mark.usefixtures("german")
def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    assert _("{ms:.1f} of {all:.0f} ms", ms=np.float32(2.5), all=12) == "12 ms, davon 2,5"
    assert told(said("{ms:.1f} of {all:.0f} ms", ms=2.5, all=12.0)) == "12 ms, davon 2,5"
    assert _("try {n}", n=0.25) == "nimm 0,25" and _("try {n}", n=1200) == "nimm 1200"
    assert [length(4.24), length(64.8), size(640_000), size(12_345_678)] == ["4,2 s", "1:05 min", "640 kB", "12,3 MB"]
    assert figure(1234.5, ",.1f") == "1.234,5"
    assert [day(NOVEMBER), day(NOVEMBER, of_week=True)] == ["27. Nov.", "Fr., 27. Nov."]


def test_english_ones_are_written_as_python_does() -> None:
    assert [length(4.24), size(12_345_678), figure(1234.5, ",.1f")] == ["4.2 s", "12.3 MB", "1,234.5"]
    assert [day(NOVEMBER), day(NOVEMBER, of_week=True)] == ["27 Nov", "Fri 27 Nov"]


@pytest.mark.usefixtures("german")
def test_what_nobody_translated_stays_english() -> None:
    assert _("Good evening") == "Good evening"
    assert told(ValueError("too {much}")) == "too {much}"
    assert _("") == ""


def test_where_nobody_asks_it_is_english() -> None:
    assert language.current() == "en"
    assert _("try {n}", n=3) == "try 3"
