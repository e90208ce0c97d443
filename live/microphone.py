"""The visitor's microphone: a sink for its track, which hands blocks of sound to whoever listens."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

import av
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.sound import SILENCE, Level, SoundBlock, SoundTap, level_of

_FALL_DB = 1.5


class Microphone:
    """Takes one audio track and sends nothing back, so that nobody hears themselves.

    `listeners` are called with each SoundBlock on the event loop and must not wait. Times are those of
    `time.monotonic`, as a LiveStream's are. `stop` is final and may come from any thread.
    """

    def __init__(self) -> None:
        self.listeners: tuple[Callable[[SoundBlock], object], ...] = ()
        self.level: Level = SILENCE
        self._tap = SoundTap()
        self._track: MediaStreamTrack | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def live(self) -> bool:
        return self._reader is not None and not self._reader.done()

    def addTrack(self, track: MediaStreamTrack) -> None:  # noqa: N802  streamlit-webrtc's name
        self._track = track

    def hasTrack(self) -> bool:  # noqa: N802  streamlit-webrtc's name
        return self._track is not None

    def start(self) -> None:
        """Begin to listen; runs on the event loop."""
        if self._track is not None and self._reader is None:
            self._reader = asyncio.get_running_loop().create_task(self._read(self._track))

    def stop(self) -> None:
        self.listeners = ()
        reader = self._reader
        if reader is not None and not reader.get_loop().is_closed():
            with contextlib.suppress(RuntimeError):  # the loop closed in between: nobody is left to cancel
                reader.get_loop().call_soon_threadsafe(reader.cancel)

    async def _read(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError, asyncio.CancelledError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.AudioFrame):
                    self._hand_out(self._tap.take(frame, time.monotonic()))

    def _hand_out(self, block: SoundBlock | None) -> None:
        if block is None:
            return
        now = level_of(block.samples)
        self.level = Level(max(now.rms, self.level.rms - _FALL_DB), max(now.peak, self.level.peak - _FALL_DB))
        for listen in self.listeners:
            listen(block)
