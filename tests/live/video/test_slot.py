from __future__ import annotations

import threading
import time

from live.video.slot import Slot


def test_the_newest_item_wins_and_put_says_so() -> None:
    slot: Slot[int] = Slot()
    assert slot.put(1) is False
    assert slot.put(2) is True
    assert slot.take() == 2
    assert slot.put(3) is False


def test_a_deeper_slot_keeps_the_newest_few_in_order() -> None:
    slot: Slot[int] = Slot(2)
    assert [slot.put(i) for i in (1, 2, 3)] == [False, False, True]
    slot.depth = 1
    assert slot.put(4) is True
    assert slot.take() == 4


def test_take_waits_for_an_item() -> None:
    slot: Slot[int] = Slot()
    threading.Timer(0.05, slot.put, (7,)).start()
    assert slot.take() == 7


def test_closing_wakes_the_one_who_waits_and_drops_what_is_there() -> None:
    slot: Slot[int] = Slot()
    threading.Timer(0.05, slot.close).start()
    assert slot.take() is None
    slot.put(1)
    assert slot.take() is None


def test_closed_within_says_whether_the_end_came() -> None:
    slot: Slot[int] = Slot()
    assert slot.closed_within(0.01) is False
    assert slot.closed_within(-1) is False
    threading.Timer(0.02, slot.close).start()
    began = time.monotonic()
    assert slot.closed_within(30) is True
    assert time.monotonic() - began < 10


def test_every_item_is_taken_at_most_once_and_in_order() -> None:
    slot: Slot[int] = Slot()
    taken: list[int] = []

    def take_all() -> None:
        while (item := slot.take()) is not None:
            taken.append(item)

    taker = threading.Thread(target=take_all)
    taker.start()
    for i in range(1, 2001):
        slot.put(i)
    while not taken or taken[-1] != 2000:
        time.sleep(0.001)
    slot.close()
    taker.join(10)
    assert not taker.is_alive()
    assert taken == sorted(set(taken))
