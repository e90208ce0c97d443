"""Tries at a secret: after a few wrong ones, each makes the next wait twice as long."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass

from vision.types import BusyError
from vision.words.said import said

_FORGOTTEN_S = 3600.0


@dataclass(frozen=True, slots=True)
class _Record:
    wrong: int = 0
    last_s: float = -math.inf
    next_s: float = -math.inf


class Tries:
    """Wrong tries by whom or at what they were: `free` at once, then a wait of 1, 2, 4 ... `longest_s` seconds.

    A record is forgotten after an hour without a try. Thread-safe; `now` is seconds on one clock.
    """

    def __init__(self, free: int, longest_s: float) -> None:
        self._free, self._longest_s = free, longest_s
        self._lock = threading.Lock()
        self._records: dict[str, _Record] = {}

    def begin(self, key: str, now: float) -> None:
        """Count a try as wrong until it is told `right`: many at once do not slip through. Raises BusyError."""
        with self._lock:
            self._records = {k: r for k, r in self._records.items() if now - r.last_s < _FORGOTTEN_S}
            record = self._records.get(key, _Record())
            if now < record.next_s:
                wait = math.ceil(record.next_s - now)
                raise BusyError(
                    said("That was wrong too often; please wait {seconds} s before the next try.", seconds=wait)
                )
            wrong = record.wrong + 1
            wait_s = min(self._longest_s, 2.0 ** min(30, wrong - self._free)) if wrong >= self._free else 0.0
            self._records[key] = _Record(wrong, now, now + wait_s)

    def right(self, key: str) -> None:
        """The try just begun was none of the wrong ones; those before it still count."""
        with self._lock:
            if (record := self._records.get(key)) is not None:
                self._records[key] = _Record(max(0, record.wrong - 1), record.last_s)
