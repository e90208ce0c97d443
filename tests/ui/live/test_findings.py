from __future__ import annotations

import pytest

from ui.live import findings
from ui.live.findings import fits, in_words
from ui.live.found_names import NAMES
from vision.learned.kinds import KINDS
from vision.types import Detections
from vision.words.said import said_of


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ((), ""),
        (("cup", "person"), "a cup, a person"),
        (("person", "orange", "person"), "2 people, an orange"),
        (("3 fingers", "1 finger"), "3 fingers, 1 finger"),
        (("2 fingers", "2 fingers"), "2 fingers, 2 fingers"),
        ((said_of("{number} finger", "{number} fingers", 3),), "3 fingers"),
        (("body", "left elbow 92"), "a body, left elbow 92"),
        (("eyes shut", "mouth open"), "eyes shut, mouth open"),
        (("eyes shut", "eyes shut"), "2 with eyes shut"),
        (("scissors",), "scissors"),
        (("knife", "knife", "wine glass", "wine glass", "sheep", "sheep"), "2 knives, 2 wine glasses, 2 sheep"),
        (("bench", "bench", "bus", "bus", "face", "face"), "2 benches, 2 buses, 2 faces"),
    ],
)
def test_what_is_found_is_said_as_a_person_would(labels: tuple[str, ...], words: str) -> None:
    boxes = [[i, 0, i + 1, 1] for i in range(len(labels))]
    assert in_words(Detections.of(boxes, labels)) == words


def test_every_kind_of_thing_has_its_words() -> None:
    assert set(KINDS) <= set(NAMES)


@pytest.mark.parametrize(
    ("label", "words", "meant"),
    [("face", " Face ", True), ("face", "", True), ("my cup", "cup", True), ("face", "cup", False)],
)
def test_a_finding_is_meant_by_its_label(label: str, words: str, meant: bool) -> None:
    assert fits(label, words) == meant


def test_a_finding_is_meant_by_what_the_visitors_language_calls_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "ngettext", lambda one, more, number: {"a face": "ein Gesicht"}.get(one, one))
    assert fits("face", "gesicht") and fits("face", "face") and not fits("cup", "gesicht")
