"""Work that other processes can be given."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def killer(name: str, *, once: Path) -> str:
    """Dies on "kill" always, on "once" the first time."""
    if name == "once" and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def slow(number: int) -> int:
    time.sleep(0.2)
    return number


def process_number(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()
