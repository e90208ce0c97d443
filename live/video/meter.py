"""What a stream is doing, counted over the last seconds."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

from vision.pipeline import Timing

_WINDOW_S = 2.0


@dataclass(frozen=True, slots=True)
class Report:
    """A stream's state: frames a second, frames skipped since the start, the size sent (0, 0 before the first
    frame), each step's mean milliseconds, and the newest errors by step name ("" for one outside any step)."""

    fps_in: float
    fps_out: float
    skipped: int
    size: tuple[int, int]
    steps: tuple[tuple[str, float], ...]
    errors: tuple[tuple[str, str], ...]

    @property
    def running(self) -> bool:
        return self.size != (0, 0)


class Meter:
    """Counts frames from the event loop and from the worker; any thread may ask for the report."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._came: deque[float] = deque()
        self._went: deque[float] = deque()
        self._steps: deque[tuple[float, tuple[Timing, ...]]] = deque()
        self._errors: dict[str, tuple[float, str]] = {}
        self._skipped = 0
        self._size = (0, 0)

    def came(self, *, dropped: bool) -> None:
        """A frame arrived; `dropped` when it pushed out one that was waiting."""
        with self._lock:
            self._skipped += dropped
            self._note(self._came, time.monotonic())

    def went(self, width: int, height: int) -> None:
        """A frame was sent."""
        with self._lock:
            self._size = (width, height)
            self._note(self._went, time.monotonic())

    def worked(self, timings: tuple[Timing, ...]) -> None:
        """A frame went through the recipe."""
        now = time.monotonic()
        with self._lock:
            self._steps.append((now, timings))
            while self._steps[0][0] < now - _WINDOW_S:
                self._steps.popleft()
            for t in timings:
                if t.error:
                    self._errors[t.name] = (now, t.error)

    def failed(self, message: str) -> None:
        """Something outside the steps went wrong."""
        with self._lock:
            self._errors[""] = (time.monotonic(), message)

    def report(self) -> Report:
        now = time.monotonic()
        with self._lock:
            errors = tuple((n, text) for n, (at, text) in self._errors.items() if at > now - _WINDOW_S)
            return Report(
                self._rate(self._came, now),
                self._rate(self._went, now),
                self._skipped,
                self._size,
                self._means(),
                errors,
            )

    def _means(self) -> tuple[tuple[str, float], ...]:
        if not self._steps:
            return ()
        names = [t.name for t in self._steps[-1][1]]
        runs = [ts for _, ts in self._steps if [t.name for t in ts] == names]
        return tuple((name, sum(ts[i].ms for ts in runs) / len(runs)) for i, name in enumerate(names))

    @staticmethod
    def _note(times: deque[float], now: float) -> None:
        times.append(now)
        while times[0] < now - _WINDOW_S:
            times.popleft()

    @staticmethod
    def _rate(times: deque[float], now: float) -> float:
        recent = [t for t in times if t > now - _WINDOW_S]
        return (len(recent) - 1) / (recent[-1] - recent[0]) if len(recent) > 2 else 0.0
