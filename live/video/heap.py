"""What a visit leaves behind goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from collections.abc import Callable
from functools import cache

from vision.models import network as networks

_ARENA_MAX, _ARENAS = -8, 2  # malloc.h
_SOON_S = 2.0  # the first page is drawn by then: it need not wait for a collection


def settle() -> None:
    """Once per server, when the libraries are loaded: keep to few heaps, and soon take all there is for lasting.

    glibc opens heaps for new threads, eight for each core, and what visitors' threads leave in them lies scattered.
    """
    if (limit := _of_glibc("mallopt")) is not None:
        limit(_ARENA_MAX, _ARENAS)
    soon = threading.Timer(_SOON_S, take_for_lasting)
    soon.daemon = True
    soon.start()


def take_for_lasting() -> None:
    """Count what is there now no longer when looking for what can go.

    A whole collection stops every thread, and Python puts it off until a quarter as much has come as there was. Both
    are then counted without the libraries: it is shorter, and comes before the connections of fifty visits lie about.
    """
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Hand free pages back: glibc keeps what was freed by threads that have ended."""
    if (trim := _of_glibc("malloc_trim")) is not None:
        trim(0)


def tidy_up() -> None:
    """Let go of networks and of what lies about in circles: a moment's standstill, for when nobody watches."""
    networks.give_back()
    gc.collect()
    give_back()


@cache
def _of_glibc(name: str) -> Callable[..., int] | None:
    """A function that only glibc has or means so, None elsewhere."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    function: Callable[..., int] | None = getattr(library, name, None)
    return function if hasattr(library, "gnu_get_libc_version") else None
