"""Threads for slow work that no frame may wait for: one small pool for all viewers."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Any


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 2) - 1), thread_name_prefix="live-work")


def submit(work: Callable[..., Any], *args: Any) -> Future[Any]:
    """Run `work(*args)` on the pool; what the live stream hands to processors as `Moment.submit`."""
    return _pool().submit(work, *args)
