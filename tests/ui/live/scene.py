"""The live page without a browser: a connection as the test wants it, and buttons in place of the stage's scripts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from live.video.sources import Source
from live.video.stream import LiveStream
from tests.ui.visits import strip_of_buttons
from ui.common import webrtc
from ui.common.webrtc import Connection
from ui.live import stage
from ui.live.troubles import TROUBLES
from vision.types import Image

PAGE = Path(__file__).parents[3] / "pages" / "live.py"


def picture(time_s: float) -> Image:
    """A grey wedge."""
    return np.broadcast_to(np.linspace(0, 255, 64, dtype=np.uint8)[None, :, None], (48, 64, 3)).copy()


def still(time_s: float) -> Image:
    """The same picture at any time: nobody is there."""
    return picture(0.0)


class Scene:
    """The page, opened with a link; `connection` is what the next run is told, `stream` what it shows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, clips: Path) -> None:
        monkeypatch.setenv("CLIP_DIR", str(clips))
        monkeypatch.setattr(ContextProxy, "cookies", {})
        self.connection = Connection()
        self._streams: list[LiveStream] = []
        self._loop = asyncio.new_event_loop()
        monkeypatch.setattr(webrtc, "player", lambda *_, **__: self.connection)
        monkeypatch.setattr(stage, "picture", _picture)
        monkeypatch.setattr(stage, "strip", strip_of_buttons)
        self.app = AppTest.from_file(PAGE, default_timeout=60)

    def open(self, recipe: str = "none") -> AppTest:
        self.app.query_params["recipe"] = recipe
        return self.run()

    def run(self) -> AppTest:
        self.app.run()
        assert not self.app.exception
        return self.app

    @property
    def stream(self) -> LiveStream:
        stream: LiveStream = self.app.session_state["stream camera"]
        return stream

    def play(self, feed: Source = picture, began_s: float | None = None) -> AppTest:
        """START was pressed and pictures come back; in place of a camera, `feed`."""
        stream = self.stream
        stream.feed = feed
        self._streams.append(stream)
        for _ in range(5):
            self._loop.run_until_complete(stream.recv())
        self.connection = Connection(True, time.monotonic() if began_s is None else began_s)
        return self.run()

    def press(self, key: str) -> AppTest:
        self.app.button(key=key).click()
        return self.run()

    def words(self) -> str:
        """The line under the picture."""
        return str(next(text.value for text in self.app.text))

    def close(self) -> None:
        for stream in self._streams:
            stream.stop()
            if stream._worker is not None:
                stream._worker.join(5)
        self._loop.close()


def _picture(
    data: dict[str, Any],
    on_trouble: Callable[[str], None],
    on_stand: Callable[[str], None] | None = None,
    on_split: Callable[[float], None] | None = None,
) -> None:
    st.text(data["words"])
    if data.get("split") is not None and on_split is not None:
        st.button("line to a quarter", key="line", on_click=on_split, args=(0.25,))
    for name in TROUBLES:
        st.button(name, key=f"trouble {name}", on_click=on_trouble, args=(name,))
    st.button("over", key="trouble over", on_click=on_trouble, args=("",))
    for what in ("photo", "clip", "touch") if on_stand is not None else ():
        st.button(what, key=f"stand {what}", on_click=on_stand, args=(what,))
