"""LiveStream: newest frame in, processed frame out, one object for each viewer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import av
import numpy as np
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.video import frames, heap, workers
from live.video.meter import Meter, Report
from live.video.slot import Slot
from live.video.sources import HEIGHT, WIDTH, Source
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Detections, Image, VisionError

_log = logging.getLogger(__name__)

_CLOCK = 90_000
_FEED_RATE = 30
_THREAD = "live-stream"
_AFTERWARDS_S = 15.0  # by then the connection's own threads have ended too
_PAIR, _QUICK_S = 2, 1 / 60  # frames that come together are both shown, while work on one is quick


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One moment: what the camera saw (mirrored if that is on), what went out, its time in seconds, what was found.

    hides: a step hides, and `raw` is the camera's picture as that left it.
    """

    raw: Image
    filtered: Image
    time_s: float
    hides: bool = False
    found: Detections = field(default_factory=Detections.none)


class LiveStream(MediaStreamTrack):
    """Sink and source in one: takes the viewer's camera track, or a source made here, and hands out its filtered video.

    No queue and no repeat: a frame that arrives while another is worked on waits alone, and a newer one takes its
    place; only while the work is quick may two wait, since cameras send in bursts.

    `recipe`, `mirrored`, `split` and `feed` may be set from any thread and hold from the next frame on. `on_shot`
    are called with each Shot on the worker's thread and must not wait. One stream serves one connection; `stop` is
    final, returns at once, and may come from any thread.

    While a step of the recipe hides, whatever fails, a stand-in goes out and to `on_shot`, never the camera's frame.
    """

    kind = "video"

    def __init__(self, recipe: Recipe, feed: Source | None = None) -> None:
        super().__init__()
        self.recipe = recipe
        self.feed = feed
        self.mirrored = False
        self.split = False
        self.on_shot: tuple[Callable[[Shot], None], ...] = ()
        self._pipeline = Pipeline(workers.submit)
        self._meter = Meter()
        self._inbox: Slot[av.VideoFrame] = Slot()
        self._track: MediaStreamTrack | None = None
        self._reader: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._outbox: deque[av.VideoFrame] = deque(maxlen=_PAIR)
        self._arrived = asyncio.Event()
        self._worker: threading.Thread | None = None
        self._last: tuple[av.VideoFrame | None, Shot | None, float] | None = None
        self._shown_of: tuple[Source | None, bool] = (feed, False)

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
        self.on_shot = ()
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
        while (frame := self._next(began)) is not None:
            taken = time.monotonic()
            finished = self._finished(frame)
            self._inbox.depth = _PAIR if time.monotonic() - taken < _QUICK_S else 1
            if finished is not None:
                self._on_loop(self._publish, finished)
        heap.give_back()
        self._on_loop(self._tidy_up_later)

    def _next(self, began: float) -> av.VideoFrame | None:
        """The next frame to work on, None when the stream has stopped."""
        if self.feed is None:
            return self._inbox.take()
        to_next_tick = (began - time.monotonic()) % (1 / _FEED_RATE)
        if self._inbox.closed_within(to_next_tick):
            return None
        return self._made(self.feed, time.monotonic() - began)

    def _made(self, feed: Source, time_s: float) -> av.VideoFrame:
        try:
            image = feed(time_s)
        except Exception as error:
            self._pipeline.distrust()
            _log.warning("a source broke, and black was shown", exc_info=True)
            self._meter.failed(str(error) if isinstance(error, VisionError) else f"The source broke: {error}")
            image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        self._meter.came(dropped=False)
        frame = av.VideoFrame.from_ndarray(frames.from_rgb(image), format="yuv420p")
        frame.pts, frame.time_base = int(time_s * _CLOCK), Fraction(1, _CLOCK)
        return frame

    def _finished(self, frame: av.VideoFrame) -> av.VideoFrame | None:
        """What goes out for this frame; should that fail, the frame itself, or a stand-in while a step hides."""
        recipe = self.recipe
        try:
            return self._process(frame, recipe)
        except Exception as error:
            _log.warning("a frame could not be worked on", exc_info=True)
            self._meter.failed(f"{type(error).__name__}: {error}")
            if not recipe.hiding:
                return frame
        with contextlib.suppress(Exception):  # rather nothing than the frame itself
            return self._stand_in(frame)
        return None

    def _process(self, frame: av.VideoFrame, recipe: Recipe) -> av.VideoFrame:
        mirrored, split, on_shot = self.mirrored, self.split, self.on_shot
        now = time.monotonic()
        touched = any(step.on for step in recipe.steps)
        frame = frames.usual(frame)
        if not (touched or mirrored or on_shot):
            self._last = frame, None, now
            self._meter.worked(())
            return frame
        i420 = frames.to_i420(frame)
        if mirrored:
            i420 = frames.mirrored(i420)
        if not (touched or on_shot):
            answer = frames.to_frame(i420, frame)
            self._last = answer, None, now
            self._meter.worked(())
            return answer
        raw = frames.to_rgb(i420)
        if self._shown_of != (shown_of := (self.feed, mirrored)):
            self._shown_of = shown_of
            self._pipeline.forget()
        result = self._pipeline.run(raw, recipe, now)
        self._meter.worked(result.timings)
        shot = Shot(result.unfiltered, result.image, now, result.hides, result.detections)
        self._tell(shot, on_shot)
        shown = frames.side_by_side(shot.raw, shot.filtered) if split else shot.filtered
        return frames.to_frame(i420 if shown is raw else frames.from_rgb(shown), frame)

    def _stand_in(self, frame: av.VideoFrame) -> av.VideoFrame:
        image = self._pipeline.stand_in(frame.height, frame.width)
        self._tell(Shot(image, image, time.monotonic(), True), self.on_shot)
        return frames.to_frame(frames.from_rgb(image), frame)

    def _tell(self, shot: Shot, on_shot: tuple[Callable[[Shot], None], ...]) -> None:
        self._last = None, shot, shot.time_s
        for see in on_shot:
            try:
                see(shot)
            except Exception as error:
                _log.warning("one that watches a stream raised", exc_info=True)
                self._meter.failed(f"{type(error).__name__}: {error}")

    def _publish(self, frame: av.VideoFrame) -> None:
        self._outbox.append(frame)
        self._arrived.set()

    # What a page asks.

    def report(self) -> Report:
        return self._meter.report()

    def snapshot(self) -> Shot | None:
        """The newest moment; None before the first frame, and before the first in which is hidden what shall be."""
        last, hiding = self._last, self.recipe.hiding
        if last is None:
            return None
        frame, shot, now = last
        if hiding and not (shot is not None and shot.hides):
            return None
        if shot is None and frame is not None:
            image = frames.to_rgb(frames.to_i420(frame))
            return Shot(image, image, now)
        return shot


def _tidy_up_alone() -> None:
    if all(thread.name != _THREAD for thread in threading.enumerate()):
        heap.tidy_up()
