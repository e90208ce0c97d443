"""A camera of the machine that runs this, or a stream that it can reach: opened once, seen by many."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import av
import numpy as np

from vision.types import Image, VisionError, as_image

_log = logging.getLogger(__name__)

_TIMEOUT_S = 10.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 15.0
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://\S+", re.IGNORECASE)
_SECRET = re.compile(r"//[^/@\s]*@")


class Video:
    """A source that is open. ends: whether it is a film with a last frame, not a camera."""

    def __init__(self, source: str) -> None:
        """source: a device ("/dev/video0", or its number), a file, or an address. Raises VisionError."""
        self.name = _SECRET.sub("//", source)
        place, kind = _place(source)
        try:
            self._container: Any = av.open(place, format=kind, timeout=(_TIMEOUT_S, _TIMEOUT_S))
        except (av.FFmpegError, OSError, ValueError) as error:
            raise VisionError(f"{self.name} cannot be opened as a video: {_reason(error)}.") from None
        if not self._container.streams.video:
            self._container.close()
            raise VisionError(f"{self.name} holds no picture; it takes a video file, a camera or a stream.")
        self._video = self._container.streams.video[0]
        self._video.thread_type = "AUTO"
        self.ends = kind is None and (Path(place).is_file() or bool(self._container.duration))

    def frames(self) -> Generator[tuple[Image, float]]:
        """All frames with their own times, seconds; a damaged film ends where it can no longer be read.

        Raises VisionError when a camera fails.
        """
        rate, count = float(self._video.average_rate or 30), 0
        try:
            for frame in self._container.decode(self._video):
                time_s = float(frame.time) if frame.time is not None else count / rate
                count += 1
                yield as_image(frame.to_ndarray(format="rgb24")), time_s
        except (av.FFmpegError, OSError) as error:
            if not self.ends:
                raise VisionError(f"{self.name} stopped: {_reason(error)}.") from None

    def close(self) -> None:
        self._container.close()


def _place(source: str) -> tuple[str, str | None]:
    device = f"/dev/video{source}" if source.isdecimal() else source
    if device.startswith("/dev/"):
        return device, "v4l2"
    if not _ADDRESS.fullmatch(source) and not Path(source).is_file():
        raise VisionError(f"{source} cannot be opened as a video: there is no such file.")
    return source, None


def _reason(error: BaseException) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _SECRET.sub("//", str(words)).rstrip(".")


def steady_frames(source: str, stop: threading.Event, say: Callable[[str], None]) -> Generator[tuple[Image, float]]:
    """The frames of a source until `stop` is set: a film once, a camera again and again after failures, which it says.

    Raises VisionError when the source cannot be opened the first time.
    """
    video, pause = Video(source), _FIRST_PAUSE_S
    while True:
        try:
            for image, time_s in video.frames():
                pause = _FIRST_PAUSE_S
                yield image, time_s
                if stop.is_set():
                    return
        except VisionError as error:
            say(str(error))
        finally:
            video.close()
        if video.ends:
            return
        while not stop.wait(pause):
            pause = min(2 * pause, _LONGEST_PAUSE_S)
            try:
                video = Video(source)
            except VisionError as error:
                say(str(error))
                continue
            say(f"{video.name} is back.")
            break
        if stop.is_set():
            return


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

    def __init__(self, source: str) -> None:
        self._source = source
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
        with self._changed:
            return self._status

    def close(self, timeout_s: float | None = None) -> None:
        """Stop reading and wait for the thread; a stream that hangs is given up within ten seconds."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        pause = _FIRST_PAUSE_S
        while not self._stop.is_set():
            began = self.status().frames
            try:
                self._read(Video(self._source))
            except VisionError as error:
                _log.warning("a camera was lost", exc_info=True)
                self._note(connected=False, problem=str(error))
            if self.status().frames > began:
                pause = _FIRST_PAUSE_S
                if self.status().connected:
                    continue
            self._stop.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)
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
            raise VisionError(f"{video.name} stopped sending pictures.")

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
