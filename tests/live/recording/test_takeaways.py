from __future__ import annotations

import pytest

from live.recording import takeaways
from live.recording.takeaways import Takeaways
from vision.types import VisionError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_token_is_long_and_no_two_are_alike(clock: Clock) -> None:
    shelf = Takeaways(clock=clock)
    tokens = {shelf.put(b"picture", "image/png", "a.png") for _ in range(50)}
    assert len(tokens) == 50 and all(len(token) == 32 for token in tokens)


def test_it_is_there_for_ten_minutes_and_no_longer(clock: Clock) -> None:
    shelf = Takeaways(clock=clock)
    token = shelf.put(b"picture", "image/png", "a.png")
    clock.now = 599.0
    found = shelf.open(token)
    assert found is not None and found.data == b"picture"
    clock.now = 600.0
    assert shelf.open(token) is None


def test_a_guess_finds_nothing(clock: Clock) -> None:
    shelf = Takeaways(clock=clock)
    shelf.put(b"picture", "image/png", "a.png")
    assert shelf.open("") is None and shelf.open("A" * 32) is None


def test_what_nobody_opened_goes_with_its_visitor(clock: Clock) -> None:
    shelf = Takeaways(clock=clock)
    scanned, left = (shelf.put(b"picture", "image/png", "a.png") for _ in range(2))
    assert shelf.open(scanned) is not None
    shelf.leave([scanned, left])
    assert shelf.open(left) is None and shelf.open(scanned) is not None
    clock.now = 600.0
    assert shelf.open(scanned) is None


def test_the_oldest_give_way(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takeaways, "_MOST_BYTES", 10)
    shelf = Takeaways(clock=clock)
    first, second = (shelf.put(bytes(6), "image/png", "a.png") for _ in range(2))
    assert shelf.open(first) is None and shelf.open(second) is not None
    with pytest.raises(VisionError, match="too long"):
        shelf.put(bytes(11), "video/mp4", "a.mp4")
