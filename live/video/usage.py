"""What this process takes from the machine."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """`cores`: processor cores busy since the reading before; `memory_mb`: resident, None where it is not known."""

    cores: float
    memory_mb: float | None
    threads: int


class UsageMeter:
    """Reads this process's own counters; each reading counts from the one before."""

    def __init__(self) -> None:
        self._wall, self._busy = time.monotonic(), time.process_time()

    def read(self) -> Usage:
        wall, busy = time.monotonic(), time.process_time()
        passed = wall - self._wall
        cores = (busy - self._busy) / passed if passed > 0 else 0.0
        self._wall, self._busy = wall, busy
        return Usage(cores, memory_mb(), threading.active_count())


def memory_mb() -> float | None:
    """Resident memory of this process in MB, None outside Linux."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
