"""Recorder: frames and sound in, without waiting; a playable file out, whatever happens meanwhile."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from live.recording.jpeg_frames import FrameOrJpeg, JpegFrame
from live.recording.movie import MovieWriter, finish_movie
from live.recording.sound import SILENCE, Level, SoundBlock, level_of
from live.recording.soundfile import SoundWriter
from vision.motion.clock import Clock
from vision.types import VisionError
from vision.words.said import said

_log = logging.getLogger(__name__)

ENDINGS = (".mp4", ".wav", ".ogg")
PART = ".part"
_QUEUE_BYTES = 64_000_000
_LONGEST_PAUSE_S = 30.0


@dataclass(frozen=True, slots=True)
class RecordingLimits:
    """A recording that reaches one of these ends there; seconds and bytes."""

    longest_s: float = 600.0
    most_bytes: int = 500_000_000


@dataclass(frozen=True, slots=True)
class Status:
    """How a recording stands. `dropped`: frames left out because the disk or the processor was too slow.

    late: frames left out because a newer one had come before. ended: why it stopped by itself, in a sentence.
    """

    recording: bool = True
    elapsed_s: float = 0.0
    size_bytes: int = 0
    written: int = 0
    dropped: int = 0
    late: int = 0
    level: Level = SILENCE
    ended: str = ""


class Recorder:
    """Writes one file on its own thread; `offer` and `offer_sound` may be called from any thread and never wait.

    path: ends in .mp4, .wav or .ogg and appears when the recording is whole; until then its fragments lie beside it,
    with .part behind the name. size: width and height of the film; by default those of the first picture.
    Pictures of another size are letterboxed. Times: seconds on one clock for pictures and sound.
    done: called on the recorder's thread with the path of the whole file, before `status` says that it has ended.
    patience_s: end when nothing more has come for so long; by default it waits for ever.
    Raises VisionError for another ending.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: tuple[int, int] | None = None,
        sound: bool = False,
        limits: RecordingLimits | None = None,
        done: Callable[[Path], object] | None = None,
        patience_s: float | None = None,
    ) -> None:
        if path.suffix not in ENDINGS:
            raise VisionError(
                said(
                    "{file} cannot be recorded: its ending must be one of {endings}.",
                    file=path.name,
                    endings=", ".join(ENDINGS),
                )
            )
        self.path = path
        self.part = path.with_name(path.name + PART)
        self._size, self._sound, self._limits = size, sound, limits or RecordingLimits()
        self._done, self._patience_s = done, patience_s
        self._items: deque[tuple[FrameOrJpeg, float] | SoundBlock] = deque()
        self._waiting_bytes = 0
        self._changed = threading.Condition()
        self._closing = self._cancelled = False
        self._status = Status()
        self._clock = Clock(ahead_s=_LONGEST_PAUSE_S)
        self._begins_s: float | None = None
        self._writer: MovieWriter | SoundWriter | None = None
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def offer(self, picture: FrameOrJpeg, time_s: float, *, wait: bool = False) -> bool:
        """Take a picture; False when it is dropped. With `wait`, stay until there is room instead."""
        return self._put((picture, time_s), picture.nbytes, wait)

    def offer_sound(self, block: SoundBlock) -> bool:
        """Take a block of sound; False when it is dropped. Its level can be read at once."""
        level = level_of(block.samples)
        with self._changed:
            self._status = replace(self._status, level=level)
        return self._put(block, block.samples.nbytes, False)

    def status(self) -> Status:
        with self._changed:
            return self._status

    def stop(self) -> None:
        """End the recording without waiting for it; what was offered before is still written."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()

    def close(self, timeout_s: float | None = None) -> Path | None:
        """End the recording and wait for the file: its path, or None when there was nothing to record."""
        self.stop()
        self._thread.join(timeout_s)
        return self.path if not self._thread.is_alive() and self.path.exists() else None

    def cancel(self) -> None:
        """End the recording and leave no file, without waiting."""
        with self._changed:
            self._cancelled = True
            self._items.clear()
        self.stop()

    def _put(self, item: tuple[FrameOrJpeg, float] | SoundBlock, size: int, wait: bool) -> bool:
        with self._changed:
            if wait:
                self._changed.wait_for(lambda: self._closing or self._waiting_bytes < _QUEUE_BYTES)
            if self._closing:
                return False
            if self._waiting_bytes and self._waiting_bytes + size > _QUEUE_BYTES and not wait:
                if not isinstance(item, SoundBlock):
                    self._status = replace(self._status, dropped=self._status.dropped + 1)
                return False
            self._items.append(item)
            self._waiting_bytes += size
            self._changed.notify_all()
            return True

    def _take(self) -> tuple[FrameOrJpeg, float] | SoundBlock | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._items, timeout=self._patience_s)
            if not self._items:
                return None
            item = self._items.popleft()
            self._waiting_bytes -= item.samples.nbytes if isinstance(item, SoundBlock) else item[0].nbytes
            self._changed.notify_all()
            return item

    def _run(self) -> None:
        ended = ""
        try:
            while not ended and (item := self._take()) is not None:
                if isinstance(item, SoundBlock):
                    self._write_sound(item)
                else:
                    self._write_picture(*item)
                ended = self._note_progress()
        except Exception as error:
            _log.warning("a recording was broken off", exc_info=True)
            ended = _in_words(error)
        with self._changed:
            ended = ended or ("" if self._closing else said("Nothing more came from the camera."))
            self._closing = True
            self._items.clear()
            self._changed.notify_all()
        ended = self._finish() or ended
        with self._changed:
            self._status = replace(self._status, recording=False, ended=ended)

    def _write_picture(self, picture: FrameOrJpeg, time_s: float) -> None:
        now, self._clock = self._clock.tick(time_s)
        if now is None or self.path.suffix != ".mp4":
            return
        image = picture.image() if isinstance(picture, JpegFrame) else picture
        if self._writer is None:
            height, width = image.shape[:2]
            width, height = self._size or (width, height)
            self._begins_s = now
            even = max(2, width & ~1), max(2, height & ~1)
            self._writer = MovieWriter(self.part, even, sound=self._sound)
        if isinstance(self._writer, MovieWriter) and self._begins_s is not None:
            self._writer.picture(image, now - self._begins_s)
            with self._changed:
                self._status = replace(self._status, written=self._status.written + 1)

    def _write_sound(self, block: SoundBlock) -> None:
        if self._writer is None and self.path.suffix != ".mp4":
            self._writer, self._begins_s = SoundWriter(self.part, self.path.suffix), block.time_s
        if self._writer is not None and self._begins_s is not None:
            at_s = block.time_s + self._clock.shift_s - self._begins_s
            if at_s - self._writer.elapsed_s < _LONGEST_PAUSE_S:
                self._writer.sound(block.samples, at_s)

    def _note_progress(self) -> str:
        """Publish how far it is; returns why it must end, or nothing."""
        if self._writer is None:
            return ""
        elapsed, size = self._writer.elapsed_s, self._writer.size_bytes
        with self._changed:
            self._status = replace(self._status, elapsed_s=elapsed, size_bytes=size, late=self._clock.dropped)
        if elapsed >= self._limits.longest_s:
            return said(
                "The recording has reached its longest length, {seconds:g} seconds.", seconds=self._limits.longest_s
            )
        if size >= self._limits.most_bytes:
            return said(
                "The recording has reached its largest size, {megabytes:g} MB.", megabytes=self._limits.most_bytes / 1e6
            )
        return ""

    def _finish(self) -> str:
        """Make the file whole; returns what went wrong, or nothing."""
        if self._writer is None:
            return ""
        problem = ""
        try:
            self._writer.close()
        except Exception as error:
            _log.warning("a recording could not be ended", exc_info=True)
            problem = _in_words(error)
        try:
            if self._cancelled:
                self.part.unlink(missing_ok=True)
            elif finish(self.part, self.path) and self._done is not None:
                self._done(self.path)
        except Exception as error:
            _log.warning("a recording could not be made whole", exc_info=True)
            problem = _in_words(error)
        return problem


def finish(part: Path, final: Path) -> bool:
    """Make `final` of the fragments in `part`, also after a crash; False when there was nothing in them."""
    if final.suffix == ".mp4":
        return finish_movie(part, final)
    if not part.exists() or part.stat().st_size < 200:
        part.unlink(missing_ok=True)
        return False
    part.replace(final)
    return True


def _in_words(error: Exception) -> str:
    reason = error.strerror or error if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return said("The recording had to end: {reason}.", reason=str(reason))
