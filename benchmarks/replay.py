"""Viewers without a browser: encoded video replayed over real connections, and how and when its frames came back.

The video is 640x480 at 30 frames a second, with a hard cut each second. What comes back is weighed, not decoded: a cut
is a frame many times as large as its neighbours, a repeat nearly nothing. `look_at` decodes it, where a filter hides.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

import aioice.ice
import aiortc.rtcrtpreceiver
import av
import cv2
import numpy as np
import skimage.data
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection
from aiortc.mediastreams import MediaStreamError
from numpy.typing import NDArray

from live import transport
from live.transport.encoder import SizedEncoder
from live.transport.vp8 import VP8
from live.video import frames
from vision.types import as_image

RATE, WIDTH, HEIGHT, SCENE = 30, 640, 480, 30
REPEAT_BYTES = 250


def recording() -> list[bytes]:
    """Four scenes of one second, as VP8 frames that begin with a key frame."""
    photos = [skimage.data.astronaut(), np.dstack([skimage.data.camera()] * 3)]
    scenes = [
        cv2.resize(p, (WIDTH + 60, HEIGHT + 60)) for p in (photos[0], photos[1], photos[0][::-1], photos[1][::-1])
    ]
    encoder, found = SizedEncoder(VP8), []
    for i in range(SCENE * len(scenes)):
        place = i % SCENE
        cut = scenes[i // SCENE][place : place + HEIGHT, place : place + WIDTH]
        frame = av.VideoFrame.from_ndarray(frames.from_rgb(as_image(np.ascontiguousarray(cut))), format="yuv420p")
        frame.pts, frame.time_base = i * 3000, Fraction(1, 90_000)
        payloads, _ = encoder.encode(frame)
        found.append(b"".join(aiortc.codecs.vpx.vp8_depayload(p) for p in payloads))
    return found


class Replay(MediaStreamTrack):
    """Encoded frames by the clock; remembers when each cut was sent."""

    kind = "video"

    def __init__(self, video: list[bytes]) -> None:
        super().__init__()
        self.video, self.count, self.began = video, 0, 0.0
        self.cuts: list[float] = []

    async def recv(self) -> Any:
        if self.readyState != "live":
            raise MediaStreamError
        self.began = self.began or time.monotonic()
        await asyncio.sleep(max(0.0, self.began + self.count / RATE - time.monotonic()))
        if self.count % SCENE == 0:
            self.cuts.append(time.monotonic())
        packet = av.Packet(self.video[self.count % len(self.video)])
        packet.pts, packet.time_base = self.count * 3000, Fraction(1, 90_000)
        self.count += 1
        return packet


class Came(NamedTuple):
    """A frame that came back: when, its size in bytes, and, where that is asked for, its grey levels, much reduced."""

    time_s: float
    size: int
    small: NDArray[Any] | None = None


@dataclass
class Viewer:
    """One connection; `seen` holds each frame that came back."""

    track: Replay
    peer: RTCPeerConnection = field(default_factory=lambda: RTCPeerConnection(RTCConfiguration(iceServers=[])))
    seen: list[Came] = field(default_factory=list)
    tasks: list[asyncio.Future[None]] = field(default_factory=list)

    async def offer(self) -> str:
        """What the other end is asked for; what comes back is collected from then on."""
        self.peer.on("track", lambda track: self.tasks.append(asyncio.ensure_future(self.collect(track))))
        self.peer.addTrack(self.track)
        await self.peer.setLocalDescription(await self.peer.createOffer())
        return str(self.peer.localDescription.sdp)

    async def collect(self, track: Any) -> None:
        while True:
            try:
                self.seen.append(await track.recv())
            except MediaStreamError:
                return

    def fps(self, since: float, until: float) -> float:
        """Pictures that were no repeats, a second."""
        return sum(since < one.time_s <= until and one.size > REPEAT_BYTES for one in self.seen) / (until - since)

    def latencies(self, since: float) -> list[float]:
        """From each cut to the frame that carries it back, ms."""
        found = []
        for cut in self.track.cuts:
            before = [one for one in self.seen if one.time_s <= cut]
            after = [one for one in self.seen if 0 < one.time_s - cut < 0.9]
            if cut < since or not before or len(after) < 5:
                continue
            if (carries := _unlike(before[-1], after) if before[-1].small is not None else _large(after)) is not None:
                found.append(1000 * (carries.time_s - cut))
        return found


def _large(after: Sequence[Came]) -> Came | None:
    largest = max(after, key=lambda came: came.size)
    return largest if largest.size > 3 * statistics.median(came.size for came in after) else None


def _unlike(before: Came, after: Sequence[Came]) -> Came | None:
    """The first that looks less like the frame before than like the one in the middle of those to come."""
    later = after[len(after) // 2].small

    def nearer_later(one: Came) -> bool:
        return bool(np.abs(one.small - later).sum() < np.abs(one.small - before.small).sum())  # type: ignore[operator]

    return next((one for one in after if nearer_later(one)), None)


def weigh(loop: Any, input_q: Any, output_q: Any, decode_error: Any) -> None:
    """A decoder thread that only notes when a frame came and how large it is."""
    while (task := input_q.get()) is not None:
        loop.call_soon_threadsafe(output_q.put_nowait, Came(time.monotonic(), len(task[1].data)))
    loop.call_soon_threadsafe(output_q.put_nowait, None)


def look_at(loop: Any, input_q: Any, output_q: Any, decode_error: Any) -> None:
    """A decoder thread that keeps how each frame looks, too: blurred or covered, a cut need not make a large one."""
    decoder = av.CodecContext.create("vp8", "r")
    while (task := input_q.get()) is not None:
        time_s, data = time.monotonic(), task[1].data
        for frame in decoder.decode(av.Packet(data)):
            small = cv2.resize(frame.to_ndarray(format="gray"), (16, 12), interpolation=cv2.INTER_AREA).astype(int)
            loop.call_soon_threadsafe(output_q.put_nowait, Came(time_s, len(data), small))
    loop.call_soon_threadsafe(output_q.put_nowait, None)


class Silent:
    """No estimate of the link: a busy load generator would be taken for a narrow one."""

    def add(self, **packet: int) -> None:
        return None


def prepare(decoder: Callable[..., None] = weigh) -> None:
    """Connections over the loopback address, that come encoded and are weighed, or what else this decoder does."""
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    transport.install()
    receiver: Any = aiortc.rtcrtpreceiver
    receiver.decoder_worker, receiver.RemoteBitrateEstimator = decoder, Silent
