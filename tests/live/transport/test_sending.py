"""The sender's bitrate, against a simulated link: a queue in front of a fixed rate."""

from __future__ import annotations

from collections.abc import Callable

from live.transport.sending import LOWEST_BITRATE, SendingRate, most_bitrate, start_bitrate

PIXELS = 640 * 480


def simulate(
    seconds: float, link: Callable[[float], float], wanted: float = 1e9
) -> tuple[SendingRate, list[float], list[float]]:
    """30 pictures and two reports a second; bitrates and queues (s) over time. A queue holds 0.4 s."""
    rate, now, queue_bits, lost = SendingRate(), 100.0, 0.0, 0
    rates, queues = [], []
    for i in range(int(30 * seconds)):
        bits = int(min(rate.bitrate, wanted) / 30)
        rate.sent(bits, now)
        capacity = link(now - 100)
        queue_bits = max(0.0, queue_bits + bits - capacity / 30)
        if queue_bits > 0.4 * capacity:
            queue_bits, lost = 0.4 * capacity, lost + 1
        if i % 15 == 14:
            rate.reported(0.02 + queue_bits / capacity, lost / 15, now)
            lost = 0
        rates.append(float(rate.bitrate))
        queues.append(queue_bits / capacity)
        now += 1 / 30
    return rate, rates, queues


def test_it_begins_low_doubles_at_first_and_is_at_its_best_within_eight_seconds() -> None:
    rate, rates, _ = simulate(10, lambda t: 20e6)
    assert rates[0] == start_bitrate(PIXELS)
    assert rates[4 * 30] > 2 * rates[0]
    assert rates[8 * 30] == rates[-1] == most_bitrate(PIXELS)
    assert not rate.is_narrow


def test_beyond_usual_pictures_it_grows_only_where_that_is_taken() -> None:
    _, rates, _ = simulate(20, lambda t: 20e6, wanted=0.5e6)
    assert 2 * rates[0] < rates[4 * 30] == rates[-1] < most_bitrate(PIXELS) / 2


def test_a_narrow_link_is_used_well_and_without_a_standing_queue() -> None:
    rate, rates, queues = simulate(60, lambda t: 1e6)
    assert rate.is_narrow
    settled, waits = rates[600:], sorted(queues[600:])
    assert 0.65e6 < sum(settled) / len(settled) < 1e6
    assert waits[len(waits) // 2] < 0.05
    assert sum(wait > 0.1 for wait in waits) < 0.15 * len(waits)


def test_a_lifted_limit_is_used_again() -> None:
    _, rates, _ = simulate(60, lambda t: 1e6 if t < 20 else 20e6)
    assert rates[-1] > 2e6


def test_a_still_picture_neither_lowers_nor_lifts_the_rate() -> None:
    _, rates, _ = simulate(30, lambda t: 20e6, wanted=60_000)
    assert min(rates) >= start_bitrate(PIXELS)


def test_what_was_not_sent_fills_no_link() -> None:
    rate = SendingRate()
    rate.sent(1000, 1.0)
    for i in range(20):
        rate.reported(0.5 if i > 5 else 0.01, 0.4, 1.0 + i / 2)
    assert not rate.is_narrow


def test_it_stays_within_its_limits() -> None:
    rate = SendingRate()
    for i in range(60):
        rate.sent(10**7, float(i))
        rate.reported(0.01, 0.5, float(i))
    assert rate.bitrate == LOWEST_BITRATE
    rate.pixels = 16 * 16
    assert most_bitrate(16 * 16) < LOWEST_BITRATE == rate.bitrate
