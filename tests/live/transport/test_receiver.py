"""From the socket to a picture: the newest whole frame wins."""

from __future__ import annotations

import asyncio
import queue
import threading

import aiortc.codecs
import av
import numpy as np
from aiortc.jitterbuffer import JitterFrame
from aiortc.rtp import RtpPacket

from live import transport
from live.transport import vp8
from live.transport.encoder import SizedEncoder
from live.transport.receiver import Burst, PromptJitterBuffer, decode_newest
from live.video import frames
from tests.live.transport.pictures import noise, picture

transport.install()
VP8 = next(c for c in aiortc.codecs.CODECS["video"] if c.mimeType == "video/VP8")


def packet(number: int, stamp: int, marker: int, data: bytes = b"x") -> RtpPacket:
    made = RtpPacket(payload_type=97, marker=marker, sequence_number=number, timestamp=stamp)
    made._data = data  # type: ignore[attr-defined]
    return made


def stamps(frame: JitterFrame | None) -> list[int]:
    return [f.timestamp for f in (*getattr(frame, "earlier", ()), frame) if f is not None]


def fed(*packets: RtpPacket) -> list[list[int]]:
    buffer = PromptJitterBuffer(capacity=512, is_video=True)
    return [stamps(buffer.add(p)[1]) for p in packets]


def test_a_frame_is_whole_with_its_marked_packet() -> None:
    assert fed(packet(1, 10, 0), packet(2, 10, 1), packet(3, 20, 1)) == [[], [10], [20]]


def test_a_late_packet_sets_all_free_that_waited_for_it() -> None:
    late = fed(packet(1, 10, 1), packet(3, 20, 1), packet(4, 30, 1), packet(2, 20, 0), packet(5, 40, 1))
    assert late == [[10], [], [], [20, 30], [40]]


def test_a_sender_without_markers_and_one_that_pads_are_understood() -> None:
    assert fed(packet(1, 10, 0), packet(2, 20, 0), packet(3, 30, 0)) == [[], [10], [20]]
    padded = fed(packet(1, 10, 1), packet(2, 10, 0, b""), packet(3, 20, 0), packet(4, 20, 1))
    assert padded == [[10], [], [], [20]]


def test_numbers_that_wrap_keep_their_order() -> None:
    assert fed(packet(65534, 10, 1), packet(65535, 20, 0), packet(0, 20, 1)) == [[10], [], [20]]


def test_the_data_is_that_of_its_packets() -> None:
    buffer = PromptJitterBuffer(capacity=512, is_video=True)
    buffer.add(packet(1, 10, 0, b"ab"))
    frame = buffer.add(packet(2, 10, 1, b"cd"))[1]
    assert frame is not None and frame.data == b"abcd"


def test_pictures_are_those_of_libvpx_through_changes_of_size() -> None:
    encoder, ours, theirs = SizedEncoder(vp8.VP8), aiortc.codecs.get_decoder(VP8), aiortc.codecs.vpx.Vp8Decoder()
    assert isinstance(ours, vp8.Vp8Decoder)
    sizes = [(320, 240)] * 3 + [(214, 120)] * 3 + [(75, 101)] * 3
    for i, (width, height) in enumerate(sizes):
        sent = picture(20 * i, width, height, 3000 * i) if width % 2 else noise(i, width, height)
        payloads, stamp = encoder.encode(sent)
        frame = JitterFrame(b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads), stamp)
        (got,), (expected,) = ours.decode(frame), theirs.decode(frame)
        assert isinstance(got, av.VideoFrame) and isinstance(expected, av.VideoFrame)
        assert got.pts == expected.pts == stamp and frames.is_usual(got)
        np.testing.assert_array_equal(got.to_ndarray(format="rgb24"), expected.to_ndarray(format="rgb24"))


def encoded(count: int, key_at: tuple[int, ...] = ()) -> list[JitterFrame]:
    encoder = SizedEncoder(vp8.VP8)
    result = []
    for i in range(count):
        payloads, stamp = encoder.encode(noise(i), force_keyframe=i in key_at)
        result.append(JitterFrame(b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads), stamp))
    return result


def decode(tasks: list[JitterFrame], codec: object = VP8) -> tuple[list[int], bool]:
    """Time stamps handed on, and whether a key frame was asked for."""
    waiting: queue.Queue[object] = queue.Queue()
    for task in tasks:
        waiting.put((codec, task))
    waiting.put(None)

    async def scene() -> tuple[list[int], bool]:
        shown: asyncio.Queue[av.VideoFrame | None] = asyncio.Queue()
        error = threading.Event()
        await asyncio.to_thread(decode_newest, asyncio.get_running_loop(), waiting, shown, error)  # type: ignore[arg-type]
        got = []
        while (frame := await asyncio.wait_for(shown.get(), 5)) is not None:
            got.append(frame.pts or 0)
        return got, error.is_set()

    return asyncio.run(scene())


def test_only_the_newest_of_those_that_wait_is_handed_on() -> None:
    assert decode(encoded(6)) == ([4 * 3000, 5 * 3000], False)
    assert decode([Burst(encoded(3))]) == ([3000, 2 * 3000], False)
    assert decode([]) == ([], False)


def test_far_behind_it_still_ends_at_the_newest() -> None:
    shown, asked = decode(encoded(40))
    assert shown[-1] == 39 * 3000 and not asked


def test_a_broken_frame_asks_for_a_key_frame_and_the_next_one_is_shown() -> None:
    first, second = encoded(2, key_at=(1,))
    broken = JitterFrame(b"\x00\x00\x00", 77)
    shown, asked = decode([first, broken, second])
    assert asked and shown == [0, 3000]
