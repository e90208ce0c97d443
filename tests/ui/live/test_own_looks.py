"""The looks on the visitor's own picture are made one at a time, so that live video's questions come in between."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from live.video import workers
from live.video.processing import Shot
from ui.live import own_looks
from vision.models.files import lacking
from vision.presets import PRESETS
from vision.processor import NOTHING
from vision.types import Image


class Stream:
    own = NOTHING

    def snapshot(self) -> Shot:
        grey: Image = np.full((48, 64, 3), 120, np.uint8)
        return Shot(grey, grey, 0.0)


def test_one_look_after_the_other_with_room_for_others_between(monkeypatch: pytest.MonkeyPatch) -> None:
    line: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []

    def submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
        line.append((work, args))
        return Future()

    monkeypatch.setattr(workers, "submit", submit)
    monkeypatch.setattr(own_looks, "_FIRST_S", 0.0)
    monkeypatch.setattr(own_looks, "_BREATH_S", 0.0)
    looks, rounds = own_looks.OwnLooks(), 0
    looks.keep_up(Stream())  # type: ignore[arg-type]
    while line:
        assert len(line) == 1
        looks.keep_up(Stream())  # type: ignore[arg-type]  # at work: nothing is begun anew
        work, args = line.pop()
        work(*args)
        rounds += 1
    assert rounds == len(looks.pictures) == sum(not lacking(p.needs) for p in PRESETS)
