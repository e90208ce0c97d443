"""What this machine has to give to the bench."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_SMALL = 2_000_000_000
_MOST_A_WORKER, _SHARE_OF_SMALL = 900_000_000, 0.45
_CONTAINER = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def memory_bytes() -> int:
    """The machine's memory, or the container's share of it."""
    known = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")] if hasattr(os, "sysconf") else [4 * _SMALL]
    for path in _CONTAINER:
        with suppress(OSError, ValueError):  # not there, or "max"
            known.append(int(Path(path).read_text()))
    return min(known)


def workers(memory: int) -> int:
    """Two, of which one visitor's work can take one; a small host has room for one."""
    return 1 if memory < _SMALL else 2


def bytes_a_worker(memory: int) -> int:
    return min(_MOST_A_WORKER, int(memory * _SHARE_OF_SMALL))
