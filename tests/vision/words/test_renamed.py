from __future__ import annotations

from vision.words.renamed import ENGLISH, OWN, names_of, renamed
from vision.words.said import said, said_of, verbatim

GERMAN = {
    "cup": "Tasse",
    "left knee": "linkes Knie",
    "{joint} {degrees:.0f}": "{joint}: {degrees:.0f}",
    "{number} finger": "{number} Finger",
    "{number} fingers": "{number} Finger zusammen",
}


def test_a_label_is_called_as_the_names_have_it() -> None:
    assert renamed("cup", GERMAN) == "Tasse"
    assert renamed("kite", GERMAN) == "kite"
    assert renamed("cup", ENGLISH) == "cup"


def test_one_that_is_put_together_keeps_its_parts() -> None:
    assert renamed(said("{joint} {degrees:.0f}", joint=said("left knee"), degrees=91.7), GERMAN) == "linkes Knie: 92"
    fingers = [said_of("{number} finger", "{number} fingers", number) for number in (1, 3)]
    assert [renamed(words, GERMAN) for words in fingers] == ["1 Finger", "3 Finger zusammen"]
    assert renamed(said("{number} toes", number=3), GERMAN) == "3 toes"


def test_what_was_read_from_a_picture_stays_as_it_was_read() -> None:
    assert verbatim("cup") == "cup"
    assert renamed(verbatim("cup"), GERMAN) == "cup"
    assert verbatim("{braces}") == renamed(verbatim("{braces}"), GERMAN) == "{braces}"


def test_they_come_with_what_a_viewer_brings_along() -> None:
    assert names_of({OWN: GERMAN}) == GERMAN
    assert names_of({}) == {}
