"""The spectrogram by value, beside SciPy's, and what its rows stand for."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from vision.sound.axes import hertz, mel, row_frequencies, row_shares
from vision.sound.stft import RATE, Mono, decibel, stft


def tones_and_noise() -> Mono:
    turn = 2 * np.pi * np.arange(RATE // 4) / RATE
    noise = np.random.default_rng(7).normal(size=RATE // 4)
    return np.asarray(0.4 * np.sin(440 * turn) + 0.2 * np.sin(5000 * turn) + 0.1 * noise, np.float32)


@pytest.mark.parametrize(("window", "hop"), [(1024, 256), (2048, 320), (512, 512)])
def test_it_equals_scipys(window: int, hop: int) -> None:
    samples = tones_and_noise()
    _, _, theirs = scipy.signal.stft(
        samples.astype(np.float64), RATE, "hann", window, window - hop, boundary=None, padded=False
    )
    ours = stft(samples, window, hop)
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours, theirs, atol=1e-9)


def test_too_few_samples_are_no_column() -> None:
    assert stft(np.zeros(1023, np.float32), 1024, 256).shape == (513, 0)
    assert stft(np.zeros(1024, np.float32), 1024, 256).shape == (513, 1)


def test_full_scale_is_no_decibel_and_silence_many() -> None:
    np.testing.assert_allclose(decibel(np.array([1.0, 0.1, 0.0])), [0, -20, -120])


def test_mel_is_as_ears_hear() -> None:
    assert float(mel(1000.0)) == pytest.approx(1000, abs=1)
    np.testing.assert_allclose(hertz(mel(np.array([50.0, 440.0, 9000.0]))), [50, 440, 9000])
    low, high = mel(np.array([100.0, 200.0])), mel(np.array([8000.0, 8100.0]))
    assert np.diff(low)[0] > 5 * np.diff(high)[0]


@pytest.mark.parametrize("axis", ["mel", "linear"])
def test_a_tone_is_brightest_in_the_row_of_its_frequency(axis: str) -> None:
    frequencies = row_frequencies(200, "mel" if axis == "mel" else "linear", 60, 10_000)
    shares = row_shares(frequencies, np.fft.rfftfreq(2048, 1 / RATE))
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert frequencies[0] == pytest.approx(10_000) and frequencies[-1] == pytest.approx(60)
    for tone_hz in (150, 440, 3000):
        wave = np.sin(2 * np.pi * tone_hz * np.arange(2048) / RATE).astype(np.float32)
        row = int(np.argmax(shares @ np.abs(stft(wave, 2048, 2048)[:, 0]) ** 2))
        assert abs(frequencies[row] - tone_hz) < 60
