"""Who hears what, and who speaks: pure functions over blocks of 20 ms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from live.rooms.mixing import BLOCK, BLOCK_S, RATE, Block, Floor, heard_by, level_dbfs, limited

blocks = st.dictionaries(st.integers(1, 9), arrays(np.int16, BLOCK, elements=st.integers(-32768, 32767)), max_size=4)


def tone(hertz: float, peak: int = 8000) -> Block:
    return (peak * np.sin(2 * np.pi * hertz * np.arange(BLOCK) / RATE)).astype(np.int16)


def share_of(hertz: float, block: Block) -> float:
    """Amplitude of a tone that fits the block."""
    wave = np.exp(-2j * np.pi * hertz * np.arange(BLOCK) / RATE)
    return float(2 * abs(np.mean(block * wave)))


def test_everyone_hears_all_others_and_never_themselves() -> None:
    room = {1: tone(400), 2: tone(1000), 3: tone(1600)}
    for listener, own in ((1, 400), (2, 1000), (3, 1600)):
        heard = heard_by(listener, room)
        for hertz in (400, 1000, 1600):
            assert share_of(hertz, heard) == pytest.approx(0 if hertz == own else 8000, abs=20)
    everything = heard_by(None, room)
    assert all(share_of(hertz, everything) == pytest.approx(8000, rel=0.06) for hertz in (400, 1000, 1600))


def test_alone_one_hears_silence() -> None:
    assert not heard_by(1, {1: tone(400)}).any()
    assert not heard_by(None, {}).any()


@given(blocks, st.integers(1, 9))
def test_any_mix_stays_in_range_and_keeps_the_sign(room: dict[int, Block], listener: int) -> None:
    heard = heard_by(listener, room)
    total = sum((b.astype(np.int64) for n, b in room.items() if n != listener), np.zeros(BLOCK, np.int64))
    assert heard.dtype == np.int16 and heard.shape == (BLOCK,)
    assert (np.sign(heard) == np.sign(total)).all()
    assert (np.abs(heard.astype(np.int64)) <= np.abs(total) + 1).all()


def test_a_sum_is_untouched_below_the_knee_and_never_wraps_above() -> None:
    quiet = np.arange(-22000, 22000, 50).astype(np.int32)
    assert np.array_equal(limited(quiet), quiet)
    rising = limited(np.arange(0, 32767 * 9, 100).astype(np.int32)).astype(int)
    assert (np.diff(rising) >= 0).all() and rising.max() <= 32767 and rising[-1] > 32000


def test_nothing_handed_in_is_changed_or_handed_out() -> None:
    room = {1: tone(400), 2: tone(1000)}
    heard = heard_by(1, room)
    assert np.array_equal(room[2], tone(1000)) and np.array_equal(heard, tone(1000))


def test_levels_are_known_ones() -> None:
    assert level_dbfs(np.zeros(BLOCK, np.int16)) == -96
    assert level_dbfs(tone(1000, 32767)) == pytest.approx(-3.01, abs=0.02)
    assert level_dbfs(tone(1000, 3277)) == pytest.approx(-23.01, abs=0.05)


def speaking(floor: Floor, blocks: dict[int, Block], start: float, seconds: float) -> Floor:
    for i in range(int(seconds / BLOCK_S)):
        floor = floor.after(blocks, start + i * BLOCK_S)
    return floor


SILENT = np.zeros(BLOCK, np.int16)


def test_the_one_who_is_heard_has_the_floor_through_a_short_pause() -> None:
    floor = speaking(Floor(), {1: SILENT, 2: tone(300, 3000)}, 0, 0.5)
    assert floor.speaker == 2
    floor = speaking(floor, {1: SILENT, 2: SILENT}, 0.5, 0.8)
    assert floor.speaker == 2
    assert speaking(floor, {1: SILENT, 2: SILENT}, 1.3, 2).speaker is None


def test_a_slightly_louder_one_does_not_take_the_floor_a_clearly_louder_one_does() -> None:
    floor = speaking(Floor(), {1: tone(300, 3000), 2: SILENT}, 0, 0.5)
    floor = speaking(floor, {1: tone(300, 3000), 2: tone(500, 4500)}, 0.5, 1)
    assert floor.speaker == 1
    assert speaking(floor, {1: tone(300, 3000), 2: tone(500, 9000)}, 1.5, 1).speaker == 2


def test_noise_below_speech_gives_nobody_the_floor_and_who_left_loses_it() -> None:
    hiss = np.random.default_rng(1).integers(-60, 60, BLOCK).astype(np.int16)
    assert speaking(Floor(), {1: hiss, 2: SILENT}, 0, 1).speaker is None
    floor = speaking(Floor(), {1: tone(300, 3000)}, 0, 0.5)
    assert floor.after({}, 0.5).speaker is None


def spoken(*parts: tuple[float, dict[int, int]]) -> int | None:
    """Who has the floor after parts of so many seconds, in each of which members hum with a peak."""
    floor, blocks = Floor(), 0
    for seconds, peaks in parts:
        for _ in range(round(seconds / BLOCK_S)):
            blocks += 1
            floor = floor.after({n: tone(400, peak) for n, peak in peaks.items()}, blocks * BLOCK_S)
    return floor.speaker


@pytest.mark.parametrize(("peak", "speaks"), [(184, None), (368, 1)])
def test_speech_is_what_is_louder_than_45_decibels_below_full_scale(peak: int, speaks: int | None) -> None:
    assert spoken((1.0, {1: peak})) == speaks


@pytest.mark.parametrize(("peak", "speaks"), [(3170, 1), (5024, 2)])
def test_six_decibels_more_take_the_floor_and_four_do_not(peak: int, speaks: int) -> None:
    assert spoken((1.0, {1: 2000, 2: 0}), (1.0, {1: 2000, 2: peak})) == speaks


@pytest.mark.parametrize(("pause_s", "speaks"), [(1.1, 1), (1.5, None)])
def test_the_floor_is_held_through_a_pause_of_a_second(pause_s: float, speaks: int | None) -> None:
    assert spoken((1.0, {1: 8000}), (pause_s, {1: 0})) == speaks
