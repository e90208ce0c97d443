"""A clock that stands still until it is set, and waiting by the real one."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType

import pytest


class Clock:
    """Stands in for the time module."""

    def __init__(self, now: float) -> None:
        self.now = now

    def monotonic(self) -> float:
        return self.now


def stopped(monkeypatch: pytest.MonkeyPatch, module: ModuleType, now: float = 100.0) -> Clock:
    """A clock in place of the time module of `module`."""
    clock = Clock(now)
    monkeypatch.setattr(module, "time", clock)
    return clock


def until(ready: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.02)
