from __future__ import annotations

import threading

import pytest

from live.rooms.tries import Tries
from vision.types import VisionError


def refused(tries: Tries, key: str, now: float) -> bool:
    try:
        tries.begin(key, now)
    except VisionError:
        return True
    return False


def test_each_wrong_try_makes_the_next_wait_twice_as_long() -> None:
    tries, now, waits = Tries(free=3, longest_s=8), 0.0, []
    for _ in range(8):
        began = now
        while refused(tries, "room", now):
            now += 0.5
        waits.append(now - began)
    assert waits == [0, 0, 0, 1, 2, 4, 8, 8]
    assert not refused(tries, "another", now)


def test_the_sentence_says_how_long() -> None:
    tries = Tries(free=1, longest_s=60)
    tries.begin("room", 0.0)
    with pytest.raises(VisionError, match="wait 1 s"):
        tries.begin("room", 0.5)


def test_a_right_one_opens_at_once_and_leaves_those_before_it() -> None:
    tries = Tries(free=3, longest_s=60)
    for now in (0.0, 1.0):
        tries.begin("room", now)
    tries.begin("room", 2.0)
    tries.right("room")
    assert not refused(tries, "room", 2.1), "who was right waits for nobody"
    assert refused(tries, "room", 2.2), "the wrong ones before still count"
    assert not refused(tries, "room", 2.1 + 3601), "after an hour nothing is known"


def test_many_at_once_do_not_slip_through() -> None:
    tries, passed = Tries(free=3, longest_s=60), []

    def guess() -> None:
        if not refused(tries, "room", 0.0):
            passed.append(1)

    threads = [threading.Thread(target=guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 3
