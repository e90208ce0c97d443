"""One encoding for many: all who keep up send the same bits, one who does not gets an encoder of their own.

Beside `transport`, the only room that touches the insides of aiortc.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import aiortc.codecs
import av
from aiortc.mediastreams import VIDEO_TIME_BASE, convert_timebase
from av.frame import Frame

from live.transport import SizedVp8Encoder

BITRATE = 2_000_000
_KEY_EVERY_S = 4.0
_DROP = 0.9
_PAUSE_S, _LONGEST_PAUSE_S = 10.0, 80.0


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """One VP8 picture of a broadcast: its number, its bits, and whether it needs no other."""

    number: int
    data: bytes
    is_key: bool


class _WholePictures(SizedVp8Encoder):
    """Hands out the bits of a picture in one piece."""

    @classmethod
    def _packetize(cls, buffer: bytes, picture_id: int) -> list[bytes]:
        return [buffer]


class Broadcast:
    """Encodes each picture once, for any number of connections. Not thread-safe."""

    def __init__(self) -> None:
        self._encoder = _WholePictures()
        self._encoder.target_bitrate = BITRATE
        self._number = 0
        self._key_due = 0.0

    def add(self, frame: av.VideoFrame) -> None:
        """Encode the frame and hang the result on it. A key frame each 4 s is where others get on."""
        now = time.monotonic()
        is_due = now >= self._key_due
        data = self._encoder.encode(frame, is_due)[0][0]
        is_key = not data[0] & 1
        if is_key:
            self._key_due = now + _KEY_EVERY_S
        self._number += 1
        # A frame carries any one object along; PyAV's stubs leave the attribute out.
        carrier: Any = frame
        carrier.opaque = Encoded(self._number, data, is_key)


class SharingVp8Encoder(SizedVp8Encoder):
    """A connection's encoder. It sends a broadcast's bits as long as no picture was missed and the link holds them.

    It gets on at a key frame. Before that, after a loss that the receiver could not mend, and while the link is too
    slow, it encodes by itself. A receiver's estimate is far below what the link holds as long as little is sent, so
    that only an estimate that falls says something: then the connection keeps off, each time twice as long.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last_sent: int | None = None
        self._broadcast = False
        self._slow_until = 0.0
        self._pause_s = _PAUSE_S

    @property
    def target_bitrate(self) -> int:
        usual = self._broadcast and time.monotonic() >= self._slow_until
        return BITRATE if usual else super().target_bitrate

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        now = time.monotonic()
        if self._estimate is not None and bitrate < _DROP * self._estimate and now >= self._slow_until:
            self._slow_until = now + self._pause_s
            self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
        self._estimate = bitrate

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        carrier: Any = frame
        encoded = carrier.opaque
        self._broadcast = isinstance(encoded, Encoded)
        if not self._broadcast:
            return super().encode(frame, force_keyframe)
        if not self._keeps_up(encoded, force_keyframe):
            self._last_sent = None
            return super().encode(_own(frame), force_keyframe)
        self._last_sent, self.codec = encoded.number, None
        payloads = self._packetize(encoded.data, self.picture_id)
        self.picture_id = (self.picture_id + 1) % (1 << 15)
        return payloads, convert_timebase(frame.pts or 0, frame.time_base or VIDEO_TIME_BASE, VIDEO_TIME_BASE)

    def _keeps_up(self, encoded: Encoded, wants_key: bool) -> bool:
        if time.monotonic() < self._slow_until:
            return False
        return encoded.is_key or (self._last_sent == encoded.number - 1 and not wants_key)


def _own(frame: Frame) -> Frame:
    """A copy: an encoder marks the frame that it is given as a key frame or not, and others hold it too."""
    assert isinstance(frame, av.VideoFrame)
    copy = av.VideoFrame.from_ndarray(frame.to_ndarray(), format=frame.format.name)
    copy.pts, copy.time_base = frame.pts, frame.time_base
    return copy


def install() -> None:
    """Let aiortc's connections share encodings in this process; to be called after `transport.install`."""
    codecs: Any = aiortc.codecs
    codecs.Vp8Encoder = SharingVp8Encoder
