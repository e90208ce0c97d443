"""Motion clips of a LiveStream, for as long as the stream lasts."""

from __future__ import annotations

import threading

from vision.motion.change import Change
from vision.motion.settings import MotionSettings

from live.clipper import Reading
from live.clips import ClipStore
from live.motion_recorder import MotionRecorder
from live.stream import LiveStream, Shot


class Surveillance:
    """Watches a stream's unfiltered pictures; its thread begins with the first of them and ends with the stream."""

    def __init__(self, stream: LiveStream, store: ClipStore, settings: MotionSettings) -> None:
        self._store, self._settings = store, settings
        self._recorder: MotionRecorder | None = None
        self._ended = False
        self._lock = threading.Lock()
        stream.watchers = (*stream.watchers, self._see)
        stream.add_listener("ended", self._end)

    def use(self, settings: MotionSettings) -> None:
        """Other settings, from the next picture on."""
        with self._lock:
            self._settings = settings
            if self._recorder is not None:
                self._recorder.settings = settings

    def meter(self) -> Reading | None:
        """As `MotionRecorder.meter`, None before the first picture."""
        return self._recorder.meter() if self._recorder is not None else None

    def timeline(self) -> tuple[Change, ...]:
        return self._recorder.timeline() if self._recorder is not None else ()

    def _see(self, shot: Shot) -> None:
        with self._lock:
            if self._recorder is None and not self._ended:
                self._recorder = MotionRecorder(self._store, self._settings)
            recorder = self._recorder
        if recorder is not None:
            recorder.offer(shot.raw, shot.time_s)

    def _end(self) -> None:
        with self._lock:
            self._ended = True
        if self._recorder is not None:
            self._recorder.stop()
