"""What can fail in a filter that hides, and the filters that it can happen to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from live.video import frames
from live.video.stream import LiveStream
from vision import processor as room
from vision.catalogue import catalogue
from vision.pipeline import Pipeline
from vision.processors import privacy
from vision.types import Image

HIDES = [entry.name for entry in catalogue().values() if entry.hides and entry.group == "privacy"]


def broken(*_: Any, **__: Any) -> Any:
    raise IndexError("list index out of range")


def replaced(name: str, function: Callable[..., Any]) -> None:
    room._registry[name] = replace(room._registry[name], function=function)


def raises(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(name, broken)


def detector_raises(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "faces_in", broken)


def returns_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(name, lambda image, state, moment, **values: (None, state))


def is_known_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    del room._registry[name]


FAILURES = [raises, detector_raises, returns_nothing, is_known_no_more]
failures = pytest.mark.parametrize("fail", FAILURES, ids=lambda f: f.__name__)
hiders = pytest.mark.parametrize("name", HIDES)


async def played(stream: LiveStream, count: int) -> list[Image]:
    """The frames that go out."""
    came = [await asyncio.wait_for(stream.recv(), 20) for _ in range(count)]
    return [frames.to_rgb(frames.to_i420(frame)) for frame in came]


def pipeline_raises(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "run", broken)
