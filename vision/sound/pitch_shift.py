"""A voice higher or lower while it is spoken: read faster or slower than it comes, with leaps where it repeats itself.

Who reads faster than is written soon has nothing left, and leaps back; who reads slower leaps ahead. A leap is over a
whole number of the sound's own periods, found by likeness, and faded: so a tone goes on without a seam. The method is
Verhelst's and Roelands', "An overlap-add technique based on waveform similarity" (WSOLA, 1993), on a delay line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vision.sound.stft import RATE, Mono

_FADE = 240  # samples, 5 ms
_LEAST = _FADE + 4  # behind what was written last: an octave up, so much is read twice while a leap is faded
_SHORTEST, _LONGEST = 480, 1440  # a leap, 10 to 30 ms: some number of periods of any voice lies between
_MOST = _LEAST + _LONGEST
_ALIKE = 480  # samples that are compared
_KEPT = _MOST + _FADE + _LONGEST + _ALIKE + 4
DELAY_S = (_LEAST + _MOST) / 2 / RATE
"""Of what is heard, on average: 20 ms; at most 35, and 38 for what fades out."""


def _silence() -> Mono:
    return np.zeros(_KEPT, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class ReadBehind:
    """kept: the newest samples. behind: how far the reader is behind them; faded: how far the one before it is.

    left: samples until the one before is faded out.
    """

    kept: Mono = field(default_factory=_silence)
    behind: float = (_LEAST + _MOST) / 2
    faded: float = 0.0
    left: int = 0


def shifted(samples: Mono, state: ReadBehind, ratio: float) -> tuple[Mono, ReadBehind]:
    """As many samples, `ratio` times as high, 0.5 to 2; the same for blocks of any length."""
    whole = np.concatenate([state.kept, samples])
    made = np.zeros(len(samples), np.float32)
    behind, faded, left, done = state.behind, state.faded, state.left, 0
    while done < len(samples):
        if not left and (behind < _LEAST if ratio > 1 else behind > _MOST) and ratio != 1:
            faded, left = behind, _FADE
            behind += _leap(whole, _KEPT + done - behind, ahead=ratio < 1)
        count = min(len(samples) - done, left or _until_leap(behind, ratio))
        at = _KEPT + done + np.arange(count)
        drift = (ratio - 1) * np.arange(count)
        piece = _read(whole, at - behind + drift)
        if left:
            old = (left - np.arange(count)) / _FADE
            piece = (1 - old) * piece + old * _read(whole, at - faded + drift)
            left -= count
            faded -= (ratio - 1) * count
        made[done : done + count] = piece
        behind -= (ratio - 1) * count
        done += count
    return made, ReadBehind(whole[len(samples) :], behind, faded, left)


def _until_leap(behind: float, ratio: float) -> int:
    """Samples until the reader is too near or too far."""
    if ratio == 1:
        return RATE
    way = behind - _LEAST if ratio > 1 else _MOST - behind
    return max(1, int(way / abs(ratio - 1)) + 1)


def _leap(whole: Mono, place: float, ahead: bool) -> int:
    """By how much the reader's way behind changes so that what comes next goes on from what was read."""
    here = int(place)
    last = whole[here - _ALIKE : here].astype(np.float64)
    way = np.arange(_SHORTEST, _LONGEST + 1)
    if ahead:
        around = whole[here + _SHORTEST - _ALIKE : here + _LONGEST].astype(np.float64)
    else:
        around = whole[here - _LONGEST - _ALIKE : here - _SHORTEST].astype(np.float64)
    energy = np.convolve(around**2, np.ones(_ALIKE), "valid")
    alike = np.correlate(around, last, "valid") / np.sqrt(energy + 1e-9)
    best = int(np.argmax(alike))
    return -int(way[best]) if ahead else int(way[::-1][best])


def _read(whole: Mono, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Between samples by a cubic through the four around (Catmull and Rom)."""
    first = np.floor(places).astype(np.intp)
    t = places - first
    a, b, c, d = (whole[first + k].astype(np.float64) for k in (-1, 0, 1, 2))
    return np.asarray(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))), np.float64)
