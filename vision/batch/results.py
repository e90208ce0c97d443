"""A result a file, whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from vision.batch.progress import Tally
from vision.types import VisionError

T = TypeVar("T")

_LONGEST_TICK_S = 2.5


class Folder:
    """Where results go. resume: leave alone what is there. Raises VisionError when it cannot be made."""

    def __init__(self, path: Path, resume: bool) -> None:
        self._path, self._resume = path, resume
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._began_ns = _now_ns(path / ".begun.part")
        except OSError as error:
            raise VisionError(f"{path} cannot be made: {error.strerror or error}.") from None

    def has(self, name: str) -> bool:
        """Whether there is nothing to do, since a run before wrote it."""
        target = self._path / name
        return self._resume and target.exists() and not self._is_of_this_run(target)

    def without(self, things: Iterable[T], name: Callable[[T], str], tally: Tally) -> Iterator[T]:
        """Those for which there is something to do; the others are counted. name: of a thing's result."""
        for thing in things:
            if self.has(name(thing)):
                tally.left_alone += 1
            else:
                yield thing

    def _is_of_this_run(self, target: Path) -> bool:
        return target.stat().st_mtime_ns >= self._began_ns

    def write(self, name: str, data: bytes) -> str:
        """Write a result; what is wrong when it would replace another of this run, which nobody has seen yet, or when
        there is no room, else nothing.
        """
        target = self._path / name
        part = self._path / (name + ".part")
        try:
            if target.exists() and self._is_of_this_run(target):
                return "Another file of this name was worked on in this run; write them to different directories."
            part.write_bytes(data)
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            return f"{name} cannot be written: {error.strerror or error}."
        return ""


def _now_ns(probe: Path) -> int:
    """The time by the disk's own clock, after its next tick: what was written before is older."""
    probe.touch()
    before = now = probe.stat().st_mtime_ns
    end = time.monotonic() + _LONGEST_TICK_S
    while now == before and time.monotonic() < end:
        time.sleep(0.005)
        probe.touch()
        now = probe.stat().st_mtime_ns
    probe.unlink()
    return now
