"""Expiry: who is here keeps the visit alive; a visit that everybody left is deleted when its time is up."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter

from live.recording.visitor_clips import VisitorClips
from vision.types import VisionError


class ClipExpiry:
    """Counts the open pages of each visit, and sweeps the expired ones on a thread of its own.

    every_s: how often it looks, in seconds; to be well below the visits' own `idle_s`.
    """

    def __init__(self, clips: VisitorClips, every_s: float = 20.0) -> None:
        self.clips = clips
        self._here: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(every_s,), name="clip-expiry", daemon=True)
        self._thread.start()

    def come(self, token: str) -> None:
        with self._lock:
            self._here[token] += 1

    def go(self, token: str) -> None:
        """From now on the visit ages, unless another page of it is open."""
        self._touch(token)
        with self._lock:
            self._here[token] -= 1
            if self._here[token] <= 0:
                del self._here[token]

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self, every_s: float) -> None:
        while not self._stop.wait(every_s):
            with self._lock:
                here = tuple(self._here)
            for token in here:
                self._touch(token)
            with contextlib.suppress(OSError):
                self.clips.sweep()

    def _touch(self, token: str) -> None:
        with contextlib.suppress(VisionError, OSError):  # ended by its visitor meanwhile
            self.clips.touch(token)
