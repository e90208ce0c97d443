from __future__ import annotations

import time

import pytest

from ui.live import thumbnails
from vision.imageio import load_image
from vision.presets import PRESETS


def test_another_process_makes_them_all_and_is_gone_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "_AFTER_S", 0.0)
    pictures = thumbnails.Thumbnails()
    assert pictures.of(PRESETS[0]) is None
    end = time.monotonic() + 60
    while pictures.expected():
        assert time.monotonic() < end, "the pictures do not come"
        time.sleep(0.05)
    for preset in PRESETS:
        jpeg = pictures.of(preset)
        assert jpeg is not None and load_image(jpeg).shape == (120, 160, 3), preset.name


def test_nothing_is_made_while_the_first_page_is_on_its_way() -> None:
    pictures = thumbnails.Thumbnails()
    assert pictures.expected() and pictures.expected()
    assert all(pictures.of(preset) is None for preset in PRESETS)


def test_a_failure_ends_the_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "_AFTER_S", 0.0)
    monkeypatch.setattr("sys.executable", "false")
    pictures = thumbnails.Thumbnails()
    end = time.monotonic() + 10
    while pictures.expected():
        assert time.monotonic() < end, "it waits for pictures that will never come"
        time.sleep(0.01)
    assert pictures.of(PRESETS[0]) is None
