"""Clips packed to be taken home, in parts that a server can hold: what is downloaded lies in its memory meanwhile."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from live.recording.clip_index import Clip


def parts(clips: Iterable[Clip], most_bytes: float) -> tuple[tuple[Clip, ...], ...]:
    """The clips in their order, in as many parts as needed; one that is too large alone is a part of its own."""
    made: list[list[Clip]] = []
    size = 0.0
    for clip in clips:
        size += clip.size_bytes
        if not made or size > most_bytes:
            made.append([])
            size = clip.size_bytes
        made[-1].append(clip)
    return tuple(tuple(part) for part in made)


def pack(paths: tuple[Path, ...]) -> bytes:
    """A ZIP of the files, stored as they are: films do not shrink. Those that have gone are left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in paths:
            with contextlib.suppress(FileNotFoundError):
                archive.write(path, path.name)
    return target.getvalue()
