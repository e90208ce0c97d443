"""Sound cut into short pieces, and how strong each frequency is in each of them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Mono = NDArray[np.float32]
"""(N,) mono, 48 kHz, -1 to 1."""

_SILENCE = 1e-6  # of full scale: -120 dB


def stft(samples: Mono, window: int, hop: int) -> NDArray[np.complex128]:
    """(window // 2 + 1, F): the short-time Fourier transform with Hann's window, a column each `hop` samples.

    F is how often a whole window fits, none for fewer samples than that. A tone of amplitude 1 is 0.5 at its
    frequency, as in `scipy.signal.stft(..., boundary=None, padded=False)`.
    """
    if len(samples) < window:
        return np.zeros((window // 2 + 1, 0), np.complex128)
    pieces = np.lib.stride_tricks.sliding_window_view(samples, window)[::hop]
    shape = hann(window)
    return np.asarray(np.fft.rfft(pieces * shape, axis=1).T / shape.sum(), np.complex128)


def decibel(amplitude: NDArray[np.floating]) -> NDArray[np.float64]:
    """The same in dBFS: 0 for 1, full scale, and -120 for silence."""
    return np.asarray(20 * np.log10(np.maximum(amplitude, _SILENCE)), np.float64)


@lru_cache(maxsize=4)
def hann(window: int) -> NDArray[np.float64]:
    """Periodic, as pieces that follow each other need it."""
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window), np.float64)
