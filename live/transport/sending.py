"""How many bits a second go back to the visitor: values in, values out, the caller brings the clock."""

from __future__ import annotations

import math
from collections import deque

LOWEST_BITRATE = 150_000
_START_BITS_PER_PIXEL, _MOST_BITS_PER_PIXEL = 2.0, 12.0  # a second
_CLIMB_A_SECOND, _CLIMB_TO_BITS_PER_PIXEL = 2.0, 5.0
_ON_A_SECOND = 1.4  # beyond that, while it is used: a cut in the picture takes it
_NARROW_BITS_PER_PIXEL = 4.0
_WINDOW_S = 1.0
_MEMORY_S, _STANDS_S = 20.0, 1.5
_STANDING_S, _EMPTY_S, _LOSSY = 0.12, 0.06, 0.08
_USED = 0.7  # of the rate: whoever sends less fills no link, and learns nothing about it
_CARRIED, _DRAIN = 0.85, 0.7
_HOLD_S, _SHY_S = 2.0, 6.0
_BOLDER_A_SECOND, _BOLDEST = 0.01, 0.15
_NEAR, _TIMID, _BEGINS_S = 1.3, 0.03, 0.04  # close to what the link carried, growth is slow and stops early


def start_bitrate(pixels: int) -> int:
    """Bits a second to begin with for frames of so many pixels, before the receiver has reported."""
    return int(pixels * _START_BITS_PER_PIXEL)


def most_bitrate(pixels: int) -> int:
    """Bits a second beyond which frames of so many pixels look no better."""
    return int(pixels * _MOST_BITS_PER_PIXEL)


class SendingRate:
    """A bitrate from the receiver's reports (RFC 3550): how long a packet takes there and back, how many go lost.

    It begins low and doubles each second up to what usual pictures take, and grows on as long as they take it. When
    even the quickest trip of a while took long, a queue stands in the link (CoDel, RFC 8289): then less is sent until
    the queue is gone, and after that a little less than the link was seen to carry; the longer it goes well, the bolder
    the next steps up, but close to that they stay small, and the first sign of a queue ends them. A browser's own
    estimate (REMB) is left alone: on a still picture, which takes few bits, it sinks far below what the link holds.
    """

    def __init__(self) -> None:
        self.pixels = 640 * 480
        self._rate: float | None = None
        self._ceiling = 0.0  # what the link carried when it was full
        self._refused_s: float | None = None  # when that was
        self._sent: deque[tuple[float, int]] = deque()
        self._bits = 0  # sent in the last second
        self._trips: deque[tuple[float, float]] = deque()
        self._reported_s = -_WINDOW_S

    @property
    def bitrate(self) -> int:
        """Bits a second."""
        wanted = self._rate or start_bitrate(self.pixels)
        return int(max(LOWEST_BITRATE, min(wanted, most_bitrate(self.pixels))))

    @property
    def is_narrow(self) -> bool:
        """Whether the link was full and holds less than such frames would take."""
        return self._refused_s is not None and self.bitrate < _NARROW_BITS_PER_PIXEL * self.pixels

    def sent(self, bits: int, now: float) -> None:
        """Take note of a picture's bits."""
        self._sent.append((now, bits))
        self._bits += bits
        while self._sent[0][0] <= now - _WINDOW_S:
            self._bits -= self._sent.popleft()[1]

    def reported(self, round_trip_s: float, lost: float, now: float) -> None:
        """Take note of a receiver's report: seconds there and back, share of packets lost."""
        self._trips.append((now, round_trip_s))
        while self._trips[0][0] < now - _MEMORY_S:
            self._trips.popleft()
        queue_s = min(t for at, t in self._trips if at > now - _STANDS_S) - min(t for _, t in self._trips)
        is_used = self._bits > _USED * self.bitrate
        if queue_s > _STANDING_S or lost > _LOSSY:
            if is_used and (self._refused_s is None or now > self._refused_s + _HOLD_S):
                self._ceiling = _CARRIED * min(self.bitrate, self._bits)
                self._rate, self._refused_s = _DRAIN * self._ceiling, now
        elif queue_s > _BEGINS_S and is_used and self._refused_s is not None and self.bitrate > self._ceiling:
            self._rate, self._refused_s = self._ceiling, now
        elif queue_s < _EMPTY_S:
            self._rate = self._grown(min(1.0, now - self._reported_s), is_used, now)
        self._reported_s = now

    def _grown(self, passed_s: float, is_used: bool, now: float) -> float:
        rate = float(self.bitrate)
        quick = self.pixels * _CLIMB_TO_BITS_PER_PIXEL
        if self._refused_s is None and rate < quick:
            return min(quick, rate * math.pow(_CLIMB_A_SECOND, passed_s))
        if not is_used:
            return rate
        if self._refused_s is None:
            return rate * math.pow(_ON_A_SECOND, passed_s)
        well_s = max(0.0, now - self._refused_s - _SHY_S)
        boldest = _BOLDEST if rate > _NEAR * self._ceiling else _TIMID
        return max(self._ceiling, rate * math.pow(1 + min(boldest, _BOLDER_A_SECOND * well_s), passed_s))
