"""How much the visitor's uplink holds: told to the browser as REMB, the receiver's estimate of the bitrate."""

from __future__ import annotations

import math
import statistics
from collections import deque
from collections.abc import Callable, Iterable

_TICK_MS = 250
_MEMORY_MS = 10_000  # how long the quickest packet counts as an empty link
_STANDING_MS, _EMPTY_MS = 80.0, 40.0
_HOLD_MS = 1000  # after a decrease, until the queue has drained
_DECREASE, _INCREASE_A_SECOND = 0.85, 1.4
_NEAR, _TIMID_A_SECOND = 1.2, 1.04  # close to what filled the link, it grows slowly
_LOWEST, _HIGHEST = 200_000, 12_000_000
_FIRST_MS, _SLOW = 3000, 1_500_000  # a link that carries less is no reason to speak up so early
_SHARE_OF_SLOW = 0.75  # there one large picture stands in the way of all others
_SAME_BURST_MS = 8.0  # a sender's clock, between packets of one burst
_LENT_BITS = 36_000  # so much of a burst many links let pass at once
_LEAST_BITS, _LEAST_BURSTS = 40_000, 2
_SAFETY = 0.6  # of what a link carries: the rest is for sound, the page, and a picture that is suddenly large


class StandingQueueEstimator:
    """In place of aiortc's RemoteBitrateEstimator, which takes a busy processor for a full link and recovers slowly.

    A link is full when even the quickest packet of a tick has waited (the idea of CoDel, RFC 8289): one late wake-up of
    this process delays some packets, a queue delays all. Before that happens for the first time, only the first bursts
    have a say: a browser takes an estimate of its first two seconds at its word, and so need not climb for half a
    minute from the low bitrate that it begins with. A link that spreads every burst far bounds it at any time.
    """

    def __init__(self) -> None:
        self._sent_ms, self._last_stamp = 0.0, -1
        self._quickest: deque[tuple[int, float]] = deque()  # one (time, least delay) a tick
        self._bursts = Bursts()
        self._began = self._tick_began = 0
        self._least = math.inf
        self._arrived: deque[tuple[int, int]] = deque()
        self._bits = 0
        self._lift: float | None = None
        self._rate: float | None = None
        self._full = 0.0  # what came when the link was full
        self._held_until = 0
        self._ssrcs: set[int] = set()

    def add(
        self, arrival_time_ms: int, abs_send_time: int, payload_size: int, ssrc: int
    ) -> tuple[int, list[int]] | None:
        """Take note of a packet; (bits a second, senders) once a tick while there is something to say."""
        self._ssrcs.add(ssrc)
        sent_ms = self._send_time_ms(abs_send_time)
        self._bursts.add(arrival_time_ms, sent_ms, 8 * payload_size)
        self._least = min(self._least, arrival_time_ms - sent_ms)
        self._arrived.append((arrival_time_ms, 8 * payload_size))
        self._bits += 8 * payload_size
        while self._arrived[0][0] <= arrival_time_ms - 1000:
            self._bits -= self._arrived.popleft()[1]
        self._began = self._began or arrival_time_ms
        self._tick_began = self._tick_began or arrival_time_ms
        if arrival_time_ms - self._tick_began < _TICK_MS:
            return None
        said = self._tick(arrival_time_ms)
        return None if said is None else (int(said), sorted(self._ssrcs))

    def _send_time_ms(self, stamp: int) -> float:
        """Seconds in 6.18 fixed point, which begin again every 64 s, laid end to end."""
        if self._last_stamp >= 0:
            step = (stamp - self._last_stamp) & 0xFFFFFF
            self._sent_ms += (step - 0x1000000 if step & 0x800000 else step) * 1000 / (1 << 18)
        self._last_stamp = stamp
        return self._sent_ms

    def _tick(self, now: int) -> float | None:
        passed_s = (now - self._tick_began) / 1000
        self._quickest.append((now, self._least))
        while self._quickest[0][0] < now - _MEMORY_MS:
            self._quickest.popleft()
        queue_ms = self._least - min(least for _, least in self._quickest)
        self._tick_began, self._least = 0, math.inf  # the next packet begins a tick: after a stall, many come at once
        carried = self._bursts.rate(now)
        if carried and carried > _SLOW and now < self._began + _FIRST_MS:
            self._lift = carried
        if now < self._began + 1000:
            return self._lift
        if now >= self._held_until:
            self._adapt(now, queue_ms, carried, passed_s)
        said = min(self._rate or self._lift or math.inf, self._bound(now))
        return said if said < math.inf else None

    def _bound(self, now: int) -> float:
        """On a slow link, which not one burst has passed quickly; one late wake-up of this process is none."""
        best = self._bursts.rate(now, max)
        return max(_LOWEST, _SHARE_OF_SLOW * best) if best and best < _SLOW else math.inf

    def _adapt(self, now: int, queue_ms: float, carried: float | None, passed_s: float) -> None:
        if queue_ms > _STANDING_MS:
            self._rate = max(_LOWEST, _DECREASE * min(self._bits, self._rate or math.inf))
            self._full, self._held_until = self._bits, now + _HOLD_MS
        elif queue_ms < _EMPTY_MS and self._rate is not None:
            most = max(self._rate, carried or 1.5 * self._bits)
            growth = _INCREASE_A_SECOND if self._rate > _NEAR * self._full else _TIMID_A_SECOND
            self._rate = min(_HIGHEST, most, self._rate * growth ** min(passed_s, 1.0))


class Bursts:
    """What a link lets through, by the spread of packets that were sent together (packet dispersion)."""

    def __init__(self) -> None:
        self._rates: deque[tuple[int, float]] = deque()
        self._first: tuple[int, float] | None = None
        self._last_sent, self._last_came = 0.0, 0
        self._lent = self._bits = 0

    def add(self, arrival_ms: int, sent_ms: float, bits: int) -> None:
        """Take note of a packet."""
        if self._first is None or abs(sent_ms - self._last_sent) > _SAME_BURST_MS:
            self._end()
            self._first, self._lent, self._bits = (arrival_ms, sent_ms), bits, 0
        elif self._lent < _LENT_BITS:
            self._first, self._lent = (arrival_ms, sent_ms), self._lent + bits
        else:
            self._bits += bits
        self._last_sent, self._last_came = sent_ms, arrival_ms

    def _end(self) -> None:
        if self._first is not None and self._bits >= _LEAST_BITS:
            spread_ms = max(1.0, self._last_came - self._first[0], self._last_sent - self._first[1])
            self._rates.append((self._last_came, 1000 * self._bits / spread_ms))

    def rate(self, now: int, pick: Callable[[Iterable[float]], float] = statistics.median_low) -> float | None:
        """Bits a second to be trusted, by the bursts of the last seconds; None when there were too few."""
        while self._rates and self._rates[0][0] < now - _MEMORY_MS:
            self._rates.popleft()
        if len(self._rates) < _LEAST_BURSTS:
            return None
        return max(_LOWEST, min(_HIGHEST, _SAFETY * pick(rate for _, rate in self._rates)))
