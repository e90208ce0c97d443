"""Which frequency each row of a spectrogram stands for: evenly in hertz, in mel, or in octaves."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

FrequencyAxis = Literal["mel", "linear", "logarithmic"]


def mel(hertz: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """O'Shaughnessy's mel (1987): equal steps sound equally far apart, 1000 Hz is about 1000."""
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700), np.float64)


def hertz(mels: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The frequency of a mel."""
    return np.asarray(700 * (10 ** (np.asarray(mels) / 2595) - 1), np.float64)


def row_frequencies(rows: int, axis: FrequencyAxis, lowest_hz: float, highest_hz: float) -> NDArray[np.float64]:
    """(rows,) in hertz, the highest first, as rows of a picture go down."""
    if axis == "linear":
        return np.linspace(highest_hz, lowest_hz, rows)
    if axis == "logarithmic":
        return np.geomspace(highest_hz, lowest_hz, rows)
    return hertz(np.linspace(mel(highest_hz), mel(lowest_hz), rows))


def row_shares(frequencies: NDArray[np.float64], tones: NDArray[np.floating]) -> NDArray[np.float64]:
    """(rows, tones): how much of each tone's power a row takes; the shares of a row add up to 1.

    A row reaches to its neighbours, and at least to the next tone, so that none is empty where rows lie closer.
    """
    apart = np.abs(np.gradient(frequencies))
    reach = np.maximum(apart, tones[1] - tones[0])[:, None]
    shares = np.maximum(0, 1 - np.abs(tones - frequencies[:, None]) / reach)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float64)


def packed(shares: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The few tones that each row takes something of, and how much: (rows, K) places and shares; for `summed`."""
    first = np.argmax(shares > 0, axis=1)
    most = int((shares > 0).sum(axis=1).max())
    places = np.minimum(first[:, None] + np.arange(most), shares.shape[1] - 1)
    some = np.take_along_axis(shares, places, axis=1)
    some[places - first[:, None] != np.arange(most)] = 0  # those that the edge has pushed together
    return places, np.asarray(some, np.float32)


def summed(power: NDArray[np.floating], rows: tuple[NDArray[np.intp], NDArray[np.float32]]) -> NDArray[np.float32]:
    """(rows, F) of (tones, F): the product with the shares, without the many that are 0.

    BLAS would start a thread on each core for it, and so hold up all streams.
    """
    places, shares = rows
    return np.asarray(np.einsum("rk,rkf->rf", shares, power[places]), np.float32)
