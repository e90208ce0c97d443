"""The visitor's microphone: a sink for its track, which hands blocks of sound to whoever listens."""

from __future__ import annotations

import time
from collections.abc import Callable

import av

from live.recording.sound import SILENCE, Level, SoundBlock, SoundTap, level_of
from live.recording.sound_sink import SoundSink

_FALL_DB = 1.5


class Microphone(SoundSink):
    """A sink that sends nothing back, so that nobody hears themselves.

    `listeners` are called with each SoundBlock on the event loop and must not wait. Times are those of
    `time.monotonic`, as a LiveStream's are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.listeners: tuple[Callable[[SoundBlock], object], ...] = ()
        self.level: Level = SILENCE
        self._tap = SoundTap()

    def stop(self) -> None:
        self.listeners = ()
        super().stop()

    def hear(self, frame: av.AudioFrame) -> None:
        self._hand_out(self._tap.take(frame, time.monotonic()))

    def _hand_out(self, block: SoundBlock | None) -> None:
        if block is None:
            return
        now = level_of(block.samples)
        self.level = Level(max(now.rms, self.level.rms - _FALL_DB), max(now.peak, self.level.peak - _FALL_DB))
        for listen in self.listeners:
            listen(block)
