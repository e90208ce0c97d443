from __future__ import annotations

import mmap
import sys
import time

import pytest

from live.video.usage import UsageMeter, memory_mb


def test_a_busy_thread_shows() -> None:
    meter = UsageMeter()
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    usage = meter.read()
    assert usage.cores > 0.02
    assert usage.threads >= 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_memory_grows_with_what_is_held() -> None:
    before = memory_mb()
    with mmap.mmap(-1, 60_000_000) as held:
        held.write(b"x" * len(held))
        after = memory_mb()
    assert before is not None and after is not None
    assert after - before > 30
