from __future__ import annotations

import pytest

from live.video import meter
from live.video.meter import Meter
from tests.live.clock import Clock, stopped
from vision.pipeline import Timing


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped(monkeypatch, meter)


def test_nothing_yet(clock: Clock) -> None:
    report = Meter().report()
    assert (report.fps_in, report.fps_out, report.skipped, report.steps, report.errors) == (0, 0, 0, (), ())
    assert not report.running


def test_rates_are_those_of_the_last_seconds(clock: Clock) -> None:
    counted = Meter()
    for i in range(60):
        clock.now = 100 + i / 20
        counted.came(dropped=False)
        if i % 2:
            counted.went(640, 480)
    report = counted.report()
    assert report.fps_in == pytest.approx(20)
    assert report.fps_out == pytest.approx(10)
    assert report.size == (640, 480) and report.running
    clock.now += 10
    assert counted.report().fps_in == counted.report().fps_out == 0


def test_skipped_frames_are_counted_from_the_start(clock: Clock) -> None:
    counted = Meter()
    for dropped in (False, True, True, False):
        counted.came(dropped=dropped)
    clock.now += 60
    assert counted.report().skipped == 2


def test_steps_show_the_mean_of_the_recipe_that_runs_now(clock: Clock) -> None:
    counted = Meter()
    counted.worked((Timing("blur", 100.0),))
    counted.worked((Timing("gamma", 1.0), Timing("faces", 10.0)))
    counted.worked((Timing("gamma", 3.0), Timing("faces", 20.0)))
    assert counted.report().steps == (("gamma", 2.0), ("faces", 15.0))


def test_an_error_is_shown_while_it_is_new(clock: Clock) -> None:
    counted = Meter()
    counted.worked((Timing("gamma", 1.0, "too dark"),))
    counted.failed("the source broke")
    assert dict(counted.report().errors) == {"gamma": "too dark", "": "the source broke"}
    clock.now += 5
    counted.worked((Timing("gamma", 1.0),))
    assert counted.report().errors == ()
