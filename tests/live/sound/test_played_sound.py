"""A sound file plays by the clock: the same sound is heard, seen and recorded, at one moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError

from live.recording.sound import RATE, Samples, SoundBlock
from live.sound import played_sound
from live.sound.played_sound import PlayedSound
from tests.live.clock import Clock, stopped
from tests.live.sound.sounds import tone
from vision.sound.sound_seen import TOP
from vision.types import VisionError


class Counting:
    """A sound whose samples are their own numbers; the right channel says which file it is."""

    def __init__(self, file: int = 0) -> None:
        self.file = file
        self.asked: list[int] = []

    def take(self, position: int) -> Samples:
        self.asked.append(position)
        numbers = np.arange(position, position + RATE) % 30_000
        return np.stack([numbers, np.full(RATE, self.file)], axis=1).astype(np.int16)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    yield stopped(monkeypatch, played_sound, 100.0)


def run_for(playing: PlayedSound, clock: Clock, seconds: float, rate: int = 30) -> None:
    for _ in range(round(seconds * rate)):
        playing(clock.now)
        clock.now += 1 / rate


def test_what_is_handed_out_is_all_of_it_in_its_time(clock: Clock) -> None:
    playing, blocks = PlayedSound(Counting()), list[SoundBlock]()
    playing.listeners = (blocks.append,)
    assert not playing.live
    run_for(playing, clock, 5.0)
    assert playing.live and playing.level.peak > -96
    heard = np.concatenate([block.samples for block in blocks])
    np.testing.assert_array_equal(heard[:, 0], np.arange(len(heard)) % 30_000)
    assert len(heard) / RATE == pytest.approx(5.0, abs=0.08)
    at = 0
    for block in blocks:
        assert block.time_s == pytest.approx((playing.began_s or 0) + at / RATE)
        at += len(block.samples)


def test_it_is_read_ahead_by_seconds_and_not_for_ever(clock: Clock) -> None:
    reader = Counting()
    playing = PlayedSound(reader)
    run_for(playing, clock, 10.0)
    assert reader.asked == [RATE * n for n in range(len(reader.asked))] and 12 <= len(reader.asked) <= 13
    assert len(playing._kept) < 5 * RATE


def test_another_file_begins_at_once(clock: Clock) -> None:
    playing, blocks = PlayedSound(first := Counting(1)), list[SoundBlock]()
    playing.listeners = (blocks.append,)
    run_for(playing, clock, 2.0)
    playing.play(first)
    playing.play(second := Counting(2))
    run_for(playing, clock, 2.0)
    files = np.concatenate([block.samples[:, 1] for block in blocks])
    assert np.flatnonzero(np.diff(files)).size == 1
    assert np.argmax(files == 2) / RATE == pytest.approx(2.0, abs=0.08)
    assert second.asked[0] == pytest.approx(2 * RATE, abs=0.08 * RATE)


def test_what_is_heard_is_what_is_seen(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    class Beep:
        def take(self, position: int) -> Samples:
            wave = tone(1000, 1.0) * (np.arange(RATE) < RATE // 10)
            return np.repeat((32767 * wave).astype(np.int16)[:, None], 2, axis=1)

    playing = PlayedSound(Beep())
    edges = []
    for _ in range(90):
        edges.append(int(playing(clock.now)[TOP:, -3:].max(axis=2).sum()))
        clock.now += 1 / 30
    loud = np.array(edges) > 2 * min(edges)
    began = np.flatnonzero(np.diff(loud.astype(int)) == 1) / 30
    assert len(began) >= 2 and np.diff(began) == pytest.approx(1.0, abs=0.04)


def test_the_track_sends_it_each_20_ms(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    async def later(seconds: float) -> None:
        clock.now += max(0.0, seconds)

    monkeypatch.setattr(played_sound, "_sleep", later)
    playing = PlayedSound(Counting())
    playing(0.0)

    async def heard() -> None:
        for n in range(30):
            frame = await playing.track.recv()
            assert frame.pts == n * 960 and frame.sample_rate == RATE
            assert frame.to_ndarray().reshape(-1, 2)[:, 0].tolist() == list(range(n * 960, (n + 1) * 960))
            assert clock.now - 100.0 == pytest.approx(n * 0.02 - played_sound.AHEAD_S if n > 3 else 0, abs=0.07)
        clock.now += 5  # the server was held up
        frame = await playing.track.recv()
        assert (frame.pts or 0) / RATE == pytest.approx(clock.now - 100, abs=0.1)
        playing.track.stop()
        with pytest.raises(MediaStreamError):
            await playing.track.recv()

    asyncio.run(heard())


def test_what_is_not_here_is_silence(clock: Clock) -> None:
    playing = PlayedSound(Counting())
    assert not playing.between(0, 960).any()
    playing(0.0)
    part = playing.between(RATE - 10, RATE + 10)
    assert part.shape == (20, 2) and part[:10, 0].all() and not part[10:].any()
    run_for(playing, clock, 8.0)
    assert not playing.between(0, 960)[:, 0].any()


def test_a_file_that_breaks_is_a_sentence(clock: Clock) -> None:
    class Broken:
        def take(self, position: int) -> Samples:
            raise VisionError("This is not a sound that can be read.")

    with pytest.raises(VisionError, match="not a sound"):
        PlayedSound(Broken())(0.0)
