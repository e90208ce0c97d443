"""What the tests hand to the bench."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vision.types import Detections, Image, VisionError


class RefusedError(VisionError):
    pass


def brightened(image: Image, found: Detections) -> tuple[Image, Detections]:
    return np.minimum(image, 245) + np.uint8(10), found.moved(2)


def refuse() -> None:
    raise RefusedError("Not this one.")


def stumble() -> None:
    raise KeyError("a fault of ours")


def never_end() -> None:
    """Inside C code, which lets no other thread of Python in."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def want_much(most_bytes: int) -> NDArray[np.uint8]:
    return np.ones(most_bytes, np.uint8)


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def worker() -> int:
    return os.getpid()


def nap(seconds: float, name: str, log: Path) -> None:
    time.sleep(seconds)
    with log.open("a") as file:
        file.write(name)


def tell(until: Path, progress: Callable[[float, str], None]) -> None:
    progress(0.5, "half way – almost")
    while not until.exists():
        time.sleep(0.02)
