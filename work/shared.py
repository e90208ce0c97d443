"""Values on their way between processes, in memory that both can see: an array arrives without being copied again."""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import struct
import sys
from pathlib import Path
from typing import Any

from vision.words.carried import from_bytes, to_bytes

SHARED = sys.platform == "linux"
"""Elsewhere values travel inside the messages."""

_ALIGN = 64
_MOST_WORDS = 4000
_COUNT, _REPORT = struct.Struct("<Q"), struct.Struct("<dI")


class Tray:
    """Memory without a name, which ends with its last user; another process of this user opens it by `path`."""

    def __init__(self, value: Any = None) -> None:
        self._fd = os.memfd_create("vision-booth")
        self.path = Path(f"/proc/{os.getpid()}/fd/{self._fd}")
        if value is not None:
            write(self.path, value)

    def close(self) -> None:
        """No other process can open it any more; what was read from it stays."""
        os.close(self._fd)


def write(path: Path, value: Any) -> None:
    """Put a value on an empty tray: its pickle, its arrays one after the other, and a table of their sizes."""
    buffers: list[pickle.PickleBuffer] = []
    with path.open("wb") as file:
        pickle.Pickler(file, 5, buffer_callback=buffers.append).dump(value)
        sizes = [file.tell()]
        for buffer in buffers:
            with buffer.raw() as raw:
                file.write(bytes(-file.tell() % _ALIGN))
                file.write(raw)
                sizes.append(raw.nbytes)
        file.write(b"".join(map(_COUNT.pack, (*sizes, len(sizes)))))


def read(path: Path) -> Any:
    """The value on a tray. Its arrays are views of that memory; writing to them changes only this process's own."""
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    (count,) = _COUNT.unpack(whole[-_COUNT.size :])
    table = whole[-_COUNT.size * (count + 1) : -_COUNT.size]
    parts, at = [], 0
    for (size,) in _COUNT.iter_unpack(table):
        at += -at % _ALIGN
        parts.append(whole[at : at + size])
        at += size
    return pickle.loads(parts[0], buffers=parts[1:])


def report(path: Path, share: float, words: str) -> None:
    """Write how far a job is: the share done, in [0, 1], and a sentence."""
    text = to_bytes(words)
    if len(text) > _MOST_WORDS:
        text = to_bytes("")
    with path.open("r+b") as file:
        file.write(_REPORT.pack(share, len(text)) + text)


def reported(path: Path) -> tuple[float, str]:
    """What `report` wrote last; (0, "") before that, and once the job has ended and its tray is gone.

    Without words when another report is just being written.
    """
    try:
        data = path.read_bytes()[: _REPORT.size + _MOST_WORDS]
    except FileNotFoundError:
        return 0.0, ""
    if len(data) < _REPORT.size:
        return 0.0, ""
    share, length = _REPORT.unpack_from(data)
    with contextlib.suppress(ValueError):
        return share, from_bytes(data[_REPORT.size :][:length])
    return share, ""
