"""A worker's heap keeps what page after page takes anew."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # malloc.h
_KEPT, _LARGEST = 64 * 2**20, 32 * 2**20  # what glibc comes to by itself where nobody has set them


@cache
def keep_memory() -> None:
    """Once in a process: give back at most what is more than 64 MB of free memory.

    Dask's workers give back all above 64 kB, and the system hands the same pages out again with each array: of a
    small page's time it was two fifths.
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if library is not None and hasattr(library, "gnu_get_libc_version"):
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
        library.mallopt(_MMAP_THRESHOLD, _LARGEST)
