"""The pitch of drawn tones, and the names of notes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vision.sound.pitch import note_of, pitch_of
from vision.sound.stft import RATE, Mono


def tone(pitch_hz: float, seed: int, noise: float, overtones: int = 1) -> Mono:
    """85 ms of a tone of amplitude 0.3 whose overtones are weaker and weaker, in noise."""
    random = np.random.default_rng(seed)
    turn = 2 * np.pi * pitch_hz * np.arange(4096) / RATE + random.uniform(0, 6)
    wave = sum(0.3 / n * np.sin(n * turn) for n in range(1, overtones + 1))
    return np.asarray(wave + noise * random.normal(size=4096), np.float32)


@pytest.mark.parametrize("overtones", [1, 4])
@pytest.mark.parametrize("noise", [0.0, 0.1])
def test_a_tone_in_noise_is_found_within_ten_cents(overtones: int, noise: float) -> None:
    for seed, pitch_hz in enumerate(np.geomspace(80, 1000, 60)):
        found = pitch_of(tone(float(pitch_hz), seed, noise, overtones))
        assert found is not None and abs(1200 * math.log2(found / pitch_hz)) < 10, (pitch_hz, found)


def test_silence_noise_and_a_tone_beyond_reach_have_no_pitch() -> None:
    random = np.random.default_rng(1)
    for wave in (np.zeros(4096), random.normal(size=4096) * 0.2, tone(50, 1, 0.0)):
        assert pitch_of(np.asarray(wave, np.float32)) is None


def test_overtones_alone_have_the_pitch_of_their_common_period() -> None:
    turn = 2 * np.pi * 200 * np.arange(4096) / RATE
    found = pitch_of(np.asarray(0.2 * (np.sin(2 * turn) + np.sin(3 * turn) + np.sin(4 * turn)), np.float32))
    assert found == pytest.approx(200, rel=0.003)


@pytest.mark.parametrize(
    ("pitch_hz", "name", "cents"),
    [(440, "A4", 0), (261.63, "C4", 0), (82.41, "E2", 0), (987.77, "B5", 0), (466.16, "A#4", 0), (445, "A4", 19.6)],
)
def test_a_pitch_has_the_name_of_its_note(pitch_hz: float, name: str, cents: float) -> None:
    note = note_of(pitch_hz)
    assert note.name == name and note.cents == pytest.approx(cents, abs=0.1)
