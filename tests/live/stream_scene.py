"""A stream under test: its event loop, its recipes, and the threads that must go."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest

from live.video import frames
from vision.recipe import Recipe

NONE = Recipe()
INVERT = Recipe.parse("invert")


@pytest.fixture
def no_thread_stays() -> Iterator[None]:
    yield
    ours = ("live-stream", "video-decoder")
    end = time.monotonic() + 10
    while any(t.name.startswith(ours) for t in threading.enumerate()):
        assert time.monotonic() < end, "a thread stays behind"
        time.sleep(0.01)


def grey(frame: object) -> float:
    return float(frames.to_i420(frame)[: frame.height].mean())  # type: ignore[attr-defined, arg-type]


def run(scene: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await scene()

    asyncio.run(whole())
