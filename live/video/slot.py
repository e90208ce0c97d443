"""A place for one thing between two threads, or for a few: the newest win."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """Holds at most `depth` items, which may be set from any thread; `put` never waits, `take` waits for the next."""

    def __init__(self, depth: int = 1) -> None:
        self.depth = depth
        self._changed = threading.Condition()
        self._items: deque[T] = deque()
        self._closed = False

    def put(self, item: T) -> bool:
        """Leave `item`; True when the oldest had to go for it."""
        with self._changed:
            full = len(self._items) >= self.depth
            while len(self._items) >= self.depth:
                self._items.popleft()
            self._items.append(item)
            self._changed.notify()
            return full

    def take(self) -> T | None:
        """The oldest item there is, waiting for one; None once the slot is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._items))
            return None if self._closed else self._items.popleft()

    def closed_within(self, seconds: float) -> bool:
        """Wait up to `seconds` for the end, and say whether it came."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closed, timeout=max(0.0, seconds))

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._items.clear()
            self._changed.notify_all()
