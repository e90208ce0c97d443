"""Who is live: as many streams at a time as the machine holds, a line for the others, and an end to a turn."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from live.video.stream import LiveStream
from live.video.together import IN_LINE_S, TELL_S, AllBooths, Together

_STREAMS_A_CORE = 3
_ABSENT_S = 3.0  # a page that reconnects within this time was never away
_GRACE_S = 10.0  # for the page to end an overdue turn kindly


def default_limit() -> int:
    """Streams that this machine's cores hold at 640 x 480."""
    return _STREAMS_A_CORE * max(1, os.cpu_count() or 1)


@dataclass(slots=True, eq=False)
class Turn:
    """One running stream; `began` by the monotonic clock."""

    stream: LiveStream
    here: Callable[[], bool]
    began: float
    visitor: str = ""
    missed_since: float | None = None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


class Capacity:
    """At most `limit` streams, `each` of one visitor; a turn lasts `minutes`, or as long as one likes with None.

    together: the booths with which it shares places and the line, while they can be asked. Thread-safe.

    Nobody needs to tidy up: whoever asks first puts out those whose page is gone or whose stream has ended.
    """

    def __init__(
        self, limit: int, minutes: float | None = None, each: int | None = None, together: Together | None = None
    ) -> None:
        self.limit = limit
        self.each = each
        self.minutes = minutes
        self._lock = threading.Lock()
        self._turns: dict[LiveStream, Turn] = {}
        self._line: dict[str, float] = {}
        self._together, self._closed = together, threading.Event()
        self._all_booths: AllBooths | None = None
        if together is not None:
            self._tell()
            threading.Thread(target=self._keep_telling, name="tells other booths", daemon=True).start()

    def close(self) -> None:
        """Tell other booths no more."""
        self._closed.set()

    def all_booths(self) -> AllBooths | None:
        """How all booths stand that share places; None where each counts its own."""
        return self._all_booths

    def _keep_telling(self) -> None:
        while not self._closed.wait(TELL_S):
            with self._lock:
                gone = self._swept()
                self._tell()
            _stop(gone)

    def _tell(self) -> None:
        if self._together is not None:
            self._all_booths = self._together.tell(len(self._turns), self.limit)

    def enter(self, stream: LiveStream, here: Callable[[], bool], visitor: str = "") -> bool:
        """Take a place for `stream`, or say that none is free. `here` tells whether its page is still open.

        Who has `each` places already gets no more; without a `visitor` nobody counts.
        """
        with self._lock:
            gone = self._swept()
            known = stream in self._turns
            if not known and not self._has_enough(visitor) and self._takes_a_place():
                self._turns[stream] = Turn(stream, here, time.monotonic(), visitor)
            entered = stream in self._turns
        _stop(gone)
        return entered

    def has_enough(self, visitor: str) -> bool:
        """Whether this visitor has `each` places."""
        with self._lock:
            return self._has_enough(visitor)

    def _has_enough(self, visitor: str) -> bool:
        theirs = sum(turn.visitor == visitor for turn in self._turns.values())
        return bool(visitor) and self.each is not None and theirs >= self.each

    def _takes_a_place(self) -> bool:
        taken = None if self._together is None else self._together.take()
        return len(self._turns) < self.limit if taken is None else taken

    def leave(self, stream: LiveStream) -> None:
        """Give the place back; nothing happens when there was none."""
        with self._lock:
            if self._turns.pop(stream, None) is not None:
                self._tell()

    def place_in_line(self, visitor: str) -> int:
        """0 when `visitor` may start, else how many are served before; ask every few seconds to stay in line."""
        now = time.monotonic()
        with self._lock:
            gone = self._swept()
            self._line = {v: at for v, at in self._line.items() if at > now - IN_LINE_S}
            free = self.limit - len(self._turns)
            ahead = list(self._line).index(visitor) if visitor in self._line else len(self._line)
            place = max(0, ahead - free + 1)
            if self._together is not None and (told := self._together.place_in_line(visitor)) is not None:
                place = told
            if place == 0:
                self._line.pop(visitor, None)
            else:
                self._line[visitor] = now
        _stop(gone)
        return place

    def turns(self) -> tuple[Turn, ...]:
        """Those who are live, the longest turn first."""
        with self._lock:
            gone = self._swept()
            found = tuple(self._turns.values())
        _stop(gone)
        return found

    def waiting(self) -> int:
        """How many stand in line."""
        with self._lock:
            return sum(at > time.monotonic() - IN_LINE_S for at in self._line.values())

    def over(self, stream: LiveStream) -> bool:
        """Whether the time of this turn is up."""
        with self._lock:
            turn = self._turns.get(stream)
            return turn is not None and self._overdue(turn, 0.0)

    def _overdue(self, turn: Turn, grace_s: float) -> bool:
        return self.minutes is not None and turn.seconds > 60 * self.minutes + grace_s

    def _swept(self) -> list[LiveStream]:
        """Forget those who are gone, and return their streams."""
        now = time.monotonic()
        gone = [s for s, turn in self._turns.items() if self._left(turn, now)]
        for stream in gone:
            del self._turns[stream]
        if gone:
            self._tell()
        return gone

    def _left(self, turn: Turn, now: float) -> bool:
        if turn.stream.readyState == "ended" or self._overdue(turn, _GRACE_S):
            return True
        if turn.here():
            turn.missed_since = None
            return False
        turn.missed_since = turn.missed_since or now
        return now - turn.missed_since > _ABSENT_S


def _stop(streams: list[LiveStream]) -> None:
    for stream in streams:
        stream.stop()
