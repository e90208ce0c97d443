"""The clip store: one directory of films, each with a picture and a description beside it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from live.recording.clip_index import Clip, ClipIndex
from live.recording.jpeg_frames import JpegFrame
from live.recording.movie import film_length_s, first_picture
from live.recording.recorder import ENDINGS, PART, finish
from live.recording.salvage import motion_in
from vision.pixels.compose import thumbnail
from vision.types import Image, NotThereError, VisionError
from vision.words.said import said

try:
    import fcntl
except ImportError:  # Windows: one process at a time is the host's care
    fcntl = None  # type: ignore[assignment]

_NAME = re.compile(r"[a-z]+-[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\.(mp4|wav|ogg)")


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept: clips younger than `most_s`, and the newest that fit into `most_bytes`.

    least_free_bytes: when the disk has less, the oldest go until it has. Starred clips never go by themselves.
    """

    most_s: float = 7 * 24 * 3600.0
    most_bytes: float = 2e9
    least_free_bytes: float = 200e6


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a file that a crash left: `kept` as a clip, or removed since nothing was in it."""

    name: str
    kept: bool

    def __str__(self) -> str:
        if self.kept:
            return said("{name}: saved up to its last whole second", name=self.name)
        return said("{name}: removed, it was empty", name=self.name)


class ClipStore:
    """The clips in one directory; safe to use from several threads.

    A clip is listed from the moment that it is whole. What an earlier process left half-written is salvaged on
    opening and named in `salvaged`, unless another store that is still open writes there.
    Raises VisionError when the directory cannot be used. `close` gives the directory free for the next to salvage.
    """

    def __init__(self, directory: Path, retention: Retention | None = None) -> None:
        self.directory = directory
        self.retention = retention or Retention()
        self._lock = threading.RLock()
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._claim = _claim(directory)
        except OSError as error:
            raise VisionError(
                said("{directory} cannot be used for clips: {reason}.", directory=directory, reason=error.strerror)
            ) from None
        self._index = ClipIndex(directory)
        self.room_made = 0
        self.salvaged = self._salvage() if self._claim is not None else ()

    def __enter__(self) -> ClipStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._claim is not None:
            os.close(self._claim)
            self._claim = None

    def new_path(self, kind: str = "clip", ending: str = ".mp4") -> Path:
        """Where to record the next clip; it belongs to the store once `add` is called."""
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime())
        return self.directory / f"{kind}-{stamp}-{os.urandom(3).hex()}{ending}"

    def add(self, clip: Clip, best: Image | None = None) -> Clip:
        """List a clip whose file is whole; `best` becomes its thumbnail. Old ones go when there is no room."""
        path = self._file(clip.name)
        listed = Clip(**{**asdict(clip), "size_bytes": path.stat().st_size})
        with self._lock:
            try:
                if best is not None:
                    _write(path.with_suffix(".jpg"), JpegFrame.of(thumbnail(best), 85).jpeg.tobytes())
                _write(path.with_suffix(".json"), json.dumps(asdict(listed)).encode())
            except OSError:
                for beside in (".jpg", ".jpg.tmp", ".json.tmp"):
                    path.with_suffix(beside).unlink(missing_ok=True)
                raise
        self.expire()
        return listed

    def clips(self) -> tuple[Clip, ...]:
        """All clips, the newest first."""
        return self._index.clips()

    def path(self, name: str) -> Path:
        """The file of a listed clip; raises NotThereError for any other name."""
        path = self._file(name)
        if not path.with_suffix(".json").is_file() or not path.is_file():
            raise NotThereError("There is no such clip here; it may have been deleted or expired.")
        return path

    def thumbnail(self, name: str) -> bytes | None:
        """JPEG of the clip's best moment, None for sound."""
        picture = self.path(name).with_suffix(".jpg")
        return picture.read_bytes() if picture.is_file() else None

    def delete(self, name: str) -> None:
        """Raises NotThereError when there is no such clip."""
        path = self.path(name)
        with self._lock:
            for beside in (path.with_suffix(".json"), path.with_suffix(".jpg"), path):
                beside.unlink(missing_ok=True)

    def star(self, name: str, starred: bool) -> None:
        """Keep it from expiring, or no longer. Raises NotThereError when there is no such clip."""
        description = self.path(name).with_suffix(".json")
        with self._lock:
            changed = {**json.loads(description.read_bytes()), "starred": starred}
            _write(description, json.dumps(changed).encode())

    def expire(self, now_s: float | None = None) -> tuple[str, ...]:
        """Delete what is too old or too much, and the oldest while the disk is too full; returns the names.

        `room_made` counts those that went for the disk. The newest stays until it is too old, a starred one always.
        """
        now = time.time() if now_s is None else now_s
        kept, gone, total = list[Clip](), list[Clip](), 0
        for index, clip in enumerate(self.clips()):
            total += clip.size_bytes
            too_much = index > 0 and total > self.retention.most_bytes
            wanted = clip.starred or not (too_much or now - clip.taken_s > self.retention.most_s)
            (kept if wanted else gone).append(clip)
        for clip in gone:
            self._drop(clip)
        for clip in [c for c in reversed(kept[1:]) if not c.starred]:
            if self._free_bytes() >= self.retention.least_free_bytes:
                break
            self._drop(clip)
            self.room_made += 1
            gone.append(clip)
        return tuple(clip.name for clip in gone)

    def _drop(self, clip: Clip) -> None:
        with contextlib.suppress(NotThereError):
            self.delete(clip.name)

    def _free_bytes(self) -> int:
        return shutil.disk_usage(self.directory).free

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotThereError("There is no such clip here; it may have been deleted or expired.")
        return self.directory / name

    def _salvage(self) -> tuple[Salvaged, ...]:
        """Make clips of unfinished files, and of whole ones that were not listed yet."""
        done = [self._rescue(part, part.with_suffix("")) for part in sorted(self.directory.glob("*" + PART))]
        whole = (p for p in sorted(self.directory.iterdir()) if p.suffix in ENDINGS)
        done += [self._rescue(None, p) for p in whole if not p.with_suffix(".json").exists()]
        for leftover in (*self.directory.glob("*.copy"), *self.directory.glob("*.tmp")):
            leftover.unlink(missing_ok=True)
        return tuple(s for s in done if s)

    def _rescue(self, part: Path | None, path: Path) -> Salvaged | None:
        if not _NAME.fullmatch(path.name) or path.with_suffix(".json").exists():
            return None
        taken = (part or path).stat().st_mtime
        kept = part is None or finish(part, path)
        if kept:
            length = film_length_s(path)
            motion = motion_in(path) if path.name.startswith("motion-") else None
            start, end, peak = (motion.start_s, motion.end_s, motion.peak) if motion else (0.0, length, 0.0)
            self.add(Clip(path.name, taken, 0, start, end, 0.0, length, peak), first_picture(path))
        return Salvaged(path.name, kept)


def _claim(directory: Path) -> int | None:
    """An open file that marks the directory as in use until it is closed or the process dies, None if it is taken."""
    handle = os.open(directory / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    if fcntl is None:
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _write(path: Path, data: bytes) -> None:
    """All or nothing: a reader never sees half of it."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
