from __future__ import annotations

import pytest

from ui.live.findings import in_words
from vision.types import Detections


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ((), ""),
        (("cup", "person"), "a cup, a person"),
        (("person", "orange", "person"), "2 people, an orange"),
        (("3 fingers", "1 finger"), "3 fingers, 1 finger"),
        (("2 fingers", "2 fingers"), "2 fingers, 2 fingers"),
        (("body", "left elbow 92"), "a body, left elbow 92"),
        (("eyes shut", "mouth open"), "eyes shut, mouth open"),
        (("scissors",), "scissors"),
        (("knife", "knife", "wine glass", "wine glass", "sheep", "sheep"), "2 knives, 2 wine glasses, 2 sheep"),
        (("bench", "bench", "bus", "bus", "face", "face"), "2 benches, 2 buses, 2 faces"),
    ],
)
def test_what_is_found_is_said_as_a_person_would(labels: tuple[str, ...], words: str) -> None:
    boxes = [[i, 0, i + 1, 1] for i in range(len(labels))]
    assert in_words(Detections.of(boxes, labels)) == words
