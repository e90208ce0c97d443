"""Sound as a picture: where a tone, a beep, the wave, the loudness and the note are seen."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from vision.sound.heard import ROWS, HeardSound
from vision.sound.sound_seen import TOP, WIDTH, sound_seen
from vision.sound.stft import RATE, Mono
from vision.types import Image


def seen(wave: NDArray[np.floating], block: int = 960, **values: object) -> Image:
    """The picture after all of the sound, heard block by block."""
    state, samples = HeardSound(), np.asarray(wave, np.float32)
    for at in range(0, len(samples), block):
        picture, state = sound_seen(samples[at : at + block], state, **values)  # type: ignore[arg-type]
    return picture


def beeps(length_s: float) -> Mono:
    """50 ms of 1000 Hz at the beginning of each second."""
    t = np.arange(int(length_s * RATE)) / RATE
    return np.asarray(0.5 * np.sin(2 * np.pi * 1000 * t) * (t % 1 < 0.05), np.float32)


def spectrogram(picture: Image) -> NDArray[np.int64]:
    """How bright, without the letters at its left."""
    return np.asarray(picture[TOP : TOP + ROWS, 70:].astype(np.int64).sum(axis=2), np.int64)


@pytest.mark.parametrize("seconds", [2, 4, 10])
def test_beeps_are_a_second_apart(seconds: int) -> None:
    columns = spectrogram(seen(beeps(seconds + 0.5), seconds=seconds)).max(axis=0) > 400
    starts = np.flatnonzero(np.diff(columns.astype(int)) == 1)
    assert seconds - 1 <= len(starts) <= seconds
    np.testing.assert_allclose(np.diff(starts), WIDTH / seconds, atol=2)


def test_what_is_heard_now_is_at_the_right_and_moves_to_the_left() -> None:
    quiet = np.zeros(RATE)
    loud = 0.5 * np.sin(2 * np.pi * 500 * np.arange(RATE // 10) / RATE)
    now = spectrogram(seen(np.concatenate([quiet, loud])))
    assert now[:, -1].max() > 400 and now[:, :-30].max() < 50
    later = spectrogram(seen(np.concatenate([quiet, loud, quiet])))
    assert later[:, -1].max() < 50 and later[:, -170].max() > 400


@pytest.mark.parametrize("axis", ["mel", "linear", "logarithmic"])
def test_a_higher_tone_is_higher(axis: str) -> None:
    t = np.arange(RATE) / RATE
    rows = [
        int(spectrogram(seen(0.3 * np.sin(2 * np.pi * hz * t), axis=axis))[:, -5].argmax()) for hz in (200, 800, 3200)
    ]
    assert rows == sorted(rows, reverse=True) and rows[0] - rows[2] > 80


def test_the_size_of_the_blocks_changes_nothing() -> None:
    wave = beeps(1.2) + 0.01 * np.random.default_rng(3).normal(size=int(1.2 * RATE))
    off = np.abs(seen(wave, 960).astype(int) - seen(wave, 4801).astype(int))
    assert off.max() <= 1 or (off > 1).mean() < 0.001


def test_loudness_and_note_are_told_of_the_newest_sound() -> None:
    t = np.arange(RATE) / RATE
    high, low = seen(0.5 * np.sin(2 * np.pi * 440 * t)), seen(0.05 * np.sin(2 * np.pi * 440 * t))
    meter = [int((picture[46, 400:620, 0] > 200).sum()) for picture in (high, low, seen(np.zeros(RATE)))]
    assert meter[0] - meter[1] == pytest.approx(220 / 3, abs=4) and meter[2] < 5  # 20 of 60 dB
    np.testing.assert_array_equal(high[:TOP, :120], low[:TOP, :120])
    other = seen(0.5 * np.sin(2 * np.pi * 494 * t))
    assert np.abs(high[:TOP, :120].astype(int) - other[:TOP, :120]).max() > 200


def test_other_seconds_begin_a_new_picture() -> None:
    picture, state = sound_seen(beeps(3.0), HeardSound())
    assert spectrogram(picture).max() > 400
    again, _ = sound_seen(np.zeros(0, np.float32), state, seconds=2)
    assert spectrogram(again).max() < 50


def test_more_than_fits_at_once_is_its_end() -> None:
    long = np.concatenate([0.5 * np.ones(RATE), beeps(11)])
    np.testing.assert_array_equal(seen(long, len(long))[TOP : TOP + ROWS], seen(beeps(11), 11 * RATE)[TOP : TOP + ROWS])
