"""A place for one thing between two threads: the newest wins."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """Holds at most one item; `put` never waits, `take` waits for one or for the end."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._closed = False

    def put(self, item: T) -> bool:
        """Leave `item`; True when it took the place of one that nobody had taken."""
        with self._changed:
            replaced = self._item is not None
            self._item = item
            self._changed.notify()
            return replaced

    def take(self) -> T | None:
        """The item, waiting for it; None once the slot is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._item is not None)
            item, self._item = self._item, None
            return None if self._closed else item

    def closed_within(self, seconds: float) -> bool:
        """Wait up to `seconds` for the end, and say whether it came."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closed, timeout=max(0.0, seconds))

    def close(self) -> None:
        with self._changed:
            self._closed, self._item = True, None
            self._changed.notify_all()
