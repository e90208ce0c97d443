"""Threads for slow work that no frame may wait for: one small pool for all viewers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Any

import cv2

_SWITCH_S = 0.001


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 2) - 1), thread_name_prefix="live-work")


def submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
    """Run `work(*args)` on the pool; what the live stream hands to processors as `Moment.submit`."""
    return _pool().submit(work, *args)


def share_cores() -> None:
    """Each stream has a thread of its own, so OpenCV needs no more of them, and Python hands over more readily.

    With OpenCV's own threads, N streams would run N times as many as there are cores; with Python's usual 5 ms turns,
    one stream's slow step would hold up the event loop that all share.
    """
    cv2.setNumThreads(1)
    sys.setswitchinterval(_SWITCH_S)
