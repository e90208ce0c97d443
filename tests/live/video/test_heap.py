from __future__ import annotations

import gc
import platform
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import numpy as np
import psutil
import pytest

from live.video import heap

MB = 1_000_000
ROOT = Path(__file__).parents[3]


def resident() -> int:
    return int(psutil.Process().memory_info().rss)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is asked")
def test_freed_memory_goes_back_to_the_system() -> None:
    blocks = [np.ones(60_000, np.uint8) for _ in range(2000)]
    held = blocks[1::20]  # so that nothing is free at the end, where glibc gives back by itself
    full = resident()
    del blocks
    heap.give_back()
    assert resident() < full - 80 * MB and all(block.all() for block in held)


def test_circles_are_collected_when_it_tidies_up() -> None:
    class Circle:
        def __init__(self) -> None:
            self.me = self

    gc.disable()
    try:
        left = weakref.ref(Circle())
        heap.give_back()
        assert left() is not None
        heap.tidy_up()
        assert left() is None
    finally:
        gc.enable()


def test_what_is_there_when_it_settles_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_freeze_count()
    monkeypatch.setattr(heap, "_SOON_S", 0.0)
    try:
        heap.settle()
        for timer in threading.enumerate():
            if isinstance(timer, threading.Timer):
                timer.join()
        assert gc.get_freeze_count() > before and len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()


HEAPS = """
import ctypes, threading
from live.video import heap
{settled}
libc, together = ctypes.CDLL(None), threading.Barrier(13)
libc.malloc.restype = ctypes.c_void_p
def work():
    libc.malloc(ctypes.c_size_t(1000))
    together.wait()
for _ in range(12):
    threading.Thread(target=work).start()
together.wait()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is asked")
def test_many_threads_share_few_heaps() -> None:
    def heaps(settled: str) -> int:
        code = HEAPS.format(settled=settled)
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        return told.stdout.count("<heap nr=")

    assert heaps("heap.settle()") <= 2 < heaps("")
