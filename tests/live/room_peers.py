"""A room with real connections in one process: browsers' parts are played by aiortc over the loopback address."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
import numpy as np
from aiortc import MediaStreamTrack, RTCPeerConnection
from aiortc.mediastreams import MediaStreamError

from live.rooms.hub import RoomHub, Ticket
from live.rooms.media import MemberEnds, RoomMedia
from vision.recipe import Recipe
from vision.types import Image


class ColourCamera(MediaStreamTrack):
    """A camera that shows one colour."""

    kind = "video"

    def __init__(self, colour: tuple[int, int, int], rate: float = 15) -> None:
        super().__init__()
        self._image = np.full((240, 320, 3), colour, np.uint8)
        self._rate, self._sent = rate, 0

    async def recv(self) -> av.VideoFrame:
        if self.readyState != "live":
            raise MediaStreamError
        await asyncio.sleep(1 / self._rate)
        frame = av.VideoFrame.from_ndarray(self._image, format="rgb24")
        frame.pts, frame.time_base = int(self._sent * 90_000 / self._rate), Fraction(1, 90_000)
        self._sent += 1
        return frame


class ToneMicrophone(MediaStreamTrack):
    """A microphone that hears one tone, 20 ms at a time."""

    kind = "audio"

    def __init__(self, hertz: float, peak: int = 6000) -> None:
        super().__init__()
        self._hertz, self._peak, self._block = hertz, peak, 0
        self._began: float | None = None

    async def recv(self) -> av.AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        now = time.monotonic()
        self._began = self._began or now
        await asyncio.sleep(max(0.0, self._began + self._block * 0.02 - now))
        at = (self._block * 960 + np.arange(960)) / 48_000
        samples = (self._peak * np.sin(2 * np.pi * self._hertz * at)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, self._block * 960, Fraction(1, 48_000)
        self._block += 1
        return frame


@dataclass
class Visitor:
    """One browser: what it sends, and what came back."""

    ticket: Ticket
    ends: MemberEnds
    booth: RTCPeerConnection = field(default_factory=RTCPeerConnection)
    browser: RTCPeerConnection = field(default_factory=RTCPeerConnection)
    picture: Image | None = None
    pictures: int = 0
    newest_s: float = 0.0
    heard: list[Any] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def leave(self) -> None:
        self.ends.stop()
        await asyncio.gather(self.booth.close(), self.browser.close())
        await asyncio.gather(*self.tasks)

    async def vanish(self) -> None:
        """Cut the line without a word, as a killed tab does."""
        for sender in self.browser.getSenders():
            if sender.track is not None:
                sender.replaceTrack(None)
        await asyncio.sleep(0)

    def sound(self, last: int) -> Any:
        """The last samples heard, one channel."""
        return np.concatenate(self.heard)[-last:] if self.heard else np.zeros(0, np.int16)

    def nothing_more_came(self, seconds: float = 1.5) -> bool:
        """Whether for so long no picture has come."""
        return time.monotonic() - self.newest_s > seconds

    async def _take(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self.pictures += 1
                    self.newest_s = time.monotonic()
                    self.picture = frame.to_ndarray(format="rgb24").astype(np.uint8)
                elif isinstance(frame, av.AudioFrame):
                    self.heard.append(frame.to_ndarray().reshape(-1, 2)[:, 0])
        except MediaStreamError:
            return


async def enter(
    hub: RoomHub,
    media: RoomMedia,
    name: str,
    *,
    recipe: str | None = None,
    code: str = "",
    camera: Any = None,
    mic: Any = None,
) -> Visitor:
    """Join and connect: with a recipe to take part, without to watch."""
    ticket = hub.join(media.code, name, recipe is None, "", time.monotonic())
    return await connect(media, ticket, name, recipe, camera, mic)


async def connect(media: RoomMedia, ticket: Ticket, name: str, recipe: str | None, camera: Any, mic: Any) -> Visitor:
    ends = media.connect(ticket, name, None if recipe is None else Recipe.parse(recipe))
    visitor = Visitor(ticket, ends)
    booth, browser = visitor.booth, visitor.browser
    browser.on("track", lambda track: visitor.tasks.append(asyncio.ensure_future(visitor._take(track))))
    for kind, source in (("video", camera), ("audio", mic)):
        if source is None:
            browser.addTransceiver(kind, "recvonly")
        else:
            browser.addTrack(source)

    def received(track: MediaStreamTrack) -> None:
        if track.kind == "video" and ends.camera is not None:
            ends.camera.addTrack(track)
            ends.camera.start()
        elif track.kind == "audio" and ends.microphone is not None:
            ends.microphone.addTrack(track)
            ends.microphone.start()

    booth.on("track", received)
    await browser.setLocalDescription(await browser.createOffer())
    await booth.setRemoteDescription(browser.localDescription)
    booth.addTrack(ends.screen)
    booth.addTrack(ends.ear)
    await booth.setLocalDescription(await booth.createAnswer())
    await browser.setRemoteDescription(booth.localDescription)
    return visitor
