from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from tests.ui.visits import Player, strip_of_buttons
from ui.common import waiting, webrtc
from ui.live import stage


class Downloads:
    """What the page's download buttons hand out, by their labels; made when it is asked for."""

    def __init__(self) -> None:
        self.offered: dict[str, Any] = {}

    def __getitem__(self, label: str) -> bytes:
        data = self.offered[label]
        data = data() if callable(data) else data
        return data.encode() if isinstance(data, str) else bytes(data)


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Downloads:
    """Streamlit's stand-in for a browser shows the buttons, not what is behind them."""
    found, button = Downloads(), st.download_button

    def offer(label: str, data: Any, *args: Any, **more: Any) -> bool:
        found.offered[label] = data
        return button(label, data, *args, **more)

    monkeypatch.setattr(st, "download_button", offer)
    return found


@pytest.fixture(autouse=True, scope="session")
def _packages_read_once() -> Iterator[None]:
    """Streamlit's stand-in looks through all installed packages for each page; a server does so when it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the visitor's browser sends along; Streamlit's stand-in has none and makes up anything."""
    held: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", held)
    return held


@pytest.fixture(autouse=True)
def _whole_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's stand-in runs the whole page where a browser would ask for a fragment alone."""
    rerun = st.rerun
    monkeypatch.setattr(st, "rerun", lambda *, scope="app": rerun())


@pytest.fixture
def look_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks that can be pressed without a browser."""
    monkeypatch.setattr(stage, "strip", strip_of_buttons)


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    """A video on the page without a browser behind it, and a server nobody is live on."""
    found = Player()
    monkeypatch.setattr(webrtc, "webrtc_streamer", found)
    monkeypatch.setattr(webrtc, "_prepare_server", lambda through_relay: None)
    waiting.capacity.clear()
    yield found
    waiting.capacity.clear()
