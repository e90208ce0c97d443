"""A camera of the machine that runs this, or a stream that it can reach: read once, seen by many."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from live.watching.opened import FIRST_PAUSE_S, LONGEST_PAUSE_S, Video, without_secrets
from vision.types import Image, VisionError
from vision.words.said import said, said_by

_log = logging.getLogger(__name__)

_SILENT_S = 9.5


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """connected: frames are coming. problem: what is wrong, in a sentence, or nothing."""

    connected: bool = False
    frames: int = 0
    reconnects: int = 0
    problem: str = ""


class Camera:
    """One source, read on one thread, for any number of viewers.

    `on_frame` are called with (image, time_s) on that thread and must not wait; `newest` is for those who come and
    ask. Times are those of arrival, on the clock of `time.monotonic`. A film is played at its own pace, in a loop.
    """

    def __init__(self, source: str, name: str = "") -> None:
        self._source, self._name = source, name
        self.on_frame: tuple[Callable[[Image, float], object], ...] = ()
        self._changed = threading.Condition()
        self._frame: tuple[Image, float] | None = None
        self._status = CameraStatus()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def newest(self, after_s: float = -np.inf, timeout_s: float = 0.0) -> tuple[Image, float] | None:
        """The newest frame and its time, waiting up to `timeout_s` for one later than `after_s`; None without."""

        def there() -> bool:
            return self._stop.is_set() or (self._frame is not None and self._frame[1] > after_s)

        with self._changed:
            self._changed.wait_for(there, timeout=timeout_s)
            return self._frame if self._frame is not None and self._frame[1] > after_s else None

    def status(self) -> CameraStatus:
        """How it stands; not connected when nothing has come for long, whatever waits for it meanwhile."""
        with self._changed:
            now = self._status
            silent = self._frame is not None and time.monotonic() - self._frame[1] > _SILENT_S
        if now.connected and silent:
            name = self._name or without_secrets(self._source)
            return replace(now, connected=False, problem=said("{name} sends no pictures at the moment.", name=name))
        return now

    def close(self, timeout_s: float | None = None) -> None:
        """Stop reading and wait for the thread; a stream that hangs is given up within ten seconds."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        pause = FIRST_PAUSE_S
        while not self._stop.is_set():
            began = self.status().frames
            try:
                self._read(Video(self._source, self._name))
            except VisionError as error:
                _log.warning("a camera was lost", exc_info=True)
                self._note(connected=False, problem=said_by(error))
            if self.status().frames > began:
                pause = FIRST_PAUSE_S
                if self.status().connected:
                    continue
            self._stop.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_S)
            self._note(reconnects=self.status().reconnects + 1)

    def _read(self, video: Video) -> None:
        began = time.monotonic()
        first: float | None = None
        try:
            for image, time_s in video.frames():
                first = time_s if first is None else first
                if self._stop.wait(max(0.0, began + time_s - first - time.monotonic()) if video.ends else 0.0):
                    return
                self._hand_out(image, time.monotonic())
        finally:
            video.close()
        if not video.ends:
            raise VisionError(said("{name} stopped sending pictures.", name=video.name))

    def _hand_out(self, image: Image, now: float) -> None:
        with self._changed:
            self._frame = image, now
            self._status = replace(self._status, connected=True, frames=self._status.frames + 1, problem="")
            self._changed.notify_all()
        for see in self.on_frame:
            see(image, now)

    def _note(self, **values: Any) -> None:
        with self._changed:
            self._status = replace(self._status, **values)
