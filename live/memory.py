"""What a visit leaves behind goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import cache


def settle() -> None:
    """Once per server, when the libraries are loaded: take all there is for lasting.

    A whole collection stops every thread, and Python puts it off until a quarter as much has come as there was. Both
    are now counted without the libraries: it is shorter, and comes before the connections of fifty visits lie about.
    """
    gc.collect()
    gc.freeze()


def give_back(*, nobody_watches: bool) -> None:
    """Hand free pages back: glibc keeps what was freed by threads that have ended.

    nobody_watches: collect first what lies about in circles, since a moment's standstill disturbs no one.
    """
    if nobody_watches:
        gc.collect()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim
