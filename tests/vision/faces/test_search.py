"""The course detector's search: a quick scan first, since a scan cannot be stopped half way."""

from __future__ import annotations

import numpy as np
import pytest

from vision.faces import search as searching
from vision.faces.search import search
from vision.faces.tradeoff import Trial
from vision.types import Detections, as_image

IMAGE = as_image(np.zeros((40, 60, 3), np.uint8))
FOUND = Detections.of([[1, 2, 11, 12]], "face", [1])


@pytest.mark.parametrize(("chosen", "tried"), [(1.1, [1.1, 1.5]), (1.7, [1.7])])
def test_a_quick_scan_tells_how_long_a_slow_one_takes(
    monkeypatch: pytest.MonkeyPatch, chosen: float, tried: list[float]
) -> None:
    asked: list[list[float]] = []

    def trials(image: object, factors: list[float], **_: object) -> list[Trial]:
        asked.append(factors)
        return [Trial(factors[0], FOUND, (12.0,))]

    monkeypatch.setattr(searching, "trials", trials)
    look = search(IMAGE, "course", most_s=5, scale_factor=chosen)
    assert asked == [tried] and look.known and look.ms == pytest.approx(12)
    assert look.faces.xyxy.tolist() == FOUND.xyxy.tolist()


def test_what_would_take_too_long_is_said_and_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "trials", lambda *_, **__: [Trial(1.1, None, ())])
    look = search(IMAGE, "course", most_s=5, scale_factor=1.1)
    assert not look.known and "longer than 5 seconds" in look.notice
