from __future__ import annotations

from vision.faces.tradeoff import compare
from vision.types import Detections


class Bench:
    """A detector whose scans take as long as their pyramid has pixels, and the clock that knows it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[float] = []

    def clock(self) -> float:
        return self.now

    def detect(self, scale_factor: float) -> Detections:
        self.asked.append(scale_factor)
        self.now += 1 / (1 - scale_factor**-2)
        return Detections.of([0, 0, 10 * scale_factor, 10], "face")


def test_trials_come_in_the_order_asked_with_the_median_of_the_runs() -> None:
    bench = Bench()
    trials = compare(bench.detect, [1.05, 1.25, 1.15], runs=3, limit_s=1000, clock=bench.clock)
    assert [t.scale_factor for t in trials] == [1.05, 1.25, 1.15]
    assert all(len(t.runs_ms) == 3 and t.faces is not None for t in trials)
    assert trials[1].ms is not None and abs(trials[1].ms - 1000 / (1 - 1.25**-2)) < 1e-6


def test_what_would_not_end_in_time_is_left_out_before_it_starts() -> None:
    bench = Bench()
    trials = compare(bench.detect, [1.01, 1.5], runs=2, limit_s=20, clock=bench.clock)
    assert trials[0].faces is None and trials[0].ms is None and 1.01 not in bench.asked
    assert trials[1].ms is not None and bench.now <= 20


def test_progress_rises_to_one_and_names_the_setting() -> None:
    bench, told = Bench(), list[tuple[float, str]]()
    compare(bench.detect, [1.1, 1.3], runs=1, limit_s=100, progress=lambda p, t: told.append((p, t)), clock=bench.clock)
    assert told == [(0.0, "Scale factor 1.3"), (0.5, "Scale factor 1.1"), (1.0, "Done")]
