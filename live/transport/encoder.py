"""A connection's encoder, whatever its codec: bitrates that fit the frame size and the link."""

from __future__ import annotations

import random
import time
from typing import Any

import av
import numpy as np
from aiortc.codecs.base import Encoder as AiortcEncoder
from aiortc.mediastreams import VIDEO_TIME_BASE, convert_timebase
from av.frame import Frame
from av.packet import Packet

from live.transport.codec import Codec, Encoder
from live.transport.sending import SendingRate

_EVERY, _CUT = 16, 25  # of the pixels each way; mean difference, grey levels
_KEY_PERCENT, _NARROW_KEY_PERCENT = 450, 250  # of a usual frame's bits, so that a key frame does not clog the link
_TICKS, _SMOOTH = 3000, 0.1  # 1/90000 s that a frame usually takes
_NUMBERS = 1 << 15  # of pictures, before they begin anew


class SizedEncoder(AiortcEncoder):
    """What aiortc's sender asks for bits. Bitrates are scaled to the frame size and change without a key frame."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self.encoder: Encoder | None = None
        self.number = random.randrange(_NUMBERS)
        self.rate = SendingRate()
        self._stamp: int | None = None
        self._usual = float(_TICKS)
        self._since_key = codec.after_key
        self._seen = np.zeros((0, 0), np.int16)

    @property
    def target_bitrate(self) -> int:
        return self.rate.bitrate

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        """A browser's estimate is left alone: see SendingRate."""

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        assert isinstance(frame, av.VideoFrame)
        if frame.format.name != "yuv420p":
            frame = frame.reformat(format="yuv420p")
        stamp = convert_timebase(frame.pts or 0, frame.time_base or VIDEO_TIME_BASE, VIDEO_TIME_BASE)
        encoder = self._fitting(frame)
        data = encoder.encode(frame, self._ticks(stamp), self._adapt(encoder, frame, force_keyframe))
        return self.payloads(data), stamp

    def pack(self, packet: Packet[Any]) -> tuple[list[bytes], int]:
        stamp = convert_timebase(packet.pts or 0, packet.time_base or VIDEO_TIME_BASE, VIDEO_TIME_BASE)
        return self.payloads(bytes(packet)), stamp

    def payloads(self, data: bytes) -> list[bytes]:
        """A picture's bits as they go out."""
        self.rate.sent(8 * len(data), time.monotonic())
        self.number = (self.number + 1) % _NUMBERS
        return self.codec.packets(data, self.number)

    def _fitting(self, frame: av.VideoFrame) -> Encoder:
        self.rate.pixels = frame.width * frame.height
        if self.encoder is None or (self.encoder.width, self.encoder.height) != (frame.width, frame.height):
            finest, coarsest = self.codec.finest, self.codec.coarsest
            self.encoder = self.codec.make(frame.width, frame.height, self.target_bitrate, finest, coarsest)
        return self.encoder

    def _adapt(self, encoder: Encoder, frame: av.VideoFrame, asked: bool) -> bool:
        """Set the bitrate; whether this is to be a key frame: when asked for, and on a narrow link after a cut.

        There a picture with nothing of the last one in it is kept small, and those after it get sharp by and by.
        """
        is_narrow = self.rate.is_narrow
        is_key = (is_narrow and self._is_cut(frame)) or asked
        self._since_key = 0 if is_key else self._since_key + 1
        codec = self.codec
        encoder.bitrate = self.target_bitrate
        encoder.key_percent = _NARROW_KEY_PERCENT if is_narrow else _KEY_PERCENT
        rising = codec.after_key - codec.step * self._since_key
        encoder.finest = max(codec.finest, rising) if is_narrow else codec.finest
        return is_key

    def _is_cut(self, frame: av.VideoFrame) -> bool:
        """Whether hardly anything of the last picture is left."""
        luma = frame.planes[0]
        seen = np.frombuffer(memoryview(luma), np.uint8).reshape(luma.height, luma.line_size)[
            ::_EVERY, : luma.width : _EVERY
        ]
        before, self._seen = self._seen, seen.astype(np.int16)
        return before.shape == seen.shape and float(np.abs(before - self._seen).mean()) > _CUT

    def _ticks(self, stamp: int) -> int:
        """A frame's share of time, smoothed: a gap is not made up for by one large picture."""
        passed = stamp - self._stamp if self._stamp is not None else _TICKS
        self._stamp = stamp
        if passed > 0:
            self._usual += _SMOOTH * (min(passed, 3 * self._usual) - self._usual)
        return round(self._usual)
