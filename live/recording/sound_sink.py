"""The end of a microphone's track, as streamlit-webrtc calls it."""

from __future__ import annotations

import asyncio
import contextlib
from abc import ABC, abstractmethod

import av
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack


class SoundSink(ABC):
    """Takes one audio track and sends nothing back; `hear` gets its frames on the event loop.

    `stop` is final and may come from any thread.
    """

    def __init__(self) -> None:
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
        reader = self._reader
        if reader is not None and not reader.get_loop().is_closed():
            with contextlib.suppress(RuntimeError):  # the loop closed in between: nobody is left to cancel
                reader.get_loop().call_soon_threadsafe(reader.cancel)

    @abstractmethod
    def hear(self, frame: av.AudioFrame) -> None: ...

    async def _read(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError, asyncio.CancelledError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.AudioFrame):
                    self.hear(frame)
