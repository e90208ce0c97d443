"""VP8 by way of FFmpeg, for where libvpx itself cannot be reached: a new bitrate costs a key frame."""

from __future__ import annotations

import time

import av
from aiortc.mediastreams import VIDEO_TIME_BASE
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

_SETTLE_S = 2.0


class PyAvVp8:
    """An `Encoder`. It follows a rising bitrate in steps, 2 s apart, and so the rest."""

    def __init__(self, width: int, height: int, bitrate: int, finest: int, coarsest: int) -> None:
        self.width, self.height = width, height
        self.finest, self._coarsest = finest, coarsest
        self.key_percent = 0
        self._bitrate = bitrate
        self._made_at = 0.0
        self._codec: VideoCodecContext | None = None

    @property
    def bitrate(self) -> int:
        return self._bitrate

    @bitrate.setter
    def bitrate(self, bitrate: int) -> None:
        ratio = bitrate / self._bitrate
        if ratio < 0.85 or (ratio > 1.3 and time.monotonic() - self._made_at > _SETTLE_S):
            self._bitrate, self._codec = bitrate, None

    def encode(self, frame: av.VideoFrame, ticks: int, force_key: bool) -> bytes:
        if self._codec is None:
            self._codec = self._made()
        frame.pict_type = PictureType.I if force_key else PictureType.NONE
        return b"".join(bytes(packet) for packet in self._codec.encode(frame))

    def _made(self) -> VideoCodecContext:
        self._made_at = time.monotonic()
        codec = av.CodecContext.create("libvpx", "w")
        assert isinstance(codec, VideoCodecContext)
        codec.width, codec.height, codec.pix_fmt = self.width, self.height, "yuv420p"
        codec.bit_rate, codec.gop_size = self._bitrate, 3000
        codec.qmin, codec.qmax = self.finest, self._coarsest
        codec.time_base = VIDEO_TIME_BASE
        codec.thread_count = 1
        codec.options = {
            "bufsize": str(self._bitrate // 2),
            "minrate": str(self._bitrate),
            "maxrate": str(self._bitrate),
            "cpu-used": "-8",
            "deadline": "realtime",
            "lag-in-frames": "0",
            "overshoot-pct": "15",
            "undershoot-pct": "100",
            "static-thresh": "1",
            "partitions": "0",
            **({"max-intra-rate": str(self.key_percent)} if self.key_percent else {}),
        }
        return codec
