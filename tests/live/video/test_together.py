"""Booths that count together in a real Redis; and each its own while there is none."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from booth.network import free_port
from live.video import admission, together
from live.video.admission import Capacity
from live.video.stream import LiveStream
from live.video.together import Together
from rig import redis
from rig.redis import redis_server
from tests.live.clock import until
from vision.recipe import Recipe

needs_redis = pytest.mark.skipif(not redis.is_there(), reason="redis-server is not installed here")


@pytest.fixture
def address() -> Iterator[str]:
    with redis_server() as address:
        yield address


@pytest.fixture
def pair(address: str) -> Iterator[tuple[Capacity, Capacity]]:
    """Booths 1 and 2, which bring two places and one."""
    first, second = (Capacity(n, together=Together(address, place)) for n, place in ((2, "1"), (1, "2")))
    yield first, second
    first.close()
    second.close()


def stream() -> LiveStream:
    return LiveStream(Recipe())


def open_page() -> bool:
    return True


@needs_redis
def test_the_places_of_all_are_one_number(pair: tuple[Capacity, Capacity]) -> None:
    first, second = pair
    live = [stream() for _ in range(4)]
    assert [second.enter(one, open_page) for one in live] == [True, True, True, False]
    assert not first.enter(live[3], open_page)
    second.leave(live[0])
    assert first.enter(live[3], open_page) and not second.enter(live[0], open_page)
    live[3].stop()
    assert first.turns() == () and second.enter(live[0], open_page)


@needs_redis
def test_the_line_is_one(pair: tuple[Capacity, Capacity]) -> None:
    first, second = pair
    live = [stream() for _ in range(3)]
    assert all(first.enter(one, open_page) for one in live)
    assert first.place_in_line("ada") == 1
    assert second.place_in_line("ben") == 2 and first.place_in_line("cleo") == 3
    first.leave(live[0])
    assert second.place_in_line("ben") == 1
    assert first.place_in_line("ada") == 0 and first.enter(stream(), open_page)
    assert second.place_in_line("ben") == 1 and first.place_in_line("cleo") == 2
    assert (first.waiting(), second.waiting()) == (1, 1)


@needs_redis
def test_who_stops_asking_has_left_the_line_and_a_booth_that_is_silent_takes_its_places_along(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_SEEN", "_TELL", "_TAKE", "_ASK"):
        monkeypatch.setattr(together, name, getattr(together, name).replace("8.0", "0.3"))
    first, second = Together(address, "1"), Together(address, "2")
    assert first.tell(3, 3) and second.tell(0, 1)
    assert second.place_in_line("ada") == 0 and second.take()
    assert second.place_in_line("ben") == 1

    def left() -> tuple[list[str], int] | None:
        told = second.tell(1, 1)
        return None if told is None else ([booth.place for booth in told.booths], told.waiting)

    until(lambda: left() == (["2"], 0))
    assert not second.take() and first.tell(0, 3) and second.take()


@needs_redis
def test_each_hears_how_all_stand(pair: tuple[Capacity, Capacity], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = pair
    assert first.enter(stream(), open_page)
    second.place_in_line("nobody waits where a place is free")

    def stand() -> list[tuple[str, int, int]]:
        whole = second.all_booths()
        assert whole is not None
        return [(booth.place, booth.live, booth.most) for booth in whole.booths]

    until(lambda: stand() == [("1", 1, 2), ("2", 0, 1)])


@needs_redis
def test_many_at_two_booths_never_pass_the_limit(pair: tuple[Capacity, Capacity]) -> None:
    entered: list[bool] = []
    gate = threading.Barrier(10)

    def come(register: Capacity) -> None:
        gate.wait()
        entered.append(register.enter(stream(), open_page))

    threads = [threading.Thread(target=come, args=(pair[n % 2],)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(entered) == 3


@needs_redis
def test_while_redis_is_away_each_counts_its_own_and_the_log_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(together, "_AWAY_S", 0.0)
    monkeypatch.setattr(admission, "TELL_S", 0.1)
    port = free_port()
    with ExitStack() as stack:
        with redis_server(port) as address:
            first, second = (Capacity(1, together=Together(address, place)) for place in "12")
            stack.callback(first.close)
            stack.callback(second.close)
            assert first.enter(stream(), open_page) and first.enter(stream(), open_page)
            assert not second.enter(stream(), open_page)
        until(lambda: first.all_booths() is None and second.all_booths() is None)
        assert second.enter(stream(), open_page) and not second.enter(stream(), open_page)
        assert second.place_in_line("ada") == 1
        said = [record.getMessage() for record in caplog.records if "Redis does not answer" in record.getMessage()]
        assert len(said) == 2
        caplog.clear()
        with redis_server(port):
            until(lambda: (whole := first.all_booths()) is not None and sum(b.live for b in whole.booths) == 3)


@pytest.mark.parametrize("address", ["", "nonsense", "http://redis:6379"])
def test_what_is_no_address_of_redis_is_said(address: str) -> None:
    with pytest.raises(ValueError, match="redis://host:6379"):
        Together(address)


def test_without_its_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(ValueError, match=r"vision-booth\[cluster\]"):
        Together("redis://localhost")
