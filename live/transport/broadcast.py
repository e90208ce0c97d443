"""One encoding for many: all who keep up send the same bits, one who does not gets an encoder of their own."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

import av
from aiortc.mediastreams import VIDEO_TIME_BASE, convert_timebase
from av.frame import Frame

from live.transport.codec import Codec
from live.transport.encoder import SizedEncoder
from live.transport.sending import SendingRate
from live.transport.vp8 import VP8

BITRATE = 2_000_000
_KEY_EVERY_S, _KEY_AT_MOST_EVERY_S = 4.0, 1.0
_WINDOW = 75  # pictures, 5 s: a whole span from key frame to key frame
_FALL, _TOO_SLOW = 0.9, 0.7
_MOST_ALONE = 3
_PAUSE_S, _LONGEST_PAUSE_S = 10.0, 80.0


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """One picture of a broadcast: its number, its bits, whether it needs no other, the bits a second of late."""

    number: int
    data: bytes
    is_key: bool
    bitrate: float
    broadcast: Broadcast


class _Steady(SendingRate):
    bitrate = BITRATE


class _WholePictures(SizedEncoder):
    """Hands out the bits of a picture in one piece, as many a second whoever looks."""

    def __init__(self, codec: Codec) -> None:
        super().__init__(codec)
        self.rate = _Steady()

    def payloads(self, data: bytes) -> list[bytes]:
        return [data]


class Broadcast:
    """Encodes each picture once, for any number of connections of one codec. Not thread-safe."""

    def __init__(self, codec: Codec = VP8) -> None:
        self.codec = codec
        self._encoder = _WholePictures(codec)
        self._number = 0
        self._key_s = -_KEY_EVERY_S
        self._key_wanted = False
        self._sizes: deque[tuple[float, int]] = deque(maxlen=_WINDOW)

        self._alone: dict[int, float] = {}
        self._lock = threading.Lock()

    def lets_go(self, connection: int) -> bool:
        """Whether a connection may encode by itself now: three at a time, since when more seem slow, the server is."""
        now = time.monotonic()
        with self._lock:
            self._alone = {c: at for c, at in self._alone.items() if now - at < 1}
            allowed = connection in self._alone or len(self._alone) < _MOST_ALONE
            if allowed:
                self._alone[connection] = now
            return allowed

    def ask_for_key(self) -> None:
        """Somebody wants to get on: a key frame comes within a second. From any thread."""
        self._key_wanted = True

    def add(self, frame: av.VideoFrame) -> None:
        """Encode the frame and hang the result on it. A key frame each 4 s, or 1 s if asked for, lets others get on."""
        now = time.monotonic()
        is_due = now - self._key_s >= (_KEY_AT_MOST_EVERY_S if self._key_wanted else _KEY_EVERY_S)
        data = self._encoder.encode(frame, is_due)[0][0]
        is_key = self.codec.is_key(data)
        if is_key:
            self._key_s, self._key_wanted = now, False
        self._sizes.append((now, len(data)))
        self._number += 1
        # A frame carries any one object along; PyAV's stubs leave the attribute out.
        carrier: Any = frame
        carrier.opaque = Encoded(self._number, data, is_key, self._bitrate(), self)

    def _bitrate(self) -> float:
        seconds = self._sizes[-1][0] - self._sizes[0][0]
        return 8 * sum(size for _, size in self._sizes) / max(1.0, seconds)


class SharingEncoder(SizedEncoder):
    """A connection's encoder. It sends a broadcast's bits as long as no picture was missed and the link holds them.

    It gets on at a key frame; before that, and after a loss that the receiver could not mend, it asks for one and
    sends nothing: a server that is behind would only fall further behind with an encoder for each. Only a slow link
    gets an encoder of its own, three at a time. A receiver's estimate is far below what the link holds as long as
    little is sent, so that only one that falls, and far below the broadcast's rate, says something: then the
    connection keeps off the broadcast, each time twice as long.
    """

    def __init__(self, codec: Codec) -> None:
        super().__init__(codec)
        self._last_sent: int | None = None
        self._heard: int | None = None
        self._shared_rate = 0.0
        self._slow_until = 0.0
        self._pause_s = _PAUSE_S
        self._asked_s = -_KEY_EVERY_S

    @property
    def target_bitrate(self) -> int:
        return super().target_bitrate

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        now = time.monotonic()
        falls = self._heard is not None and bitrate < _FALL * self._heard
        if falls and bitrate < _TOO_SLOW * self._shared_rate and now >= self._slow_until:
            self._slow_until = now + self._pause_s
            self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
        self._heard = bitrate

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        carrier: Any = frame
        encoded = carrier.opaque
        if not isinstance(encoded, Encoded) or encoded.broadcast.codec is not self.codec:
            return super().encode(frame, force_keyframe)
        self._shared_rate = encoded.bitrate
        if time.monotonic() < self._slow_until and encoded.broadcast.lets_go(id(self)):
            self._last_sent = None
            return super().encode(_own(frame), force_keyframe)
        self.encoder = None
        timestamp = convert_timebase(frame.pts or 0, frame.time_base or VIDEO_TIME_BASE, VIDEO_TIME_BASE)
        if not (encoded.is_key or (self._last_sent == encoded.number - 1 and not force_keyframe)):
            self._last_sent = None
            self._ask(encoded.broadcast)
            return [], timestamp
        self._last_sent = encoded.number
        return self.payloads(encoded.data), timestamp

    def _ask(self, source: Broadcast) -> None:
        """At most once in 4 s: the others pay for a key frame with sharpness."""
        now = time.monotonic()
        if now - self._asked_s >= _KEY_EVERY_S:
            self._asked_s = now
            source.ask_for_key()


def _own(frame: Frame) -> Frame:
    """A copy: an encoder marks the frame that it is given as a key frame or not, and others hold it too."""
    assert isinstance(frame, av.VideoFrame)
    copy = av.VideoFrame.from_ndarray(frame.to_ndarray(), format=frame.format.name)
    copy.pts, copy.time_base = frame.pts, frame.time_base
    return copy
