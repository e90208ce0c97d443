"""What is replaced in aiortc is where it was. A new aiortc fails here first."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable

import aioice.ice
import aiortc.codecs
import aiortc.rtcrtpsender
import pytest
from aiortc.codecs import get_encoder
from aiortc.jitterbuffer import JitterBuffer
from aiortc.rtcrtpreceiver import RemoteStreamTrack, RTCRtpReceiver

from live import transport
from live.transport import vp8
from live.transport.broadcast import SharingEncoder
from live.transport.congestion import StandingQueueEstimator
from live.transport.encoder import SizedEncoder
from live.transport.receiver import PromptJitterBuffer
from live.video.stream import LiveStream
from tests.live.peers import Camera, until, watching
from vision.recipe import Recipe

transport.install()
VP8 = next(c for c in aiortc.codecs.CODECS["video"] if c.mimeType == "video/VP8")


def run(scene: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await scene()

    asyncio.run(whole())


def test_what_is_read_of_their_insides_is_there() -> None:
    """What is replaced there, tests/live/test_libraries.py holds against the list."""
    assert "remote_bitrate_estimator.add(" in inspect.getsource(RTCRtpReceiver)
    sends = inspect.getsource(aiortc.rtcrtpsender.RTCRtpSender)
    assert all(f"self.__{name}" in sends for name in ("lsr", "lsr_time", "encoder"))
    assert aioice.ice.CONSENT_FAILURES == 6
    assert list(inspect.signature(JitterBuffer._remove_frame).parameters) == ["self", "sequence_number"]


def test_installing_twice_changes_nothing() -> None:
    before = [e.uri for e in aiortc.codecs.HEADER_EXTENSIONS["video"]]
    transport.install()
    assert [e.uri for e in aiortc.codecs.HEADER_EXTENSIONS["video"]] == before
    ids = [e.id for e in aiortc.codecs.HEADER_EXTENSIONS["video"]]
    assert len(set(ids)) == len(ids)


def test_the_encoder_in_use_is_ours() -> None:
    encoder = get_encoder(VP8)
    assert type(encoder) is SharingEncoder and encoder.codec is vp8.VP8
    transport.install(shared=False)
    assert type(get_encoder(VP8)) is SizedEncoder
    transport.install()


def test_streamlit_webrtc_takes_our_relay() -> None:
    from streamlit_webrtc import relay

    from ui.common import webrtc

    assert webrtc._RELAY.endswith(f".{relay._SERVER_GLOBAL_RELAY_ATTR_NAME_}")


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
            assert isinstance(viewer.booth.getSenders()[0]._RTCRtpSender__encoder, SizedEncoder)  # type: ignore[attr-defined]

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
