"""Pictures and clips to take home: each lies for some minutes under a token that nobody can guess."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vision.types import VisionError

VALID_S = 600.0
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Takeaway:
    """A file and when it goes, by the shelf's clock."""

    data: bytes
    kind: str
    name: str
    until_s: float


class Takeaways:
    """Holds files in memory alone; any thread may ask. The oldest give way when together they grow too large."""

    def __init__(self, valid_s: float = VALID_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._valid_s, self._clock = valid_s, clock
        self._lock = threading.Lock()
        self._held: dict[str, Takeaway] = {}
        self._opened: set[str] = set()

    def put(self, data: bytes, kind: str, name: str) -> str:
        """The new token of a file; `kind` is its MIME type. Raises VisionError for one that is too large."""
        if len(data) > _MOST_BYTES:
            raise VisionError("This clip is too long to be taken home this way.")
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._sweep()
            self._held[token] = Takeaway(data, kind, name, self._clock() + self._valid_s)
            while sum(len(t.data) for t in self._held.values()) > _MOST_BYTES:
                self._drop(next(iter(self._held)))
        return token

    def open(self, token: str) -> Takeaway | None:
        """The file of this token; None when it has gone, or never was."""
        with self._lock:
            self._sweep()
            found = self._held.get(token)
            if found is not None:
                self._opened.add(token)
            return found

    def leave(self, tokens: Iterable[str]) -> None:
        """A visitor goes: what nobody opened goes too; what a telephone has opened stays its time."""
        with self._lock:
            for token in tokens:
                if token not in self._opened:
                    self._drop(token)

    def _sweep(self) -> None:
        now = self._clock()
        for token in [t for t, held in self._held.items() if held.until_s <= now]:
            self._drop(token)

    def _drop(self, token: str) -> None:
        self._held.pop(token, None)
        self._opened.discard(token)
