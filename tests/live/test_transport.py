"""What the transport replaces in aiortc is where it was, and does what it says. A new aiortc fails here first."""

from __future__ import annotations

import asyncio
import inspect
import queue
import threading
import time
from collections.abc import Awaitable, Callable
from fractions import Fraction

import aioice.ice
import aiortc.codecs
import aiortc.rtcrtpreceiver
import aiortc.rtcrtpsender
import aiortc.rtp
import av
import numpy as np
import pytest
import skimage.data
from aiortc.codecs import get_encoder
from aiortc.jitterbuffer import JitterBuffer, JitterFrame
from aiortc.rtcrtpreceiver import RemoteStreamTrack, RTCRtpReceiver
from aiortc.rtp import HeaderExtensions, RtpPacket

from live import transport
from live.stream import LiveStream
from live.transport import extensions, libvpx
from live.transport.congestion import StandingQueueEstimator
from live.transport.encoder import SizedVp8Encoder
from live.transport.receiver import Burst, PromptJitterBuffer, decode_newest
from tests.live.peers import Camera, until, watching
from vision.recipe import Recipe

transport.install()
VP8 = next(c for c in aiortc.codecs.CODECS["video"] if c.mimeType == "video/VP8")


def run(scene: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await scene()

    asyncio.run(whole())


def picture(grey: int = 90, width: int = 320, height: int = 240, pts: int = 0) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.full((height, width, 3), grey, np.uint8), format="rgb24")
    frame.pts, frame.time_base = pts, Fraction(1, 90_000)
    return frame


def noise(seed: int, width: int = 320, height: int = 240) -> av.VideoFrame:
    pixels = np.random.default_rng(seed).integers(0, 256, (height * 3 // 2, width), np.uint8)
    frame = av.VideoFrame.from_ndarray(pixels, format="yuv420p")
    frame.pts, frame.time_base = seed * 3000, Fraction(1, 90_000)
    return frame


# The places in aiortc and streamlit-webrtc.


def test_the_names_that_are_replaced_exist_and_are_looked_up_when_used() -> None:
    made = inspect.getsource(RTCRtpReceiver)
    assert "JitterBuffer(capacity=512, is_video=True)" in made
    assert "target=decoder_worker" in made
    assert "RemoteBitrateEstimator()" in made
    assert "remote_bitrate_estimator.add(" in made
    assert "Vp8Encoder()" in inspect.getsource(aiortc.codecs.get_encoder)
    sends = inspect.getsource(aiortc.rtcrtpsender.RTCRtpSender)
    assert "rtp.HeaderExtensionsMap()" in sends
    assert all(f"self.__{name}" in sends for name in ("lsr", "lsr_time", "encoder"))
    assert "_handle_rtcp_packet(packet)" in inspect.getsource(aiortc.rtcdtlstransport)
    assert "CONSENT_INTERVAL *" in inspect.getsource(aioice.ice.Connection)
    assert aioice.ice.CONSENT_FAILURES == 6
    assert list(inspect.signature(JitterBuffer._remove_frame).parameters) == ["self", "sequence_number"]


def test_installing_twice_changes_nothing() -> None:
    before = [e.uri for e in aiortc.codecs.HEADER_EXTENSIONS["video"]]
    transport.install()
    assert [e.uri for e in aiortc.codecs.HEADER_EXTENSIONS["video"]] == before
    ids = [e.id for e in aiortc.codecs.HEADER_EXTENSIONS["video"]]
    assert len(set(ids)) == len(ids)


def test_the_encoder_in_use_is_ours() -> None:
    assert type(get_encoder(VP8)) is SizedVp8Encoder
    for name in ("_packetize", "pack", "picture_id"):
        assert hasattr(get_encoder(VP8), name)


def test_streamlit_webrtc_takes_our_relay() -> None:
    from streamlit_webrtc import relay

    from ui import webrtc

    assert relay._SERVER_GLOBAL_RELAY_ATTR_NAME_ == webrtc._RELAY
    assert "hasattr(singleton, _SERVER_GLOBAL_RELAY_ATTR_NAME_)" in inspect.getsource(relay.get_global_relay)


@pytest.mark.usefixtures("loopback")
def test_a_connection_uses_all_of_it() -> None:
    async def scene() -> None:
        async with watching(LiveStream(Recipe()), Camera()) as viewer:
            assert "x-google-start-bitrate=" in viewer.answer
            assert "playout-delay" in viewer.answer
            await until(lambda: len(viewer.frames) > 5)
            taken = viewer.booth.getReceivers()[0]
            assert isinstance(taken._RTCRtpReceiver__jitter_buffer, PromptJitterBuffer)  # type: ignore[attr-defined]
            assert isinstance(taken._RTCRtpReceiver__remote_bitrate_estimator, StandingQueueEstimator)  # type: ignore[attr-defined]
            assert isinstance(viewer.booth.getSenders()[0]._RTCRtpSender__encoder, SizedVp8Encoder)  # type: ignore[attr-defined]

    run(scene)


def test_the_relay_leaves_out_the_queue_where_one_reads() -> None:
    async def scene() -> None:
        relay = transport.DirectRelay()
        stream, camera, sound = LiveStream(Recipe()), RemoteStreamTrack("video"), RemoteStreamTrack("audio")
        assert relay.subscribe(stream) is stream
        assert relay.subscribe(camera) is camera
        assert relay.subscribe(sound) is not sound
        for track in (stream, camera, sound):
            track.stop()

    run(scene)


# The encoder.


def scenes(count: int) -> list[av.VideoFrame]:
    """A photograph that passes by."""
    photo = skimage.data.astronaut()
    found = []
    for i in range(count):
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(photo[i : i + 240, i : i + 320]), format="rgb24")
        frame = frame.reformat(format="yuv420p")
        frame.pts, frame.time_base = i * 3000, Fraction(1, 90_000)
        found.append(frame)
    return found


def test_libvpx_is_found_beside_pyav() -> None:
    assert libvpx.library() is not None


def test_a_bitrate_changes_without_a_key_frame_and_all_decodes() -> None:
    encoder = libvpx.Vp8(320, 240, 1_000_000, 8, 60)
    decoder = av.CodecContext.create("libvpx", "r")
    sizes, keys, errors = [], 0, []
    for i, frame in enumerate(scenes(120)):
        encoder.bitrate = 1_000_000 if i < 60 else 150_000
        data = encoder.encode(frame, 3000, False)
        keys += not data[0] & 1
        sizes.append(8 * len(data))
        (shown,) = decoder.decode(av.Packet(data))
        errors.append(float(np.abs(shown.to_ndarray().astype(int) - frame.to_ndarray()).mean()))
    assert keys == 1
    assert sum(sizes[80:]) < 40 / 30 * 150_000 * 1.2 < sum(sizes[20:60])
    assert max(errors[5:]) < 8


def test_without_libvpx_ffmpeg_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libvpx, "library", lambda: None)
    encoder, decoder = SizedVp8Encoder(), av.CodecContext.create("libvpx", "r")
    for frame in scenes(10):
        payloads, _ = encoder.encode(frame)
        (shown,) = decoder.decode(av.Packet(b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads)))
    assert float(np.abs(shown.to_ndarray().astype(int) - frame.to_ndarray()).mean()) < 12
    with pytest.raises(RuntimeError, match="no libvpx"):
        libvpx.Vp8(320, 240, 100_000, 8, 60)


