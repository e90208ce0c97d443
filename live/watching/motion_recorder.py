"""MotionRecorder: a clipper behind a short queue, so that the camera never waits for it."""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import replace

from live.recording.clips import ClipStore
from live.recording.sound import SoundBlock
from live.watching.clipper import MotionClipper, Reading
from vision.motion.change import Change
from vision.motion.settings import MotionSettings
from vision.types import Image
from vision.words.said import said

_log = logging.getLogger(__name__)

_QUEUE, _SOUND_QUEUE = 6, 500


class MotionRecorder:
    """Clips of what moves, made on a thread of its own; `offer` may be called from any thread and never waits."""

    def __init__(self, store: ClipStore, settings: MotionSettings | None = None) -> None:
        self._clipper = MotionClipper(store, settings or MotionSettings())
        self._frames: deque[tuple[Image, float]] = deque()
        self._sound: deque[SoundBlock] = deque(maxlen=_SOUND_QUEUE)
        self._changed = threading.Condition()
        self._closing = False
        self._dropped = 0
        self._problem = ""
        self._reading = self._clipper.reading()
        self._timeline: tuple[Change, ...] = ()
        self._thread = threading.Thread(target=self._run, name="motion-recorder", daemon=True)
        self._thread.start()

    @property
    def settings(self) -> MotionSettings:
        return self._clipper.settings

    @settings.setter
    def settings(self, settings: MotionSettings) -> None:
        self._clipper.settings = settings

    def offer(self, image: Image, time_s: float) -> bool:
        """Take a frame; False when it is dropped since too many wait, or after `close`."""
        with self._changed:
            if self._closing or len(self._frames) >= _QUEUE:
                self._dropped += not self._closing
                return False
            self._frames.append((image, time_s))
            self._changed.notify()
            return True

    def offer_sound(self, block: SoundBlock) -> None:
        """Take the sound of a moment, on the pictures' clock; the oldest gives way when too much waits."""
        with self._changed:
            self._sound.append(block)

    def meter(self) -> Reading:
        """How much changed lately, the threshold, whether a clip is being made, what was dropped."""
        with self._changed:
            problem = self._problem or self._reading.problem
            return replace(self._reading, dropped=self._reading.dropped + self._dropped, problem=problem)

    def timeline(self) -> tuple[Change, ...]:
        """The largest change of each second of the last hour, oldest first."""
        with self._changed:
            return self._timeline

    def stop(self) -> None:
        """End it without waiting; the clip under way is still made whole."""
        with self._changed:
            self._closing = True
            self._changed.notify()

    def close(self, timeout_s: float | None = None) -> None:
        """End it and wait until the last clip is listed."""
        self.stop()
        self._thread.join(timeout_s)

    def _next(self) -> tuple[Image, float] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._frames, timeout=0.5)
            return self._frames.popleft() if self._frames else None

    def _heard(self) -> list[SoundBlock]:
        with self._changed:
            heard = list(self._sound)
            self._sound.clear()
        return heard

    def _run(self) -> None:
        while (frame := self._next()) is not None or not self._closing:
            self._work(frame)
        self._work(None, last=True)

    def _work(self, frame: tuple[Image, float] | None, last: bool = False) -> None:
        try:
            for block in self._heard():
                self._clipper.hear(block)
            if last:
                self._clipper.finish()
            elif frame is not None:
                self._clipper.take(*frame)
            else:
                self._clipper.collect()
            problem = ""
        except Exception as error:
            _log.warning("motion clips stopped for a moment", exc_info=True)
            reason = f"{type(error).__name__}: {error}"
            problem = said("Motion clips stopped for a moment: {reason}.", reason=reason)
        with self._changed:
            self._reading, self._timeline = self._clipper.reading(), self._clipper.timeline()
            self._problem = problem or self._problem
