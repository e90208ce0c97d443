"""The server's part of `benchmarks.live`: answers offers on standard input, one JSON line each.

`booth` answers with LiveStream and the tuned transport, `callback` with streamlit-webrtc's frame callback as it comes.
Both go through streamlit-webrtc's own negotiation.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from typing import Any

import aioice.ice
import av
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay
from streamlit_webrtc import WebRtcMode
from streamlit_webrtc.models import CallbackAttachableProcessor
from streamlit_webrtc.webrtc import _process_offer_coro

from benchmarks.filters import FILTERS
from live import transport
from live.video import workers
from live.video.stream import LiveStream
from live.video.usage import memory_mb
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Image, as_image


def callback(recipe: str) -> Any:
    """The library's way: a function from frame to frame."""
    parsed, pipeline = Recipe.parse(recipe), Pipeline()

    def filtered(image: Image) -> Image:
        return FILTERS[recipe](image) if recipe in FILTERS else pipeline.run(image, parsed).image

    def on_frame(frame: av.VideoFrame) -> av.VideoFrame:
        image = as_image(frame.to_ndarray(format="rgb24"))
        return av.VideoFrame.from_ndarray(filtered(image), format="rgb24")

    return CallbackAttachableProcessor(on_frame, None, None)


class Server:
    """The connections of one run, all on one loop."""

    def __init__(self, ours: bool) -> None:
        self.ours = ours
        self.relay: MediaRelay = transport.DirectRelay() if ours else MediaRelay()
        self.peers: list[RTCPeerConnection] = []

    async def answer(self, offer: str, recipe: str) -> str:
        peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.peers.append(peer)
        stream = LiveStream(Recipe.parse(recipe)) if self.ours else None
        nothing = dict.fromkeys(
            ("source_audio_track", "sink_audio_track", "in_recorder", "out_recorder", "audio_processor")
        )
        answer: RTCSessionDescription = await _process_offer_coro(
            WebRtcMode.SENDRECV,
            peer,
            RTCSessionDescription(offer, "offer"),
            relay=self.relay,
            source_video_track=stream,
            sink_video_track=stream,
            video_processor=None if self.ours else callback(recipe),
            video_receiver=None,
            audio_receiver=None,
            async_processing=True,
            sendback_video=True,
            sendback_audio=False,
            on_track_created=lambda kind, track: None,
            remote_description_set_event=asyncio.Event(),
            **nothing,
        )
        return answer.sdp

    async def close(self) -> None:
        await asyncio.gather(*(peer.close() for peer in self.peers))
        self.peers.clear()


async def serve(ours: bool) -> None:
    server = Server(ours)
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        reply: dict[str, Any] = {}
        if "offer" in asked:
            reply["answer"] = await server.answer(asked["offer"], asked["recipe"])
        elif asked.get("close"):
            await server.close()
        reply |= {"cpu": time.process_time(), "memory": memory_mb() or 0.0, "threads": threading.active_count()}
        print(json.dumps(reply), flush=True)


def main() -> None:
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    ours = sys.argv[1] == "booth"
    if ours:
        transport.install()
        workers.share_cores()
    asyncio.run(serve(ours))


if __name__ == "__main__":
    main()
