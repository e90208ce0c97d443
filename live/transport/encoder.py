"""VP8 with bitrates that fit the frame size and the link."""

from __future__ import annotations

import time

import av
import numpy as np
from aiortc.codecs.vpx import Vp8Encoder
from aiortc.mediastreams import VIDEO_TIME_BASE, convert_timebase
from av.frame import Frame

from live.transport import libvpx
from live.transport.pyav_vp8 import PyAvVp8
from live.transport.sending import SendingRate

_FINEST, _COARSEST = 12, 60  # libvpx's quantiser, 0 to 63: finer costs twice the bits and cannot be seen
_EVERY, _CUT = 16, 25  # of the pixels each way; mean difference, grey levels
_KEY_PERCENT, _NARROW_KEY_PERCENT = 450, 250  # of a usual frame's bits, so that a key frame does not clog the link
_TICKS, _SMOOTH = 3000, 0.1  # 1/90000 s that a frame usually takes
_AFTER_KEY, _STEP = 48, 4  # the finest quantiser after a key frame, and how fast it falls


class SizedVp8Encoder(Vp8Encoder):
    """aiortc's VP8 encoder with bitrates scaled to the frame size, which change without a key frame."""

    def __init__(self) -> None:
        super().__init__()
        self.vp8: libvpx.Vp8 | PyAvVp8 | None = None
        self.rate = SendingRate()
        self._stamp: int | None = None
        self._usual = float(_TICKS)
        self._since_key = _AFTER_KEY
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
        codec = self._fitting(frame)
        data = codec.encode(frame, self._ticks(stamp), self._adapt(codec, frame, force_keyframe))
        self.rate.sent(8 * len(data), time.monotonic())
        payloads = self._packetize(data, self.picture_id)
        self.picture_id = (self.picture_id + 1) % (1 << 15)
        return payloads, stamp

    def _fitting(self, frame: av.VideoFrame) -> libvpx.Vp8 | PyAvVp8:
        self.rate.pixels = frame.width * frame.height
        if self.vp8 is None or (self.vp8.width, self.vp8.height) != (frame.width, frame.height):
            make = libvpx.Vp8 if libvpx.loaded() else PyAvVp8
            self.vp8 = make(frame.width, frame.height, self.target_bitrate, _FINEST, _COARSEST)
        return self.vp8

    def _adapt(self, codec: libvpx.Vp8 | PyAvVp8, frame: av.VideoFrame, asked: bool) -> bool:
        """Set the bitrate; whether this is to be a key frame: when asked for, and on a narrow link after a cut.

        There a picture with nothing of the last one in it is kept small, and those after it get sharp by and by.
        """
        is_narrow = self.rate.is_narrow
        is_key = (is_narrow and self._is_cut(frame)) or asked
        self._since_key = 0 if is_key else self._since_key + 1
        codec.bitrate = self.target_bitrate
        codec.key_percent = _NARROW_KEY_PERCENT if is_narrow else _KEY_PERCENT
        codec.finest = max(_FINEST, _AFTER_KEY - _STEP * self._since_key) if is_narrow else _FINEST
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
