"""A clock that stands still until it is set."""

from __future__ import annotations

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
