"""A camera, a stream or a film that is open: `Video`; `steady_frames` opens it again when it fails."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import av

from live.video.film import Damage, as_meant, film_frames
from vision.types import Image, VisionError
from vision.words.said import said, said_by

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 15.0
"""How long is waited before a camera that failed is opened again: the first time, and at most."""

_OPENS_S, _STALLS_S = 10.0, 8.0
_RTSP_STALLS_S = 4.5  # FFmpeg then hands out the picture that it held, and is waited for once more
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
    pause = FIRST_PAUSE_S
    while not stop.wait(pause):
        pause = min(2 * pause, LONGEST_PAUSE_S)
        try:
            video = Video(source)
        except VisionError as error:
            say(said_by(error))
            continue
        say(said("{name} is back.", name=video.name))
        return video
    return None
