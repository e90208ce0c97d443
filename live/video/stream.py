"""LiveStream: newest frame in, processed frame out, one object for each viewer."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import av
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.video import heap
from live.video.meter import Meter, Report
from live.video.processing import FrameProcessor, Shot, Wanted
from live.video.slot import Slot
from live.video.sources import Source
from vision.processor import NOTHING
from vision.recipe import Recipe

_FEED_RATE = 30
_THREAD = "live-stream"
_AFTERWARDS_S = 15.0  # by then the connection's own threads have ended too
_PAIR, _QUICK_S = 2, 1 / 60  # frames that come together are both shown, while work on one is quick


class LiveStream(MediaStreamTrack):
    """Sink and source in one: takes the viewer's camera track, or a source made here, and hands out its filtered video.

    No queue and no repeat: a frame that arrives while another is worked on waits alone, and a newer one takes its
    place; only while the work is quick may two wait, since cameras send in bursts.

    `recipe`, `mirrored`, `split`, `feed` and `own`, what its viewer alone brings along to the recipe's steps, may be
    set from any thread and hold from the next frame on. `on_shot` are called with each Shot on the worker's thread and
    must not wait. One stream serves one connection; `stop` is final, returns at once, and may come from any thread.

    While a step of the recipe hides, whatever fails, a stand-in goes out and to `on_shot`, never the camera's frame.
    """

    kind = "video"

    def __init__(self, recipe: Recipe, feed: Source | None = None) -> None:
        super().__init__()
        self.recipe = recipe
        self.feed = feed
        self.mirrored = False
        self.split: float | None = None
        self.on_shot: tuple[Callable[[Shot], None], ...] = ()
        self.own: Mapping[str, Any] = NOTHING
        self._meter = Meter()
        self._processor = FrameProcessor(self._meter)
        self._inbox: Slot[av.VideoFrame] = Slot()
        self._track: MediaStreamTrack | None = None
        self._reader: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._outbox: deque[av.VideoFrame] = deque(maxlen=_PAIR)
        self._arrived = asyncio.Event()
        self._worker: threading.Thread | None = None

    # The sink: what streamlit-webrtc calls with the viewer's camera.

    def addTrack(self, track: MediaStreamTrack) -> None:  # noqa: N802  streamlit-webrtc's name
        self._track = track

    def hasTrack(self) -> bool:  # noqa: N802  streamlit-webrtc's name
        return self._track is not None

    def start(self) -> None:
        """Begin to read the camera; runs on the event loop."""
        self._begin()
        if self._track is not None and self._reader is None and self.readyState == "live":
            self._reader = asyncio.get_running_loop().create_task(self._read(self._track))

    async def _read(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while self.readyState == "live":
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self._meter.came(dropped=self._inbox.put(frame))
        self.stop()

    # The source: what the connection's sender calls.

    async def recv(self) -> av.VideoFrame:
        """The newest finished frame, as soon as there is one that was not handed out before."""
        self._begin()
        while self.readyState == "live":
            if self._outbox:
                frame = self._outbox.popleft()
                self._meter.went(frame.width, frame.height)
                return frame
            self._arrived.clear()
            await self._arrived.wait()
        raise MediaStreamError

    def stop(self) -> None:
        super().stop()
        self._inbox.close()
        self.on_shot, self.own = (), NOTHING
        self._on_loop(self._wind_up)

    def _wind_up(self) -> None:
        self._arrived.set()
        if self._reader is not None and self._reader is not asyncio.current_task(self._loop):
            self._reader.cancel()

    def _tidy_up_later(self) -> None:
        asyncio.get_running_loop().call_later(_AFTERWARDS_S, _tidy_up_alone)

    def _on_loop(self, call: Callable[..., None], *given: object) -> None:
        """Have the event loop call this; from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has closed: nobody is left to hear of it
                self._loop.call_soon_threadsafe(call, *given)

    def _begin(self) -> None:
        if self._worker is None and self.readyState == "live":
            self._loop = asyncio.get_running_loop()
            self._worker = threading.Thread(target=self._work, name=_THREAD, daemon=True)
            self._worker.start()

    # The worker.

    def _work(self) -> None:
        began = time.monotonic()
        while (came := self._next(began)) is not None:
            taken = time.monotonic()
            finished = self._processor.finished(came[0], self._wanted(came[1]))
            self._inbox.depth = _PAIR if time.monotonic() - taken < _QUICK_S else 1
            if finished is not None:
                self._on_loop(self._publish, finished)
        heap.give_back()
        self._on_loop(self._tidy_up_later)

    def _next(self, began: float) -> tuple[av.VideoFrame, Source | None] | None:
        """The next frame to work on and the source that made it; None when the stream has stopped."""
        feed = self.feed
        if feed is None:
            frame = self._inbox.take()
            return None if frame is None else (frame, None)
        to_next_tick = (began - time.monotonic()) % (1 / _FEED_RATE)
        if self._inbox.closed_within(to_next_tick):
            return None
        self._meter.came(dropped=False)
        return self._processor.made(feed, time.monotonic() - began), feed

    def _wanted(self, feed: Source | None) -> Wanted:
        return Wanted(self.recipe, self.mirrored, self.split, feed, self.on_shot, self.own)

    def _publish(self, frame: av.VideoFrame) -> None:
        self._outbox.append(frame)
        self._arrived.set()

    # What a page asks.

    def report(self) -> Report:
        return self._meter.report()

    def snapshot(self) -> Shot | None:
        """The newest moment; None before the first frame, and before the first in which is hidden what shall be."""
        return self._processor.snapshot(bool(self.recipe.hiding))


def _tidy_up_alone() -> None:
    if all(thread.name != _THREAD for thread in threading.enumerate()):
        heap.tidy_up()
