"""Clips of visitors: on a shared server each visitor's clips lie where nobody else can list or fetch them."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
import threading
import time
from pathlib import Path

from live.recording.clips import ClipStore, Retention
from vision.types import NotThereError

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_ALIVE = ".alive"


class VisitorClips:
    """Clips of the visitors of a shared server, each in a directory that only its secret token names.

    Nothing lists the tokens, and no session's id is part of one. A visit that nobody touches for `idle_s` expires.
    """

    def __init__(self, root: Path, *, retention: Retention | None = None, idle_s: float = 3600.0) -> None:
        self._root, self._retention, self._idle_s = root, retention, idle_s
        self._open: dict[str, ClipStore] = {}
        self._lock = threading.Lock()
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        root.chmod(0o700)
        self.sweep()

    def begin(self) -> tuple[str, ClipStore]:
        """A new visit: its token, to be kept where only this visitor is, and its clips."""
        token = secrets.token_urlsafe(24)
        (self._root / token).mkdir(mode=0o700)
        (self._root / token / _ALIVE).touch()
        return token, self.resume(token)

    def resume(self, token: str) -> ClipStore:
        """The clips of a visit that goes on; raises NotThereError when it is over, or never was."""
        directory = self._directory(token)
        self.touch(token)
        with self._lock:
            if token not in self._open:
                self._open[token] = ClipStore(directory, self._retention)
            return self._open[token]

    def touch(self, token: str) -> None:
        """Say that the visitor is still there; raises NotThereError like `resume`."""
        (self._directory(token) / _ALIVE).touch()

    def end(self, token: str) -> None:
        """Delete all that the visit left."""
        with contextlib.suppress(NotThereError):
            self._remove(self._directory(token))

    def sweep(self, now_s: float | None = None) -> int:
        """Delete the visits that expired; returns how many."""
        now = time.time() if now_s is None else now_s
        old = [d for d in self._root.iterdir() if _TOKEN.fullmatch(d.name) and now - _last_seen(d) > self._idle_s]
        for directory in old:
            self._remove(directory)
        return len(old)

    def close(self) -> None:
        """Let go of the directories, as a server does that ends; the clips stay until they expire."""
        with self._lock:
            while self._open:
                self._open.popitem()[1].close()

    def _remove(self, directory: Path) -> None:
        with self._lock:
            store = self._open.pop(directory.name, None)
        if store is not None:
            store.close()
        shutil.rmtree(directory, ignore_errors=True)

    def _directory(self, token: str) -> Path:
        directory = self._root / token
        if not _TOKEN.fullmatch(token) or not (directory / _ALIVE).is_file():
            raise NotThereError("This visit is over, and its clips are gone.")
        return directory


def _last_seen(directory: Path) -> float:
    alive = directory / _ALIVE
    return (alive if alive.exists() else directory).stat().st_mtime
