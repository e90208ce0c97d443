from __future__ import annotations

import os
import threading

import pytest

from live.video import admission
from live.video.admission import Capacity, default_limit
from live.video.stream import LiveStream
from live.video.together import IN_LINE_S
from tests.live.clock import Clock, stopped
from vision.recipe import Recipe


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped(monkeypatch, admission, 1000.0)


def streams(count: int) -> list[LiveStream]:
    return [LiveStream(Recipe()) for _ in range(count)]


def open_page() -> bool:
    return True


def test_no_more_than_the_limit_and_twice_is_once() -> None:
    register = Capacity(2)
    first, second, third = streams(3)
    assert [register.enter(s, open_page) for s in (first, first, second, third)] == [True, True, True, False]
    assert {turn.stream for turn in register.turns()} == {first, second}
    register.leave(first)
    register.leave(first)
    assert register.enter(third, open_page)
    assert not register.enter(first, open_page)


def test_one_visitor_takes_no_more_than_each_may() -> None:
    register = Capacity(4, each=2)
    first, second, third, fourth = streams(4)
    assert [register.enter(s, open_page, "ada") for s in (first, second, third)] == [True, True, False]
    assert register.has_enough("ada") and not register.has_enough("ben") and not register.has_enough("")
    assert register.enter(first, open_page, "ada") and register.enter(fourth, open_page, "ben")
    first.stop()
    assert register.enter(third, open_page, "ada")


def test_a_stream_that_ends_gives_its_place_back() -> None:
    register = Capacity(1)
    first, second = streams(2)
    assert register.enter(first, open_page)
    first.stop()
    assert register.enter(second, open_page)


def test_a_dead_tab_gives_its_place_back_and_a_page_that_reconnects_keeps_it(clock: Clock) -> None:
    register = Capacity(1)
    (first,) = streams(1)
    here = [False]
    assert register.enter(first, lambda: here[0])
    assert register.turns()
    clock.now += 2
    here[0] = True
    assert register.turns()
    clock.now += 60
    here[0] = False
    assert register.turns()
    clock.now += admission._ABSENT_S + 0.1
    assert not register.turns()
    assert first.readyState == "ended"


def test_the_line_is_first_come_first_served(clock: Clock) -> None:
    register = Capacity(1)
    (live,) = streams(1)
    assert register.place_in_line("anna") == 0
    assert register.enter(live, open_page)
    assert [register.place_in_line(v) for v in ("anna", "ben", "anna", "carl")] == [1, 2, 1, 3]
    assert register.waiting() == 3
    register.leave(live)
    assert register.place_in_line("carl") > 0
    assert register.place_in_line("anna") == 0


def test_who_stops_asking_has_left_the_line(clock: Clock) -> None:
    register = Capacity(1)
    register.enter(streams(1)[0], open_page)
    register.place_in_line("anna")
    clock.now += IN_LINE_S - 1
    assert register.place_in_line("ben") == 2
    clock.now += 2
    assert register.place_in_line("ben") == 1
    assert register.waiting() == 1


def test_a_visit_ends_when_its_time_is_up(clock: Clock) -> None:
    register = Capacity(1, minutes=5)
    (stream,) = streams(1)
    register.enter(stream, open_page)
    clock.now += 299
    assert not register.over(stream)
    clock.now += 2
    assert register.over(stream)
    assert register.turns() and stream.readyState == "live"
    clock.now += admission._GRACE_S + 1
    assert not register.turns() and stream.readyState == "ended"
    assert not register.over(stream)


def test_many_threads_never_pass_the_limit() -> None:
    register = Capacity(3)
    entered: list[bool] = []
    gate = threading.Barrier(12)

    def come() -> None:
        gate.wait()
        entered.append(register.enter(streams(1)[0], open_page))

    threads = [threading.Thread(target=come) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(entered) == len(register.turns()) == 3


def test_the_limit_grows_with_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    eight = default_limit()
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert eight == 8 * default_limit()


def test_a_page_may_be_away_for_three_seconds(clock: Clock) -> None:
    register = Capacity(1)
    assert register.enter(streams(1)[0], lambda: False) and register.turns()
    clock.now += 2.9
    assert register.turns()
    clock.now += 0.2
    assert not register.turns()


def test_a_place_in_line_is_kept_for_eight_seconds(clock: Clock) -> None:
    register = Capacity(1)
    assert register.enter(streams(1)[0], open_page)
    assert register.place_in_line("ada") == 1
    clock.now += 7.9
    assert register.waiting() == 1
    clock.now += 0.2
    assert register.waiting() == 0
