"""What a member's connection sends and takes: the own camera in, everybody's mosaic out."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import av
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.rooms import signs
from live.rooms.labels import Label, name_label
from live.rooms.mosaic import Tile
from live.video.processing import Shot
from live.video.stream import LiveStream
from vision.curtain import card
from vision.recipe import Recipe

FRESH_S = 3.0
"""Seconds without a picture from a camera after which its tile goes."""
_MOST_WAITING = 4


class _Noted(MediaStreamTrack):
    """A camera's track that says when pictures come, however long they are worked on."""

    kind = "video"

    def __init__(self, track: MediaStreamTrack, came: Callable[[], None]) -> None:
        super().__init__()
        self._track, self._came = track, came

    async def recv(self) -> Any:
        frame = await self._track.recv()
        self._came()
        return frame


class MemberCamera(LiveStream):
    """A member's camera with their recipe; a sink only. Its pictures become a tile of the mosaic."""

    def __init__(self, recipe: Recipe, name: str) -> None:
        super().__init__(recipe)
        self.name = name
        self._shown: Shot | None = None
        self._came_s = 0.0
        self._names: tuple[int, Label] | None = None
        self.on_shot = (self._show,)

    def addTrack(self, track: MediaStreamTrack) -> None:  # noqa: N802  streamlit-webrtc's name
        super().addTrack(_Noted(track, self._arrived_now))

    def _arrived_now(self) -> None:
        self._came_s = time.monotonic()

    def _show(self, shot: Shot) -> None:
        self._shown = shot

    def fresh(self, now: float) -> bool:
        return self.readyState == "live" and self._shown is not None and now - self._came_s < FRESH_S

    def tile(self, number: int, speaks: bool) -> Tile | None:
        """The newest picture as the mosaic's tile of this number; None before the first."""
        shown = self._shown
        if shown is None:
            return None
        unhidden = bool(self.recipe.hiding) and not shown.hides  # taken before the member chose to be hidden
        picture = card(*shown.filtered.shape[:2]) if unhidden else shown.filtered
        if self._names is None or self._names[0] != number:
            self._names = number, name_label(self.name, number)
        return Tile(picture, self._names[1], signs.warning() if self.failing() else None, speaks)

    def failing(self) -> tuple[str, ...]:
        """The names of the filters that could not work lately."""
        return tuple(name for name, _ in self.report().errors if name)


class Screen(MediaStreamTrack):
    """The mosaic for one member: a track that a connection sends.

    A few frames may wait, so that one who is late for a moment misses none; then all but the newest go.
    """

    kind = "video"
    unqueued = True

    def __init__(self, opened: Callable[[Screen], None], closed: Callable[[Screen], None]) -> None:
        super().__init__()
        self._opened: Callable[[Screen], None] | None = opened
        self._closed = closed
        self._frames: deque[av.VideoFrame] = deque()
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def serving(self) -> bool:
        """Whether a connection takes its frames."""
        return self._opened is None and self.readyState == "live"

    async def recv(self) -> av.VideoFrame:
        if self._opened is not None:
            self._loop = asyncio.get_running_loop()
            opened, self._opened = self._opened, None
            opened(self)
        while self.readyState == "live":
            if self._frames:
                return self._frames.popleft()
            self._changed.clear()
            await self._changed.wait()
        raise MediaStreamError

    def put(self, frame: av.VideoFrame) -> None:
        """Show a frame next; on the event loop."""
        if len(self._frames) >= _MOST_WAITING:
            self._frames.clear()
        self._frames.append(frame)
        self._changed.set()

    def stop(self) -> None:
        if self.readyState == "live":
            super().stop()
            self._closed(self)
            if self._loop is not None:
                with contextlib.suppress(RuntimeError):  # the loop has closed: nobody waits
                    self._loop.call_soon_threadsafe(self._changed.set)
