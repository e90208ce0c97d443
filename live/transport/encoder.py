"""VP8 with bitrates that fit the frame size."""

from __future__ import annotations

import time

import av
from aiortc.codecs.vpx import Vp8Encoder
from aiortc.mediastreams import VIDEO_TIME_BASE, convert_timebase
from av.frame import Frame
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

LOWEST_BITRATE = 150_000
_START_BITS_PER_PIXEL, _MOST_BITS_PER_PIXEL = 7.5, 10.0  # a second
_FINEST = 8  # libvpx's quantiser from 0 to 63: finer costs twice the bits and cannot be seen
_SETTLE_S = 2.0
_NARROW = {"max-intra-rate": "450"}


def start_bitrate(pixels: int) -> int:
    """Bits a second to begin with for frames of so many pixels, before the receiver has said what the link holds."""
    return int(pixels * _START_BITS_PER_PIXEL)


def most_bitrate(pixels: int) -> int:
    """Bits a second beyond which frames of so many pixels look no better."""
    return int(pixels * _MOST_BITS_PER_PIXEL)


class SizedVp8Encoder(Vp8Encoder):
    """aiortc's VP8 encoder with bitrates scaled to the frame size, and no time spent on denoising.

    libvpx takes a new bitrate only by starting anew, with a key frame: so it follows a rising estimate in steps.
    """

    def __init__(self) -> None:
        super().__init__()
        self.codec: VideoCodecContext | None = None
        self._estimate: int | None = None
        self._made_at = 0.0
        self._pixels = 640 * 480

    @property
    def target_bitrate(self) -> int:
        wanted = self._estimate if self._estimate is not None else start_bitrate(self._pixels)
        return max(LOWEST_BITRATE, min(wanted, most_bitrate(self._pixels)))

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        self._estimate = bitrate

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        assert isinstance(frame, av.VideoFrame)
        if frame.format.name != "yuv420p":
            frame = frame.reformat(format="yuv420p")
        self._pixels = frame.width * frame.height
        if self.codec is None or self._outgrown(self.codec, frame):
            narrow = self.target_bitrate < start_bitrate(self._pixels)
            self.codec = _vp8(frame.width, frame.height, self.target_bitrate, narrow)
            self._made_at = time.monotonic()
        frame.pict_type = PictureType.I if force_keyframe else PictureType.NONE
        data = b"".join(bytes(packet) for packet in self.codec.encode(frame))
        payloads = self._packetize(data, self.picture_id)
        self.picture_id = (self.picture_id + 1) % (1 << 15)
        return payloads, convert_timebase(frame.pts or 0, frame.time_base or VIDEO_TIME_BASE, VIDEO_TIME_BASE)

    def _outgrown(self, codec: VideoCodecContext, frame: av.VideoFrame) -> bool:
        if (frame.width, frame.height) != (codec.width, codec.height):
            return True
        ratio = self.target_bitrate / (codec.bit_rate or 1)
        settled = time.monotonic() - self._made_at > _SETTLE_S
        return ratio < 0.85 or (settled and ratio > 1.3)


def _vp8(width: int, height: int, bitrate: int, narrow: bool) -> VideoCodecContext:
    """On a narrow link a key frame is kept small, so that it does not clog it."""
    codec = av.CodecContext.create("libvpx", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.bit_rate, codec.gop_size, codec.qmin, codec.qmax = bitrate, 3000, _FINEST, 56
    codec.time_base = VIDEO_TIME_BASE
    codec.thread_count = 1
    codec.options = {
        "bufsize": str(bitrate // 2),
        "minrate": str(bitrate),
        "maxrate": str(bitrate),
        "cpu-used": "-8",
        "deadline": "realtime",
        "lag-in-frames": "0",
        "overshoot-pct": "15",
        "undershoot-pct": "100",
        "static-thresh": "1",
        "partitions": "0",
        **(_NARROW if narrow else {}),
    }
    return codec
