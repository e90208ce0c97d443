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

from live.video.film import Damage, as_meant, film_frames
from vision.types import Image, VisionError
from vision.words.said import said, said_by

_log = logging.getLogger(__name__)

_OPENS_S, _STALLS_S, _SILENT_S = 10.0, 8.0, 9.5
_RTSP_STALLS_S = 4.5  # FFmpeg then hands out the picture that it held, and is waited for once more
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 15.0
_ONE_THREAD = 640 * 480  # pixels; with more, threads are worth what they cost
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://\S+", re.IGNORECASE)
_WITHOUT_TIMES = {"mjpeg", "mpjpeg", "image2pipe"}


class Video:
    """A source that is open. ends: whether it is a film with a last frame, not a camera. damage: of a film."""

    def __init__(self, source: str, name: str = "") -> None:
        """source: a device ("/dev/video0", or its number), a file, or an address. name: what sentences call it.

        Raises VisionError.
        """
        self.name = name or without_secrets(source)
        self.damage = Damage()
        place, kind = _place(source, self.name)
        try:
            waits = _OPENS_S, _RTSP_STALLS_S if _is_rtsp(place) else _STALLS_S
            self._container: Any = av.open(
                place, format=kind, options=_options(place), timeout=waits, metadata_errors="replace"
            )
        except (av.FFmpegError, OSError, ValueError) as error:
            raise VisionError(
                said("{name} cannot be opened as a video: {reason}.", name=self.name, reason=_reason(error))
            ) from None
        if not self._container.streams.video:
            self._container.close()
            raise VisionError(
                said("{name} holds no picture; it takes a video file, a camera or a stream.", name=self.name)
            )
        self._video = self._container.streams.video[0]
        large = self._video.width * self._video.height > _ONE_THREAD
        self._video.thread_type = "AUTO" if large else "NONE"
        self.ends = kind is None and (Path(place).is_file() or bool(self._container.duration))
        self._by_arrival = not self.ends and bool(_WITHOUT_TIMES & set(self._container.format.name.split(",")))

    def frames(self) -> Generator[tuple[Image, float]]:
        """All frames that can be read, with their own times in seconds; those of arrival where a camera sends none.

        Raises VisionError when a camera fails, and when not one picture of a film can be read.
        """
        rate, count, began = float(self._video.average_rate or 30), 0, time.monotonic()
        try:
            for frame in film_frames(self._container, self._video, self.damage):
                time_s = float(frame.time) if frame.time is not None else count / rate
                count += 1
                image = as_meant(frame, self._video.sample_aspect_ratio)
                yield image, time.monotonic() - began if self._by_arrival else time_s
        except (av.FFmpegError, OSError) as error:
            if not self.ends:
                raise VisionError(said("{name} stopped: {reason}.", name=self.name, reason=_reason(error))) from None
            self.damage.packets += 1
        if self.ends and not count:
            raise VisionError(said("Not one picture of {name} can be read; the file is damaged.", name=self.name))

    def close(self) -> None:
        self._container.close()


def without_secrets(source: str) -> str:
    """An address without user, password and query; of one in which they cannot be told apart, only the protocol."""
    if not _ADDRESS.fullmatch(source):
        return source
    protocol, _, rest = source.partition("://")
    marks = rest.count("@"), rest.count("?") + rest.count("#")
    if marks == (0, 0):
        return source
    if marks[0] and (marks[0] > 1 or marks[1] or "/" in rest.partition("@")[0]):
        return f"{protocol}://..."
    return f"{protocol}://{re.split('[?#]', rest.rpartition('@')[2])[0]}"


def _place(source: str, name: str) -> tuple[str, str | None]:
    device = f"/dev/video{source}" if source.isdecimal() else source
    if device.startswith("/dev/"):
        return device, "v4l2"
    if not _ADDRESS.fullmatch(source) and not Path(source).is_file():
        raise VisionError(said("{name} cannot be opened as a video: there is no such file.", name=name))
    return source, None


def _options(place: str) -> dict[str, str]:
    """RTSP by TCP where the camera can: nothing of a picture is lost on the way."""
    return {"rtsp_flags": "prefer_tcp"} if _is_rtsp(place) else {}


def _is_rtsp(place: str) -> bool:
    return place.lower().startswith("rtsp")


def _reason(error: BaseException) -> str:
    if isinstance(error, av.ExitError):
        return said("nothing came for a while")
    return str(getattr(error, "strerror", None) or type(error).__name__).rstrip(".")


def steady_frames(source: str, stop: threading.Event, say: Callable[[str], None]) -> Generator[tuple[Image, float]]:
    """The frames of a source until `stop` is set: a film once, a camera again and again after failures, which it says.

    What of a film was damaged is said at its end. Raises VisionError when the source cannot be opened the first time,
    and when nothing of a film can be read.
    """
    video: Video | None = Video(source)
    while video is not None:
        try:
            for frame in video.frames():
                yield frame
                if stop.is_set():
                    return
        except VisionError as error:
            if video.ends:
                raise
            say(said_by(error))
        finally:
            video.close()
        if video.ends:
            if video.damage.packets:
                say(str(video.damage))
            return
        video = _opened_again(source, stop, say)


def _opened_again(source: str, stop: threading.Event, say: Callable[[str], None]) -> Video | None:
    """The camera, tried at growing intervals until it is back; None once `stop` is set."""
    pause = _FIRST_PAUSE_S
    while not stop.wait(pause):
        pause = min(2 * pause, _LONGEST_PAUSE_S)
        try:
            video = Video(source)
        except VisionError as error:
            say(said_by(error))
            continue
        say(said("{name} is back.", name=video.name))
        return video
    return None


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
        pause = _FIRST_PAUSE_S
        while not self._stop.is_set():
            began = self.status().frames
            try:
                self._read(Video(self._source, self._name))
            except VisionError as error:
                _log.warning("a camera was lost", exc_info=True)
                self._note(connected=False, problem=said_by(error))
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
