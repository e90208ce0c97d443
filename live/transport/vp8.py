"""VP8 (RFC 6386) in RTP (RFC 7741): the one codec that every browser takes."""

from __future__ import annotations

import av
from aiortc.codecs import vpx

from live.transport import libvpx
from live.transport.codec import Codec, Encoder
from live.transport.pyav_vp8 import PyAvVp8


def _make(width: int, height: int, bitrate: int, finest: int, coarsest: int) -> Encoder:
    make = libvpx.Vp8 if libvpx.loaded() else PyAvVp8
    return make(width, height, bitrate, finest, coarsest)


def _is_key(data: bytes) -> bool:
    return not data[0] & 1  # RFC 6386 9.1


class Vp8Decoder(vpx.Vp8Decoder):
    """aiortc's with FFmpeg's own decoder in place of libvpx: the same pictures in less time (`benchmarks/live.md`)."""

    def __init__(self) -> None:
        self.codec = av.CodecContext.create("vp8", "r")
        self.codec.thread_count = 1


VP8 = Codec(
    mime="video/VP8",
    place="aiortc.codecs:Vp8Encoder",
    make=_make,
    packets=vpx.Vp8Encoder._packetize,
    is_key=_is_key,
    finest=12,  # libvpx's quantiser, 0 to 63: finer costs twice the bits and cannot be seen
    coarsest=60,
    after_key=48,
    step=4,
)
