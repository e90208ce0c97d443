"""One encoding for many: what each connection sends is decoded, whatever happened before."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest
from aiortc.codecs.vpx import VpxPayloadDescriptor

from live.transport import broadcast
from live.transport.broadcast import Broadcast, SharingEncoder
from live.transport.vp8 import VP8
from live.video.frames import from_rgb
from live.video.sources import test_pattern as pattern
from tests.live.clock import Clock, stopped
from vision.types import Image, as_image


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped(monkeypatch, broadcast)


class Link:
    """A connection's encoder and the decoder at its other end."""

    def __init__(self) -> None:
        self.encoder = SharingEncoder(VP8)
        self.decoder: Any = av.CodecContext.create("libvpx", "r")
        self.sent: bytes = b""

    def send(self, frame: av.VideoFrame, *, wants_key: bool = False) -> Image | None:
        """What the other end shows next, None when nothing is sent."""
        payloads, _ = self.encoder.encode(frame, wants_key)
        if not payloads:
            self.sent = b""
            return None
        self.sent = b"".join(VpxPayloadDescriptor.parse(payload)[1] for payload in payloads)
        (picture,) = self.decoder.decode(av.Packet(self.sent))
        return as_image(picture.to_ndarray(format="rgb24"))


class Show:
    """A moving picture, broadcast."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._broadcast, self._tick = clock, Broadcast(), 0
        self.image = pattern(0)

    def next(self) -> av.VideoFrame:
        self._clock.now += 1 / 15
        self.image = pattern(self._tick / 15)
        frame = av.VideoFrame.from_ndarray(from_rgb(self.image), format="yuv420p")
        frame.pts, frame.time_base = self._tick * 6000, Fraction(1, 90_000)
        self._tick += 1
        self._broadcast.add(frame)
        return frame


def close(a: Image | None, b: Image) -> bool:
    return a is not None and float(np.abs(a.astype(int) - b).mean()) < 8


def is_shared(link: Link, frame: Any) -> bool:
    return bool(link.sent == frame.opaque.data)


def test_all_who_keep_up_send_the_same_bits(clock: Clock) -> None:
    show, links = Show(clock), [Link(), Link(), Link()]
    for _ in range(70):
        frame = show.next()
        for link in links:
            assert close(link.send(frame), show.image) and is_shared(link, frame)


def test_one_who_comes_later_gets_on_within_a_second(clock: Clock) -> None:
    show, early, late = Show(clock), Link(), Link()
    for _ in range(20):
        early.send(show.next())
    waited = 0
    while (picture := late.send(frame := show.next())) is None:
        assert close(early.send(frame), show.image) and is_shared(early, frame)
        waited += 1
    assert close(picture, show.image) and is_shared(late, frame) and waited <= 15


def test_one_who_missed_a_picture_waits_for_the_next_key_frame(clock: Clock) -> None:
    show, link, other = Show(clock), Link(), Link()
    sent = []
    for i in range(60):
        frame = show.next()
        assert close(other.send(frame), show.image) and is_shared(other, frame)
        if i != 20:
            picture = link.send(frame)
            sent.append(picture is not None)
            assert picture is None or (close(picture, show.image) and is_shared(link, frame))
    assert all(sent[:20]) and not sent[20] and all(sent[36:])


def test_a_lost_picture_is_answered_with_a_key_frame(clock: Clock) -> None:
    show, link = Show(clock), Link()
    for _ in range(20):
        link.send(show.next())
    link.decoder = av.CodecContext.create("libvpx", "r")
    assert link.send(show.next(), wants_key=True) is None
    for _ in range(15):
        if picture := link.send(show.next()) is not None:
            break
    assert picture and not link.sent[0] & 1


def test_one_who_loses_all_the_time_does_not_make_the_broadcast_all_key_frames(clock: Clock) -> None:
    show, lossy = Show(clock), Link()
    keys = 0
    for _ in range(15 * 20):
        frame: Any = show.next()
        lossy.send(frame, wants_key=True)
        keys += frame.opaque.is_key
    assert keys <= 11


def test_a_link_whose_estimate_falls_keeps_off_each_time_longer(clock: Clock) -> None:
    show, link = Show(clock), Link()

    def ticks_alone() -> int:
        link.encoder.target_bitrate = 400_000
        link.encoder.target_bitrate = 200_000
        for tick in range(15 * 60):
            frame = show.next()
            link.send(frame)
            if is_shared(link, frame):
                return tick
        raise AssertionError("it never comes back")

    for _ in range(30):
        link.send(show.next())
    first, second = ticks_alone(), ticks_alone()
    assert 10 * 15 <= first + 1 <= 15 * 15 and 20 * 15 <= second + 1 <= 25 * 15


def test_when_many_seem_slow_only_three_encode_by_themselves(clock: Clock) -> None:
    show, links = Show(clock), [Link() for _ in range(6)]
    for _ in range(30):
        frame = show.next()
        for link in links:
            link.send(frame)
    for link in links:
        link.encoder.target_bitrate = 400_000
        link.encoder.target_bitrate = 200_000
    frame = show.next()
    for link in links:
        assert close(link.send(frame), show.image)
    assert sum(is_shared(link, frame) for link in links) == 3


@pytest.mark.parametrize(
    "estimates",
    [(9_000_000, 6_000_000, 4_000_000), (30_000, 33_000, 40_000)],
    ids=["falls but stays above the broadcast", "is low but does not fall"],
)
def test_an_estimate_that_is_no_reason_to_send_less(estimates: tuple[int, ...], clock: Clock) -> None:
    show, link = Show(clock), Link()
    for estimate in estimates:
        link.encoder.target_bitrate = estimate
        frame = show.next()
        assert close(link.send(frame), show.image) and is_shared(link, frame)


def test_frames_of_no_broadcast_are_encoded_as_ever(clock: Clock) -> None:
    link = Link()
    frame = av.VideoFrame.from_ndarray(from_rgb(pattern(0)), format="yuv420p")
    frame.pts, frame.time_base = 0, Fraction(1, 90_000)
    assert close(link.send(frame), pattern(0))
