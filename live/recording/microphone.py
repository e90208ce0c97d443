"""Where sound comes from: blocks of it for whoever listens. The visitor's microphone, a sink for its track."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable

import av

from live.recording.sound import SILENCE, Level, SoundBlock, SoundTap, level_of
from live.recording.sound_sink import SoundSink
from live.recording.voice import Voice

_FALL_DB = 1.5


class SoundOrigin(ABC):
    """`listeners` are called with each SoundBlock, all on one thread, and must not wait.

    Times are those of `time.monotonic`, as a LiveStream's are.
    """

    def __init__(self) -> None:
        self.listeners: tuple[Callable[[SoundBlock], object], ...] = ()
        self.level: Level = SILENCE

    @property
    @abstractmethod
    def live(self) -> bool:
        """Whether sound comes."""

    def hand_out(self, block: SoundBlock | None) -> None:
        if block is None:
            return
        now = level_of(block.samples)
        self.level = Level(max(now.rms, self.level.rms - _FALL_DB), max(now.peak, self.level.peak - _FALL_DB))
        for listen in self.listeners:
            listen(block)


class Microphone(SoundSink, SoundOrigin):
    """A sink that sends nothing back, so that nobody hears themselves; listeners are called on the event loop."""

    def __init__(self) -> None:
        SoundSink.__init__(self)
        SoundOrigin.__init__(self)
        self.voice = Voice()
        self._tap = SoundTap()

    def stop(self) -> None:
        self.listeners = ()
        super().stop()

    def hear(self, frame: av.AudioFrame) -> None:
        block = self._tap.take(frame, time.monotonic())
        self.hand_out(self.voice.changed_block(block) if block is not None else None)
