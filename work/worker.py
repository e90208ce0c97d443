"""What happens inside a worker: its limits, and one job after the other."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from vision.types import VisionError
from work import shared

ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "OPENCV_LOG_LEVEL": "OFF"}
TOO_LONG, KEPT_WAITING = "SIGPROF", "SIGALRM"
"""What ends a worker: its time on the processor is used up, or that by the clock is."""

_NICE = 15  # live video comes first: a third of what 10 would take from it
_NO_MEMORY = "insufficient memory"  # how OpenCV says it


class NoMemoryError(VisionError):
    """The worker's memory limit was met."""


@dataclass(frozen=True, slots=True)
class Order:
    """One call to be made. call: the tray that holds function, arguments and options.

    limit_s, clock_s: the system ends the worker after so long on the processor, and by the clock. answer: the tray for
    what comes of it; without, `call` is no tray but the three themselves, and the answer is returned. reports: the tray
    for `progress`, if the function takes it.
    """

    call: Any
    limit_s: float
    clock_s: float
    answer: Path | None = None
    reports: Path | None = None


def begin(most_bytes: int, nice: int = _NICE) -> None:
    """Once in each worker: at most `most_bytes` of memory, and behind everything else in line for the processor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    if sys.platform == "win32":
        return
    import resource

    os.nice(nice)
    resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, whatever it is in the middle of
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    threading.Thread(target=_go_with, args=(os.getppid(),), daemon=True).start()


def _go_with(server: int) -> None:
    """A server that was killed takes its workers along."""
    while os.getppid() == server:
        time.sleep(1)
    os._exit(1)


def perform(order: Order) -> Any:
    """Make the call; its result or its VisionError goes onto the tray or, where there is none, back as the value."""
    with _alarm(order):
        work, args, options = order.call if order.answer is None else shared.read(order.call)
        if order.reports is not None:
            options["progress"] = partial(shared.report, order.reports)
        outcome = _outcome(work, args, options)
        if order.answer is None:
            return outcome
        shared.write(order.answer, outcome)
        return None


@contextmanager
def _alarm(order: Order) -> Iterator[None]:
    """Two clocks, which end the process: a busy machine takes longer for the same work."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, order.clock_s)
    signal.setitimer(signal.ITIMER_PROF, order.limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _outcome(work: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, work(*args, **options)
    except VisionError as error:
        return False, error
    except MemoryError:
        return False, NoMemoryError()
    except Exception as error:
        if _NO_MEMORY in str(error).lower():
            return False, NoMemoryError()
        raise
