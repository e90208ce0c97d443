"""A second codec is a record and an encoder: the sizes, the rates and the sharing come with it."""

from __future__ import annotations

import av

from live.transport.broadcast import Broadcast, SharingEncoder
from live.transport.codec import Codec, Encoder
from live.transport.encoder import SizedEncoder
from live.transport.vp8 import VP8
from tests.live.transport.pictures import picture


class Plain:
    """Writes a picture down as its width, the quantiser and whether it is a key frame."""

    def __init__(self, width: int, height: int, bitrate: int, finest: int, coarsest: int) -> None:
        self.width, self.height = width, height
        self.bitrate, self.finest, self.key_percent = bitrate, finest, 0

    def encode(self, frame: av.VideoFrame, ticks: int, force_key: bool) -> bytes:
        return bytes([force_key, self.finest]) + b"%d" % frame.width


def make(width: int, height: int, bitrate: int, finest: int, coarsest: int) -> Encoder:
    return Plain(width, height, bitrate, finest, coarsest)


PLAIN = Codec(
    mime="video/plain",
    place="nowhere",
    make=make,
    packets=lambda data, number: [data[:2], data[2:]],
    is_key=lambda data: data[0] == 1,
    finest=3,
    coarsest=9,
    after_key=8,
    step=1,
)


def test_it_is_asked_for_pictures_of_its_size_and_its_packets_go_out() -> None:
    encoder = SizedEncoder(PLAIN)
    assert encoder.encode(picture())[0] == [b"\x00\x03", b"320"]
    assert encoder.encode(picture(), force_keyframe=True)[0] == [b"\x01\x03", b"320"]


def test_its_broadcast_is_shared_by_those_who_speak_it() -> None:
    broadcast, mine, other = Broadcast(PLAIN), SharingEncoder(PLAIN), SharingEncoder(VP8)
    frame = picture()
    broadcast.add(frame)
    assert mine.encode(frame)[0] == [b"\x01\x03", b"320"] and mine.encoder is None
    assert other.encode(frame)[0] and other.encoder is not None
