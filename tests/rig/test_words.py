"""What is said is gathered once each, and a language's file follows it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from rig.words import files, registries, sources
from rig.words.message import Message

SOURCE = """
class TooMuchError(VisionError): ...
_("Record")
_("{name} was" " passed over", name=plain(name))
_("Stop" if running else "Start")
_(preset.name)
ngettext("{number} face", "{number} faces", n)
raise VisionError(said_of("one page", "{number} pages", n))
raise TooMuchError("Too much.")
raise ValueError("for programmers")
LABEL = N_("Lines")
pgettext("a room", "Join")
said_as("of an event", "Join")
pgettext(where, "Close")
print("nothing")
"""


def gathered(text: str) -> dict[tuple[str, str], str]:
    return {(m.context, m.words): m.more for m in sources.messages([("a.py", ast.parse(text))])}


def test_the_source_is_read_without_running_it() -> None:
    assert gathered(SOURCE) == {
        ("", "Record"): "",
        ("", "{name} was passed over"): "",
        ("", "Stop"): "",
        ("", "Start"): "",
        ("", "{number} face"): "{number} faces",
        ("", "one page"): "{number} pages",
        ("", "Too much."): "",
        ("", "Lines"): "",
        ("a room", "Join"): "",
        ("of an event", "Join"): "",
    }


def test_a_filter_brings_its_words_along() -> None:
    words = {m.words: m.place for m in registries.messages()}
    told = ("Gamma", "tone", "Exponent", "Below 1 brightens, above 1 darkens.")
    assert {words[text] for text in told} == {"vision/processors/tone.py"}
    assert any(text.startswith("Dark places get more light") for text in words)
    assert {words["Robot"], words["The one tone in which it speaks."]} == {"vision/sound/effects.py"}
    assert words["How much time the picture shows, from left to right."] == "vision/sound/sound_seen.py"


def test_a_message_is_written_once_with_all_its_files_and_no_line() -> None:
    now = files.template(
        [Message("Lines", "", "b.py"), Message("Lines", "", "a.py", "a button"), Message("5 %", "", "a.py")]
    )
    assert '#. a button\n#: a.py b.py\nmsgid "Lines"' in files.written(now)
    assert "5 %" not in files.written(now)


def test_two_meanings_of_the_same_words_are_two_messages() -> None:
    both = [Message("Lines", "", "a.py"), Message("Lines", "", "b.py", "Cartoon: a setting", "setting")]
    text = files.written(files.template(both))
    assert '#: a.py\nmsgid "Lines"' in text
    assert '#. Cartoon: a setting\n#: b.py\nmsgctxt "setting"\nmsgid "Lines"' in text


def test_the_name_of_a_setting_is_not_what_else_has_its_letters() -> None:
    meanings = {(m.context, m.words) for m in registries.messages()}
    assert {("setting", "Level"), ("", "Level")} <= meanings
    assert ("", "Radius") not in meanings


def test_a_language_keeps_what_is_still_said_and_guesses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old = files.template([Message("Record", "", "a.py"), Message("Gone", "", "a.py")])
    old["Record"].string = "Aufnehmen"
    monkeypatch.setattr(files, "translated", lambda code: old)
    text = files.written(
        files.updated("de", files.template([Message("Record", "", "b.py"), Message("Records", "", "b.py")]))
    )

    assert 'msgid "Record"\nmsgstr "Aufnehmen"' in text
    assert 'msgid "Records"\nmsgstr ""' in text
    assert "Gone" not in text


def test_each_language_has_its_own_plurals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = files.template([Message("{number} line", "{number} lines", "a.py")])
    monkeypatch.setattr(files, "LOCALE", tmp_path)
    forms = {code: files.written(files.updated(code, now)).count("msgstr[") for code in ("de", "fr", "zh")}
    assert forms == {"de": 2, "fr": 2, "zh": 1}
