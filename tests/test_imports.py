"""Imports point one way: seen in a fresh interpreter, where nothing else has been loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("modules", "strangers"),
    [
        ("vision.pipeline, vision.processors, vision.imageio", {"av", "streamlit", "aiortc"}),
        ("work", {"av", "streamlit", "aiortc", "cv2"}),
        ("live.video.stream, live.video.sources, live.transport", {"streamlit", "streamlit_webrtc"}),
    ],
)
def test_a_room_does_not_load_what_is_above_it(modules: str, strangers: set[str]) -> None:
    code = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert strangers.isdisjoint(loaded)
