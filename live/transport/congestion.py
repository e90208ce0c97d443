"""How much the visitor's uplink holds: told to the browser as REMB, the receiver's estimate of the bitrate."""

from __future__ import annotations

import math
from collections import deque

_TICK_MS = 250
_MEMORY_MS = 10_000  # how long the quickest packet counts as an empty link
_STANDING_MS, _EMPTY_MS = 80.0, 40.0
_HOLD_MS = 1000  # after a decrease, until the queue has drained
_DECREASE, _INCREASE_A_SECOND = 0.85, 1.4
_LOWEST, _HIGHEST = 200_000, 12_000_000


class StandingQueueEstimator:
    """In place of aiortc's RemoteBitrateEstimator, which takes a busy processor for a full link and recovers slowly.

    A link is full when even the quickest packet of a tick has waited (the idea of CoDel, RFC 8289): one late wake-up of
    this process delays some packets, a queue delays all. Says nothing before that happens for the first time, so that
    a good link is left to the browser's own start value.
    """

    def __init__(self) -> None:
        self._sent_ms, self._last_stamp = 0.0, -1
        self._quickest: deque[tuple[int, float]] = deque()  # one (time, least delay) a tick
        self._began = self._tick_began = 0
        self._least = math.inf
        self._arrived: deque[tuple[int, int]] = deque()
        self._bits = 0
        self._rate: float | None = None
        self._held_until = 0
        self._ssrcs: set[int] = set()

    def add(
        self, arrival_time_ms: int, abs_send_time: int, payload_size: int, ssrc: int
    ) -> tuple[int, list[int]] | None:
        """Take note of a packet; (bits a second, senders) once a tick while there is something to say."""
        self._ssrcs.add(ssrc)
        self._least = min(self._least, arrival_time_ms - self._send_time_ms(abs_send_time))
        self._arrived.append((arrival_time_ms, 8 * payload_size))
        self._bits += 8 * payload_size
        while self._arrived[0][0] <= arrival_time_ms - 1000:
            self._bits -= self._arrived.popleft()[1]
        self._began = self._began or arrival_time_ms
        self._tick_began = self._tick_began or arrival_time_ms
        if arrival_time_ms - self._tick_began < _TICK_MS:
            return None
        self._tick(arrival_time_ms)
        return None if self._rate is None else (int(self._rate), sorted(self._ssrcs))

    def _send_time_ms(self, stamp: int) -> float:
        """Seconds in 6.18 fixed point, which begin again every 64 s, laid end to end."""
        if self._last_stamp >= 0:
            step = (stamp - self._last_stamp) & 0xFFFFFF
            self._sent_ms += (step - 0x1000000 if step & 0x800000 else step) * 1000 / (1 << 18)
        self._last_stamp = stamp
        return self._sent_ms

    def _tick(self, now: int) -> None:
        passed_s = (now - self._tick_began) / 1000
        self._quickest.append((now, self._least))
        while self._quickest[0][0] < now - _MEMORY_MS:
            self._quickest.popleft()
        queue_ms = self._least - min(least for _, least in self._quickest)
        self._tick_began, self._least = 0, math.inf  # the next packet begins a tick: after a stall, many come at once
        if now < self._held_until or now < self._began + 1000:
            return
        if queue_ms > _STANDING_MS:
            self._rate = max(_LOWEST, _DECREASE * min(self._bits, self._rate or math.inf))
            self._held_until = now + _HOLD_MS
        elif queue_ms < _EMPTY_MS and self._rate is not None:
            self._rate = min(_HIGHEST, self._rate * _INCREASE_A_SECOND ** min(passed_s, 1.0))
