"""The estimate, against a simulated link: a queue in front of a fixed rate, and a browser that obeys."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from live.transport.congestion import StandingQueueEstimator

PACKET = 1200


@dataclass
class Seen:
    delays_ms: list[float]
    rates: list[float]
    spoken: int


def simulate(
    seconds: float,
    link: Callable[[float], float],
    late_ms: Callable[[float], float] = lambda t: 0.0,
    wanted: float = 1_700_000,
    start_s: float = 0.0,
) -> Seen:
    """Packets through a link of `link(t)` bits a second with 400 ms of queue; the sender grows by 8% a second."""
    estimator = StandingQueueEstimator()
    now, free_at, target, cap = start_s, start_s, wanted, float("inf")
    seen = Seen([], [], 0)
    while now < start_s + seconds:
        rate = min(target, cap, wanted)
        target = rate * 1.08 ** (8 * PACKET / rate)
        free_at = max(free_at, now) + 8 * PACKET / link(now - start_s)
        if free_at - now > 0.4:
            free_at -= 8 * PACKET / link(now - start_s)  # lost
        else:
            arrival = int(1000 * free_at + 20 + late_ms(now - start_s))
            answer = estimator.add(arrival, int(now * (1 << 18)) & 0xFFFFFF, PACKET, 7)
            if answer is not None:
                assert answer[1] == [7]
                cap, seen.spoken = answer[0], seen.spoken + 1
        seen.delays_ms.append(1000 * (free_at - now))
        seen.rates.append(rate)
        now += 8 * PACKET / rate
    return seen


def test_a_good_link_is_left_alone() -> None:
    assert simulate(20, lambda t: 20e6).spoken == 0


def test_a_full_link_is_noticed_within_a_second_and_then_used_well() -> None:
    seen = simulate(60, lambda t: 1e6)
    settled = seen.delays_ms[len(seen.delays_ms) // 3 :]
    assert sorted(settled)[len(settled) // 2] < 80
    assert max(settled) < 250
    assert sum(delay > 80 for delay in settled) < 0.15 * len(settled)
    used = seen.rates[len(seen.rates) // 3 :]
    assert 0.7e6 < sum(used) / len(used) < 1.05e6


def test_a_lifted_limit_is_used_again() -> None:
    seen = simulate(32, lambda t: 1e6 if t < 20 else 20e6)
    assert seen.rates[-1] > 1.5e6


def test_a_process_that_wakes_late_is_no_full_link() -> None:
    chance = random.Random(5)
    assert simulate(20, lambda t: 20e6, lambda t: chance.choice((0, 0, 2, 5, 150))).spoken == 0


@pytest.mark.parametrize("stall_at", [0.0, 0.4, 3.01, 3.13, 3.26])
def test_a_process_that_stood_still_for_a_second_is_no_full_link(stall_at: float) -> None:
    def late_ms(t: float) -> float:
        return max(0.0, 1000 * (stall_at + 1.2 - t)) if t >= stall_at else 0.0

    assert simulate(20, lambda t: 20e6, late_ms).spoken == 0


@pytest.mark.parametrize("start_s", [60.0, 1e6 + 63.9])
def test_the_clock_that_begins_again_every_64_seconds_does_not_matter(start_s: float) -> None:
    assert simulate(20, lambda t: 20e6, start_s=start_s).spoken == 0


def test_a_longer_way_is_taken_for_a_queue_only_for_a_while() -> None:
    seen = simulate(60, lambda t: 20e6, lambda t: 150 if t > 10 else 0)
    assert seen.rates[-1] > 1.5e6


def test_large_first_bursts_that_pass_at_once_lift_the_estimate() -> None:
    assert bursts(rate=30e6)[-1] > 5e6


def test_large_bursts_that_spread_keep_room_for_the_next_one() -> None:
    said = bursts(rate=1e6)
    assert said and all(0.35e6 < rate < 0.5e6 for rate in said)


def test_bursts_that_a_busy_process_spread_keep_nothing_back() -> None:
    assert bursts(rate=1e6, but_for=30e6) == []


def bursts(rate: float, but_for: float | None = None) -> list[float]:
    """What is said in the first two seconds when 30 packets leave together, four times a second.

    Every third burst finds a link of `but_for`.
    """
    estimator, said = StandingQueueEstimator(), []
    for start in range(8):
        speed = but_for if but_for and start % 3 == 0 else rate
        for i in range(30):
            sent_s = start / 4 + i * 1e-4
            arrival = int(1000 * (start / 4 + i * 8 * PACKET / speed)) if speed < 10e6 else int(1000 * sent_s)
            answer = estimator.add(arrival + 20, int(sent_s * (1 << 18)), PACKET, 7)
            if answer is not None:
                said.append(float(answer[0]))
    return said