def test_a_cut_is_a_small_key_frame_on_a_narrow_link_only() -> None:
    wide, narrow = SizedVp8Encoder(), SizedVp8Encoder()
    for encoder in (wide, narrow):
        for frame in scenes(30):
            encoder.encode(frame)
    narrow.rate.reported(0.01, 0.5, time.monotonic())
    assert narrow.rate.is_narrow and not wide.rate.is_narrow
    assert not is_key(narrow.encode(scenes(31)[30])[0])
    cut = noise(1)
    usual, small = wide.encode(cut)[0], narrow.encode(cut)[0]
    assert is_key(small) and not is_key(usual)
    assert sum(map(len, small)) < sum(map(len, usual))


def test_a_new_size_and_a_demand_bring_a_key_frame() -> None:
    encoder = SizedVp8Encoder()
    assert is_key(encoder.encode(picture())[0])
    assert not is_key(encoder.encode(picture(95))[0])
    assert is_key(encoder.encode(picture(95), force_keyframe=True)[0])
    assert not is_key(encoder.encode(picture(95))[0])
    assert is_key(encoder.encode(picture(95, 640, 480))[0])


def is_key(payloads: list[bytes]) -> bool:
    return not aiortc.codecs.vpx.vp8_depayload(payloads[0])[0] & 1


def test_time_stamps_are_carried_over() -> None:
    assert SizedVp8Encoder().encode(picture(pts=4500))[1] == 4500


def test_an_rgb_frame_is_taken_too() -> None:
    decoder = av.CodecContext.create("libvpx", "r")
    payloads, _ = SizedVp8Encoder().encode(picture(200))
    data = b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads)
    (shown,) = decoder.decode(av.Packet(data))
    assert abs(float(shown.to_ndarray(format="rgb24").mean()) - 200) < 4


# From the socket to a picture.


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


def encoded(count: int, key_at: tuple[int, ...] = ()) -> list[JitterFrame]:
    encoder = SizedVp8Encoder()
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


# Header extensions.


def test_the_playout_delay_is_added_where_it_was_agreed_on() -> None:
    values = HeaderExtensions(mid="0", abs_send_time=1234)
    plain = aiortc.rtp.HeaderExtensionsMap()
    agreed = aiortc.rtp.HeaderExtensionsMap()
    mid = aiortc.rtcrtpparameters.RTCRtpHeaderExtensionParameters(id=3, uri="urn:ietf:params:rtp-hdrext:sdes:mid")
    agreed.configure(parameters(mid, extensions.offered(7)))
    plain.configure(parameters(mid))
    assert aiortc.rtp.unpack_header_extensions(*plain.set(values)) == [(3, b"0")]
    assert aiortc.rtp.unpack_header_extensions(*agreed.set(values)) == [(3, b"0"), (7, bytes(3))]
    assert aiortc.rtp.unpack_header_extensions(*agreed.set(HeaderExtensions())) == [(7, bytes(3))]
    assert agreed.get(*agreed.set(values)).mid == "0"


def parameters(*agreed: object) -> aiortc.rtcrtpparameters.RTCRtpParameters:
    return aiortc.rtcrtpparameters.RTCRtpParameters(headerExtensions=list(agreed))  # type: ignore[arg-type]
