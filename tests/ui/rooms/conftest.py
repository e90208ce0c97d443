"""A server without rooms, and a clock that stands still."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.ui.visits import Player
from ui.rooms import state


class Clock:
    """The rooms' clock, which stands still until it is set forward: on a busy machine nobody is away for that."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.ahead = 0.0

    def __call__(self) -> float:
        return self.began + self.ahead


@pytest.fixture(autouse=True)
def _server(player: Player, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server without rooms, for up to two people and one spectator each."""
    monkeypatch.setenv("ROOM_PEOPLE", "2")
    monkeypatch.setenv("ROOM_WATCHERS", "1")
    monkeypatch.setenv("ROOMS", "not a number")
    for held in (state.hub, state._media):
        held.clear()
    yield
    for held in (state.hub, state._media):
        held.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(state, "now", found)
    return found
