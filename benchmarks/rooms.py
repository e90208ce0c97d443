"""How much a room costs the server: members, spectators, pictures a second, processor time.

`python -m benchmarks.rooms` prints the table. The server runs in a process of its own; the browsers' parts are played
by this one, which sends pictures encoded beforehand and counts what comes back without decoding it.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import aioice.ice
import aiortc.rtcrtpreceiver
import av
import numpy as np
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCSessionDescription

from live import transport
from live.rooms.hub import RoomHub, Ticket
from live.rooms.media import RATE, RoomMedia
from live.rooms.room import RoomLimits
from live.video.frames import from_rgb
from live.video.sources import test_pattern
from vision.recipe import Recipe

ROOMS = [(2, 4, True), (2, 4, False), (1, 30, True), (4, 8, True), (9, 9, True)]
SETTLE_S, MEASURE_S = 7.0, 8.0
RECIPE = "roberts"
_CAMERA_S = 4


def loopback() -> None:
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]


# The server's process.


async def serve(shares: bool) -> None:
    """Answers one JSON line for each on standard input: offers, and questions for the time spent."""
    loopback()
    transport.install(shared=shares)
    hub = RoomHub(RoomLimits(people=9, spectators=60))
    host = hub.open("host", True, "", time.monotonic())
    media, tickets = RoomMedia(host.code, hub), [host]
    peers: list[RTCPeerConnection] = []
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked = json.loads(line)
        for ticket in tickets:
            hub.seen(ticket, time.monotonic())
        answer: dict[str, Any]
        if asked["what"] == "offer":
            spectator, count = asked["spectator"], len(tickets)
            tickets.append(hub.join(host.code, f"guest {count}", spectator, "", time.monotonic()))
            answer = await answered(media, tickets[-1], asked, peers)
        else:
            answer = {"cpu": time.process_time(), "loop": time.thread_time(), "at": time.monotonic() - began}
        print(json.dumps(answer), flush=True)


async def answered(
    media: RoomMedia, ticket: Ticket, offer: dict[str, Any], peers: list[RTCPeerConnection]
) -> dict[str, str]:
    ends = media.connect(ticket, f"guest {ticket.number}", None if offer["spectator"] else Recipe.parse(RECIPE))
    peer = RTCPeerConnection()
    peers.append(peer)

    @peer.on("track")
    def received(track: MediaStreamTrack) -> None:
        sink = ends.camera if track.kind == "video" else ends.microphone
        if sink is not None:
            sink.addTrack(track)
            sink.start()

    await peer.setRemoteDescription(RTCSessionDescription(offer["sdp"], "offer"))
    peer.addTrack(ends.screen)
    peer.addTrack(ends.ear)
    await peer.setLocalDescription(await peer.createAnswer())
    return {"sdp": peer.localDescription.sdp}


# The browsers' process.


@dataclass
class Counted:
    """Stands in for a decoder."""

    pictures: list[int] = field(default_factory=list)

    def decode(self, encoded: Any) -> list[Any]:
        self.pictures.append(len(encoded.data))
        return []


class Camera(MediaStreamTrack):
    """A moving picture of 640 x 480 at 15 a second, encoded beforehand."""

    kind = "video"

    def __init__(self, packets: list[bytes]) -> None:
        super().__init__()
        self._packets, self._sent = packets, 0
        self._began = time.monotonic()

    async def recv(self) -> av.Packet[Any]:
        await asyncio.sleep(max(0.0, self._began + self._sent / RATE - time.monotonic()))
        packet = av.Packet(self._packets[self._sent % len(self._packets)])
        packet.pts, packet.time_base = self._sent * 90_000 // RATE, Fraction(1, 90_000)
        self._sent += 1
        return packet


class Voice(MediaStreamTrack):
    """Quiet noise in blocks of 20 ms."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._began, self._sent = time.monotonic(), 0
        self._block = np.random.default_rng(1).integers(-2000, 2000, (1, 960)).astype(np.int16)

    async def recv(self) -> av.AudioFrame:
        await asyncio.sleep(max(0.0, self._began + self._sent * 0.02 - time.monotonic()))
        frame = av.AudioFrame.from_ndarray(self._block, "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, self._sent * 960, Fraction(1, 48_000)
        self._sent += 1
        return frame


def camera_packets() -> list[bytes]:
    encoder: Any = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.bit_rate = 640, 480, "yuv420p", 1_200_000
    encoder.time_base, encoder.options = Fraction(1, RATE), {"deadline": "realtime", "cpu-used": "-8"}
    packets = []
    for i in range(RATE * _CAMERA_S):
        frame = av.VideoFrame.from_ndarray(from_rgb(test_pattern(i / RATE)), format="yuv420p")
        frame.pts = i
        packets += [bytes(p) for p in encoder.encode(frame)]
    return packets + [bytes(p) for p in encoder.encode(None)]


async def measured(members: int, spectators: int, shares: bool) -> dict[str, float]:
    """One row: everybody connects, settles, and is counted."""
    flags = [] if shares else ["--own"]
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.rooms", "--serve", *flags,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20,
    )  # fmt: skip
    counters: list[Counted] = []

    def decoder(codec: Any) -> Any:
        counter = Counted()
        if codec.mimeType.lower().startswith("video"):
            counters.append(counter)
        return counter

    receiver: Any = aiortc.rtcrtpreceiver
    receiver.get_decoder = decoder
    packets, peers = camera_packets(), []
    for i in range(members + spectators):
        peer = RTCPeerConnection()
        peers.append(peer)
        if i < members:
            peer.addTrack(Camera(packets))
            peer.addTrack(Voice())
        else:
            peer.addTransceiver("video", "recvonly")
            peer.addTransceiver("audio", "recvonly")
        await peer.setLocalDescription(await peer.createOffer())
        answer = await ask(server, what="offer", sdp=peer.localDescription.sdp, spectator=i >= members)
        await peer.setRemoteDescription(RTCSessionDescription(answer["sdp"], "answer"))
    for _ in range(int(SETTLE_S / 2) + 1):
        await asyncio.sleep(2)
        before = await ask(server, what="time")
    starts, own = [len(c.pictures) for c in counters], time.process_time()
    for _ in range(int(MEASURE_S / 2)):
        await asyncio.sleep(2)
        after = await ask(server, what="time")
    seconds = after["at"] - before["at"]
    rates = [(len(c.pictures) - s) / seconds for c, s in zip(counters, starts, strict=True)]
    bits = [8 * sum(c.pictures[s:]) / seconds for c, s in zip(counters, starts, strict=True)]
    row = {
        "fps": statistics.median(rates),
        "worst": min(rates),
        "mbit": statistics.median(bits) / 1e6,
        "server": (after["cpu"] - before["cpu"]) / seconds,
        "loop": (after["loop"] - before["loop"]) / seconds,
        "browsers": (time.process_time() - own) / seconds,
        "load": os.getloadavg()[0],
    }
    await asyncio.gather(*(peer.close() for peer in peers))
    server.kill()
    await server.wait()
    return row


async def ask(server: Any, **question: Any) -> dict[str, Any]:
    server.stdin.write((json.dumps(question) + "\n").encode())
    line = await asyncio.wait_for(server.stdout.readline(), 60)
    answer: dict[str, Any] = json.loads(line)
    return answer


async def main() -> None:
    loopback()
    print(
        "| taking part | watching | encoded | pictures/s, median | worst | Mbit/s each | server, cores | event loop |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for members, spectators, shares in ROOMS:
        row = await measured(members, spectators, shares)
        encoded = "once for all" if shares else "for each"
        counted = f"{row['fps']:.1f} | {row['worst']:.1f} | {row['mbit']:.1f} | {row['server']:.2f} | {row['loop']:.2f}"
        print(f"| {members} | {spectators} | {encoded} | {counted} |", flush=True)
        print(f"browsers {row['browsers']:.2f} cores, load {row['load']:.1f}", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(serve("--own" not in sys.argv) if "--serve" in sys.argv else main())
