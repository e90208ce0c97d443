"""Two real connections in one process: a browser's part is played by aiortc over the loopback address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import aioice.ice
import av
import numpy as np
import pytest
from aiortc import MediaStreamTrack, RTCPeerConnection
from aiortc.mediastreams import MediaStreamError

from live.video.stream import LiveStream


class Camera(MediaStreamTrack):
    """A track that shows grey pictures, one brighter than the other, at a rate; `limit` ends it."""

    kind = "video"

    def __init__(self, rate: float = 30, size: tuple[int, int] = (320, 240), limit: int | None = None) -> None:
        super().__init__()
        self.rate, self.size, self.limit = rate, size, limit
        self.sent = 0

    async def recv(self) -> av.VideoFrame:
        if self.readyState != "live" or self.sent == self.limit:
            raise MediaStreamError
        await asyncio.sleep(1 / self.rate)
        width, height = self.size
        grey = 40 + self.sent * 8 % 160
        frame = av.VideoFrame.from_ndarray(np.full((height * 3 // 2, width), 128, np.uint8), format="yuv420p")
        frame.planes[0].update(bytes([grey]) * (frame.planes[0].line_size * height))
        frame.pts, frame.time_base = self.sent * 3000, Fraction(1, 90_000)
        self.sent += 1
        return frame


@dataclass
class Viewer:
    """What came back to the browser's side."""

    booth: RTCPeerConnection
    browser: RTCPeerConnection
    camera: Camera | None
    answer: str
    frames: list[av.VideoFrame] = field(default_factory=list)


@asynccontextmanager
async def watching(stream: LiveStream, camera: Camera | None) -> AsyncIterator[Viewer]:
    """A browser that sends `camera`, or only watches, and takes what the stream sends back."""
    booth, browser = RTCPeerConnection(), RTCPeerConnection()
    viewer = Viewer(booth, browser, camera, "")
    tasks: list[asyncio.Task[None]] = []

    async def collect(track: Any) -> None:
        try:
            while True:
                viewer.frames.append(await track.recv())
        except MediaStreamError:
            return

    browser.on("track", lambda track: tasks.append(asyncio.ensure_future(collect(track))))
    if camera is None:
        browser.addTransceiver("video", "recvonly")
    else:
        browser.addTrack(camera)

    def received(track: MediaStreamTrack) -> None:
        stream.addTrack(track)
        booth.addTrack(stream)

    booth.on("track", received)
    await browser.setLocalDescription(await browser.createOffer())
    await booth.setRemoteDescription(browser.localDescription)
    if camera is None:
        booth.addTrack(stream)
    else:
        stream.start()
    await booth.setLocalDescription(await booth.createAnswer())
    viewer.answer = booth.localDescription.sdp
    await browser.setRemoteDescription(booth.localDescription)
    try:
        yield viewer
    finally:
        stream.stop()
        await asyncio.gather(booth.close(), browser.close())
        await asyncio.gather(*tasks)


async def until(ready: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for `ready`; AssertionError when it does not come."""
    for _ in range(int(seconds * 100)):
        if ready():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"not within {seconds} s")


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let connections meet on this machine, with or without a network."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
