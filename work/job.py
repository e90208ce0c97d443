"""One visitor's piece of work, from the line in which it waits to its result."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from vision.types import VisionError
from work import shared
from work.worker import Order

T = TypeVar("T")

_LATE_S = 5.0  # the system ends a worker in time; this is for where it cannot


class LimitError(VisionError):
    """The work took more time or memory than one visitor is given, or was more than its worker survived."""


@dataclass(frozen=True, slots=True)
class Standing:
    """ahead: how many are served before, None once it runs; then the share done, in [0, 1], and words, if it tells."""

    ahead: int | None
    share: float = 0.0
    words: str = ""


class Job(Generic[T]):
    """Work handed to a bench. Thread-safe."""

    def __init__(
        self,
        visitor: Hashable,
        call: tuple[Any, ...],
        limits_s: tuple[float, float],
        reports: bool,
        stop: Callable[[Job[Any]], None],
    ) -> None:
        self.visitor = visitor
        self.began: float | None = None  # by the monotonic clock
        self.stopped = False
        self._stop = stop
        self._over = threading.Event()
        self._value: Any = None
        self._error: VisionError | None = None
        self._trays = ExitStack()
        if shared.SHARED:
            self.order = Order(self._tray(call), *limits_s, self._tray(), self._tray() if reports else None)
        else:
            self.order = Order(call, *limits_s)

    def wait(self, seconds: float) -> bool:
        """Whether it is over, after at most so many seconds."""
        if self.began is not None and time.monotonic() > self.began + self.order.clock_s + _LATE_S:
            self._stop(self)
        return self._over.wait(seconds)

    def result(self) -> T:
        """What the work returned, as soon as it has; raises its VisionError, or LimitError."""
        while not self.wait(1.0):
            pass
        if self._error is not None:
            raise self._error
        value: T = self._value
        return value

    def cancel(self) -> None:
        """Leave the line, or end the work; nothing happens when it is over."""
        self._stop(self)

    # For the bench alone.

    def finish(self, outcome: tuple[bool, Any]) -> None:
        """Whether it went well, and what came of it: a value, or the VisionError to raise."""
        if outcome[0]:
            self._value = outcome[1]
        else:
            self._error = outcome[1]
        self._trays.close()
        self._over.set()

    def told(self) -> tuple[float, str]:
        """What the work last said of itself."""
        if self.order.reports is not None and not self._over.is_set():
            return shared.reported(self.order.reports)
        return 0.0, ""

    def _tray(self, value: Any = None) -> Path:
        return self._trays.enter_context(closing(shared.Tray(value))).path
