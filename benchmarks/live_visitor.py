"""One who is live on the booth's own page without a browser: the page's websocket, and a connection that replays video.

What comes back is weighed and not decoded, so that the machine carries little besides the server.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from types import TracebackType
from typing import Any

from aiortc import RTCSessionDescription
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.replay import REPEAT_BYTES, Replay, Viewer, prepare, recording
from rig.visitor import line_of

_START_S = 30.0
_WEBRTC = "webrtc_streamer"


class LiveVisitor:
    """Live from entering on; `begin` and `end` measure in between."""

    def __init__(self, url: str, query: str) -> None:
        self._address = line_of(url)
        self._query = query
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._began_s = 0.0

    def __enter__(self) -> LiveVisitor:
        prepare()
        self._thread.start()
        self._viewer = self._wait(_viewer(recording()))
        self._page = _Page(self._address, self._query, self._viewer)
        self._run = asyncio.run_coroutine_threadsafe(self._page.stay(), self._loop)
        deadline_s = time.monotonic() + _START_S
        while len(self._viewer.seen) < 60:
            if self._run.done():
                self._run.result()
            if time.monotonic() > deadline_s:
                raise TimeoutError("No video comes.")
            time.sleep(0.1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._wait(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def begin(self) -> None:
        self._began_s = time.monotonic()

    def end(self) -> tuple[float, float]:
        """Pictures a second that were no repeats, and the longest gap between two in seconds."""
        ended_s = time.monotonic()
        times = [t for t, size in tuple(self._viewer.seen) if t > self._began_s and size > REPEAT_BYTES]
        gap_s = max((b - a for a, b in pairwise([self._began_s, *times, ended_s])), default=0.0)
        return len(times) / (ended_s - self._began_s), gap_s

    async def _leave(self) -> None:
        await self._viewer.peer.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_START_S)


async def _viewer(video: list[bytes]) -> Viewer:
    """Made on the loop that its connection lives on."""
    return Viewer(Replay(video))


@dataclass
class _Page:
    """The page of a browser, as far as the server can tell: its parts run again by their own clocks, too."""

    address: str
    query: str
    viewer: Viewer
    page: str = ""
    offered: bool = False
    clocks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    value: WidgetStates = field(default_factory=WidgetStates)

    async def stay(self) -> None:
        async with connect(self.address, subprotocols=[Subprotocol("streamlit")], max_size=None) as line:
            await self._ask(line)
            async for data in line:
                message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
                if message.HasField("navigation"):
                    self.page = message.navigation.page_script_hash
                elif message.HasField("auto_rerun"):
                    self._set_clock(line, message.auto_rerun.fragment_id, message.auto_rerun.interval)
                elif message.HasField("delta"):
                    await self._see(line, message.delta.new_element)

    async def _see(self, line: ClientConnection, element: Any) -> None:
        """Give the video's component our offer, and take its answer."""
        component = element.component_instance
        if element.WhichOneof("type") != "component_instance" or _WEBRTC not in component.component_name:
            return
        answer = json.loads(component.json_args).get("sdp_answer_json")
        if not self.offered:
            self.offered = True
            offer = {"sdp": await self.viewer.offer(), "type": "offer"}
            self._tell(component.id, {"playing": False, "sdpOffer": offer})
            await self._ask(line)
        elif answer and self.viewer.peer.signalingState == "have-local-offer":
            await self.viewer.peer.setRemoteDescription(RTCSessionDescription(json.loads(answer)["sdp"], "answer"))
            self._tell(component.id, {"playing": True})
            await self._ask(line)

    def _tell(self, component: str, value: dict[str, Any]) -> None:
        self.value = WidgetStates(widgets=[WidgetState(id=component, json_value=json.dumps(value))])

    async def _ask(self, line: ClientConnection, fragment: str = "") -> None:
        state = ClientState(query_string=self.query, widget_states=self.value, page_script_hash=self.page)
        if fragment:
            state.fragment_id, state.is_auto_rerun = fragment, True
        await line.send(BackMsg(rerun_script=state).SerializeToString())

    def _set_clock(self, line: ClientConnection, fragment: str, interval_s: float) -> None:
        if fragment in self.clocks:
            self.clocks[fragment].cancel()
        self.clocks[fragment] = asyncio.create_task(self._tick(line, fragment, interval_s))

    async def _tick(self, line: ClientConnection, fragment: str, interval_s: float) -> None:
        while True:
            await asyncio.sleep(interval_s)
            await self._ask(line, fragment)
