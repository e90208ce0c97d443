"""Motion clips of one visitor's LiveStreams, one after another: each START is a new stream."""

from __future__ import annotations

import threading
from functools import partial

from live.recording.clips import ClipStore
from live.recording.microphone import Microphone
from live.recording.sound import SoundBlock
from live.video.processing import Shot
from live.video.stream import LiveStream
from live.watching.clipper import Reading
from live.watching.motion_recorder import MotionRecorder
from vision.motion.change import Change
from vision.motion.settings import MotionSettings

_TIMELINE_S = 3600.0


class Surveillance:
    """Watches the unfiltered pictures of a stream; the clip under way when it ends is made whole and listed."""

    def __init__(self, store: ClipStore, settings: MotionSettings) -> None:
        self.store = store
        self._settings = settings
        self._recorder: MotionRecorder | None = None
        self._microphone: Microphone | None = None
        self._before: tuple[Change, ...] = ()
        self._lock = threading.Lock()

    def watch(self, stream: LiveStream) -> None:
        """A thread begins with the stream's first picture and ends with the stream."""
        stream.on_shot = (*stream.on_shot, partial(self._see, stream))
        stream.add_listener("ended", self._end)

    def listen(self, microphone: Microphone | None) -> None:
        """Let clips have the sound of this microphone, from the next block on; None for the one before no longer."""
        if self._microphone is not microphone:
            if self._microphone is not None:
                self._microphone.listeners = ()
            if microphone is not None:
                microphone.listeners = (self._hear,)
            self._microphone = microphone

    def use(self, settings: MotionSettings) -> None:
        """Other settings, from the next picture on."""
        with self._lock:
            self._settings = settings
            if self._recorder is not None:
                self._recorder.settings = settings

    def meter(self) -> Reading | None:
        """As `MotionRecorder.meter`; None while there are no pictures."""
        recorder = self._recorder
        return recorder.meter() if recorder is not None else None

    def timeline(self) -> tuple[Change, ...]:
        """The largest change of each second of the last hour, oldest first."""
        with self._lock:
            changes = self._before + (self._recorder.timeline() if self._recorder is not None else ())
        return tuple(c for c in changes if c.time_s > changes[-1].time_s - _TIMELINE_S)

    def _see(self, stream: LiveStream, shot: Shot) -> None:
        with self._lock:
            if stream.readyState != "live":
                return
            if self._recorder is None:
                self._recorder = MotionRecorder(self.store, self._settings)
            self._recorder.offer(shot.raw, shot.time_s)

    def _hear(self, block: SoundBlock) -> None:
        recorder = self._recorder
        if recorder is not None:
            recorder.offer_sound(block)

    def _end(self) -> None:
        before = self.timeline()
        with self._lock:
            recorder, self._recorder, self._before = self._recorder, None, before
        if recorder is not None:
            recorder.stop()
