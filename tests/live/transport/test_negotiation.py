"""A browser that names H.264 first, as Safari does, gets VP8; one that has only H.264 gets that, with its colours."""

from __future__ import annotations

import asyncio
import re
from fractions import Fraction

import av
import numpy as np
import pytest
from aiortc import RTCPeerConnection, RTCRtpSender
from aiortc.codecs import CODECS, get_decoder, get_encoder
from aiortc.codecs.base import Decoder
from aiortc.codecs.h264 import H264Encoder
from aiortc.jitterbuffer import JitterFrame

from live import transport
from live.transport.encoder import SizedEncoder
from live.video import frames
from live.video.meter import Meter
from live.video.processing import FrameProcessor, Wanted
from live.video.stream import LiveStream
from tests.live.peers import Camera, until
from vision.recipe import Recipe

transport.install()
H264_FIRST, H264_ALONE, VP8_FIRST = ("video/H264", "video/VP8"), ("video/H264",), ("video/VP8", "video/H264")


def order(sdp: str) -> list[str]:
    """The codecs of the first video section, the preferred one first."""
    section = sdp[sdp.index("m=video") :]
    names = dict(re.findall(r"a=rtpmap:(\d+) (\w+)/", section))
    line = re.match(r"m=video \d+ \S+ ([\d ]+)", section)
    assert line is not None
    return [names[number] for number in line[1].split()]


async def met(preferred: tuple[str, ...]) -> tuple[list[str], list[str], str, int]:
    """The offer's and the answer's codecs, the one that the browser sends in, and how many pictures came back."""
    browser, booth, stream = RTCPeerConnection(), RTCPeerConnection(), LiveStream(Recipe())
    came = 0

    async def count(track: object) -> None:
        nonlocal came
        while True:
            await track.recv()  # type: ignore[attr-defined]
            came += 1

    counting: list[asyncio.Task[None]] = []
    browser.on("track", lambda track: counting.append(asyncio.ensure_future(count(track))))

    def received(track: object) -> None:
        stream.addTrack(track)  # type: ignore[arg-type]
        booth.addTrack(stream)

    booth.on("track", received)
    browser.addTrack(Camera())
    known = RTCRtpSender.getCapabilities("video").codecs
    wanted = [codec for mime in preferred for codec in known if codec.mimeType == mime]
    browser.getTransceivers()[0].setCodecPreferences([*wanted, *(c for c in known if c.mimeType == "video/rtx")])
    try:
        await browser.setLocalDescription(await browser.createOffer())
        offer = order(browser.localDescription.sdp)
        await booth.setRemoteDescription(browser.localDescription)
        stream.start()
        await booth.setLocalDescription(await booth.createAnswer())
        answer = order(booth.localDescription.sdp)
        await browser.setRemoteDescription(booth.localDescription)
        await until(lambda: came > 3)
        ours = booth.getSenders()[0]._RTCRtpSender__encoder  # type: ignore[attr-defined]
        return offer, answer, type(ours).__name__ if not isinstance(ours, SizedEncoder) else ours.codec.mime, came
    finally:
        stream.stop()
        await asyncio.gather(browser.close(), booth.close())
        for task in counting:
            task.cancel()
        await asyncio.gather(*counting, return_exceptions=True)


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("preferred", [H264_FIRST, VP8_FIRST])
def test_vp8_comes_first_whatever_the_browser_names_first(preferred: tuple[str, ...]) -> None:
    offer, answer, sent, came = asyncio.run(met(preferred))
    assert offer[0] == preferred[0].removeprefix("video/")
    assert answer[:2] == ["VP8", "rtx"] and "H264" in answer and answer[2] == "H264"
    assert sorted(answer) == sorted(offer)
    assert sent == "video/VP8" and came > 3


@pytest.mark.usefixtures("loopback")
def test_who_has_no_vp8_is_served_in_h264() -> None:
    _, answer, sent, came = asyncio.run(met(H264_ALONE))
    assert set(answer) == {"H264", "rtx"} and answer[0] == "H264"
    assert sent == "H264Encoder" and came > 3


def test_h264_begins_at_a_rate_worth_looking_at_and_follows_the_browser() -> None:
    encoder = get_encoder(next(c for c in CODECS["video"] if c.mimeType == "video/H264"))
    assert isinstance(encoder, H264Encoder)
    rates = [encoder.target_bitrate]
    for told in (100_000, 2_000_000, 50_000_000):
        encoder.target_bitrate = told
        rates.append(encoder.target_bitrate)
    assert rates == [1_000_000, 500_000, 2_000_000, 3_000_000]


def h264(colour: tuple[int, int, int], full: bool) -> av.VideoFrame:
    """A picture of one colour as a sender of full or limited range sends it, decoded as aiortc does."""
    context = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.time_base = 64, 64, Fraction(1, 30)
    context.pix_fmt = "yuvj420p" if full else "yuv420p"
    context.color_range = 2 if full else 1
    context.options = {"tune": "zerolatency", "qp": "1"}
    picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), colour, np.uint8), format="rgb24")
    packets = [*context.encode(picture.reformat(format=context.pix_fmt)), *context.encode(None)]
    decoder: Decoder = get_decoder(next(c for c in CODECS["video"] if c.mimeType == "video/H264"))
    found = [frame for packet in packets for frame in decoder.decode(JitterFrame(data=bytes(packet), timestamp=0))]
    assert isinstance(found[0], av.VideoFrame)
    return found[0]


@pytest.mark.parametrize("mirrored", [False, True])  # one goes back as it came
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), (200, 60, 40), (40, 90, 230)])
def test_the_colours_of_a_sender_of_either_range_are_kept(
    colour: tuple[int, int, int], full: bool, mirrored: bool
) -> None:
    came = h264(colour, full)
    came.pts, came.time_base = 4711, Fraction(1, 90_000)
    back = FrameProcessor(Meter()).finished(came, Wanted(Recipe(), mirrored, False, None, ()))
    assert back is not None and frames.is_usual(back) and back.pts == 4711
    assert np.abs(frames.to_rgb(frames.to_i420(back))[32, 32].astype(int) - colour).max() <= 4
