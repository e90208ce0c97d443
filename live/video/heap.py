"""What a visit leaves behind goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache

_ARENA_MAX, _ARENAS = -8, 2  # malloc.h


def settle() -> None:
    """Once per server, when the libraries are loaded: take all there is for lasting, and keep to few heaps.

    A whole collection stops every thread, and Python puts it off until a quarter as much has come as there was. Both
    are now counted without the libraries: it is shorter, and comes before the connections of fifty visits lie about.
    glibc opens heaps for new threads, eight for each core, and what visitors' threads leave in them lies scattered.
    """
    gc.collect()
    gc.freeze()
    if (limit := _of_glibc("mallopt")) is not None:
        limit(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Hand free pages back: glibc keeps what was freed by threads that have ended."""
    if (trim := _of_glibc("malloc_trim")) is not None:
        trim(0)


def tidy_up() -> None:
    """Collect what lies about in circles and hand it back: a moment's standstill, for when nobody watches."""
    gc.collect()
    give_back()


@cache
def _of_glibc(name: str) -> Callable[..., int] | None:
    """A function that only glibc has or means so, None elsewhere."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    function: Callable[..., int] | None = getattr(library, name, None)
    return function if hasattr(library, "gnu_get_libc_version") else None
