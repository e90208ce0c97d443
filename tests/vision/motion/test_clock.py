from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vision.motion.clock import Clock


def run(times: list[float], clock: Clock | None = None) -> tuple[list[float | None], Clock]:
    clock, out = clock or Clock(), []
    for t in times:
        now, clock = clock.tick(t)
        out.append(now)
    return out, clock


def test_late_doubled_and_impossible_stamps_are_left_out() -> None:
    out, clock = run([1.0, 1.1, 1.1, 1.05, math.nan, 1.2])
    assert out == [1.0, 1.1, None, None, None, 1.2] and clock.dropped == 3


def test_a_clock_that_was_reset_goes_on() -> None:
    out, clock = run([100.0, 100.1, 3.0, 3.1])
    assert clock.leaps == 1 and [round(t or 0, 3) for t in out] == [100.0, 100.1, 100.133, 100.233]


def test_one_wrong_stamp_does_not_move_the_clock() -> None:
    out, clock = run([100.0, 100.1, -900.0, 100.2, 100.3])
    assert [round(t or 0, 3) for t in out] == [100.0, 100.1, 100.133, 100.2, 100.3] and clock.leaps == 1


def test_a_pause_is_kept_and_a_leap_is_not() -> None:
    assert run([0.0, 20.0])[0] == [0.0, 20.0]
    assert run([0.0, 40.0], Clock(ahead_s=30))[0] == [0.0, 1 / 30]


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32)))
def test_time_runs_forward(times: list[float]) -> None:
    kept = [t for t in run(times)[0] if t is not None]
    assert all(math.isfinite(t) for t in kept) and all(a < b for a, b in pairwise(kept))
