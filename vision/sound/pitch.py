"""How high a tone is, and which note that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.sound.stft import RATE, Mono

LOWEST_HZ, HIGHEST_HZ = 70.0, 2_500.0
_ALIKE = 0.8  # 1 for a sound that repeats itself exactly: below it is noise, or several tones
_NEARLY = 0.93  # of the best likeness: the first lag that reaches it is the period, later ones are two and three
_BEYOND = 1.3  # of the longest period: by then its hill has ended
_AROUND = 10  # a period's share on either side that the top of a peak is fitted to
_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_A4_HZ, _A4 = 440.0, 69  # the concert pitch, and its number among keys of MIDI
_OCTAVE, _CENTS = 12, 100


@dataclass(frozen=True, slots=True)
class Note:
    """A key of the piano, such as "A4", and how many hundredths of a step the tone lies above it, -50 to 50."""

    name: str
    cents: float


def note_of(pitch_hz: float) -> Note:
    """The nearest note in equal temperament, A4 at 440 Hz; `pitch_hz` is above 0."""
    steps = _A4 + _OCTAVE * math.log2(pitch_hz / _A4_HZ)
    key = round(steps)
    return Note(f"{_NAMES[key % _OCTAVE]}{key // _OCTAVE - 1}", _CENTS * (steps - key))


def pitch_of(samples: Mono) -> float | None:
    """The pitch in hertz, 70 to 2500, by autocorrelation; None for silence, noise and mixtures.

    The measure and the choice of peaks are McLeod's and Wyvill's, "A smarter way to find pitch" (2005). Takes at least
    1400 samples, twice the longest period; 4096 are enough in noise.
    """
    alike = _likeness(samples - samples.mean(dtype=np.float64), math.ceil(_BEYOND * RATE / LOWEST_HZ))
    peaks = [lag for lag in _peaks(alike) if RATE / HIGHEST_HZ <= lag <= RATE / LOWEST_HZ]
    best = max((alike[lag] for lag in peaks), default=0.0)
    if best < _ALIKE:
        return None
    lag = next(lag for lag in peaks if alike[lag] >= _NEARLY * best)
    return RATE / _top(alike, lag)


def _likeness(wave: NDArray[np.float64], longest: int) -> NDArray[np.float64]:
    """(longest + 1,): how alike the wave is to itself, so much later; -1 to 1."""
    count = len(wave)
    spectrum = np.fft.rfft(wave, 2 * count)
    products = np.fft.irfft(np.abs(spectrum) ** 2)[: longest + 1]
    energy = np.concatenate([[0.0], np.cumsum(wave**2)])
    lags = np.arange(longest + 1)
    both = energy[count - lags] + energy[-1] - energy[lags]
    return np.asarray(2 * products / np.maximum(both, 1e-12), np.float64)


def _peaks(alike: NDArray[np.float64]) -> list[int]:
    """The highest lag of each hill above zero, but of the first, at no lag, and of one that is cut off."""
    turns = np.flatnonzero(np.diff(alike > 0)) + 1
    hills = zip(turns[1::2], turns[2::2], strict=False)
    return [int(start + np.argmax(alike[start:end])) for start, end in hills]


def _top(alike: NDArray[np.float64], lag: int) -> float:
    """Where the peak would be between samples, by a parabola through what surrounds it."""
    reach = max(1, lag // _AROUND)
    around = np.arange(-reach, min(reach, len(alike) - 1 - lag) + 1)
    bend, slope, _ = np.polyfit(around, alike[lag + around], 2)
    return float(lag - slope / (2 * bend)) if bend < 0 else float(lag)
