"""What a directory of clips lists, read once and again only where something has changed."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_CLOCK_TICK_NS = 50_000_000


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip. taken_s: when it was made, seconds since 1970. peak_percent: of the frame, 0 for no motion clip.

    start_s, end_s: the motion in the source's own time; clip_start_s, clip_end_s: what the file shows.
    starred: its visitor wants it kept; it does not expire.
    """

    name: str
    taken_s: float
    size_bytes: int = 0
    start_s: float = 0.0
    end_s: float = 0.0
    clip_start_s: float = 0.0
    clip_end_s: float = 0.0
    peak_percent: float = 0.0
    starred: bool = False

    @property
    def length_s(self) -> float:
        return self.clip_end_s - self.clip_start_s


class ClipIndex:
    """The clips that the descriptions (.json) in a directory name; safe to use from several threads.

    As long as the directory has not changed, asking costs one look at its time of change, whoever changes it.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        self._seen_ns = -1
        self._known: dict[str, tuple[int, Clip | None]] = {}
        self._clips: tuple[Clip, ...] = ()

    def clips(self) -> tuple[Clip, ...]:
        """All clips, the newest first."""
        with self._lock:
            try:
                changed_ns = self._directory.stat().st_mtime_ns
            except OSError:
                return ()
            if changed_ns != self._seen_ns:
                self._look()
                settled = time.time_ns() - changed_ns > _CLOCK_TICK_NS
                self._seen_ns = changed_ns if settled else -1
            return self._clips

    def _look(self) -> None:
        with os.scandir(self._directory) as entries:
            names = {e.name: e for e in entries}
        known = {}
        for name, entry in names.items():
            if not name.endswith(".json"):
                continue
            try:
                changed_ns = entry.stat().st_mtime_ns
            except OSError:
                continue
            before = self._known.get(name)
            known[name] = before if before and before[0] == changed_ns else (changed_ns, self._described(name))
        self._known = known
        listed = (clip for _, clip in known.values() if clip is not None and clip.name in names)
        self._clips = tuple(sorted(listed, key=lambda c: (c.taken_s, c.name), reverse=True))

    def _described(self, name: str) -> Clip | None:
        try:
            clip = Clip(**json.loads((self._directory / name).read_bytes()))
            return clip if Path(clip.name).stem == Path(name).stem else None
        except (OSError, ValueError, TypeError):
            return None
