"""What is heard of late, as the picture of it needs it: a column of levels and of the wave for each short while."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vision.sound.axes import FrequencyAxis, packed, row_frequencies, row_shares, summed
from vision.sound.stft import RATE, Mono, decibel, stft
from vision.types import as_uint8

COLUMNS, ROWS = 640, 304
NEWEST = 4096
"""Samples that pitch and loudness are of: 85 ms."""
LOWEST_HZ, HIGHEST_HZ = 60.0, 10_000.0
_WINDOW = 2048  # samples: 43 ms, tones 23 Hz apart are two
_BEYOND = 1.05  # of the highest: as far as the first row reaches
_QUIET_DB = -90.0  # of full scale: level 0, and 0 dB is 255


def _dark() -> NDArray[np.uint8]:
    return np.zeros((ROWS, COLUMNS), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class HeardSound:
    """levels (ROWS, COLUMNS), high tones first; the wave's lowest and highest (2, COLUMNS); and the newest samples.

    waiting: at the end of `newest`, too few yet for one more column. shown: seconds and axis that all this is of.
    """

    levels: NDArray[np.uint8] = field(default_factory=_dark)
    wave: NDArray[np.float32] = field(default_factory=lambda: np.zeros((2, COLUMNS), np.float32))
    newest: Mono = field(default_factory=lambda: np.zeros(NEWEST, np.float32))
    waiting: int = 0
    shown: tuple[float, FrequencyAxis] = (0.0, "mel")


def with_sound(state: HeardSound, samples: Mono) -> HeardSound:
    """One more column for as many samples as belong into one; each ends with its own newest sample."""
    seconds, axis = state.shown
    hop = round(seconds * RATE / COLUMNS)
    held = np.concatenate([state.newest, samples])
    waiting = state.waiting + len(samples)
    columns = min(waiting // hop, COLUMNS)
    waiting %= hop
    if not columns:
        return HeardSound(state.levels, state.wave, held[-NEWEST - hop :], waiting, state.shown)
    done = held[: len(held) - waiting]
    pieces = done[-columns * hop :].reshape(columns, hop)
    wave = np.stack([pieces.min(axis=1), pieces.max(axis=1)])
    return HeardSound(
        as_uint8(np.concatenate([state.levels, _levels(done, columns, hop, axis)], axis=1)[:, -COLUMNS:]),
        np.asarray(np.concatenate([state.wave, wave], axis=1)[:, -COLUMNS:], np.float32),
        held[-NEWEST - hop :],
        waiting,
        state.shown,
    )


def _levels(done: Mono, columns: int, hop: int, axis: FrequencyAxis) -> NDArray[np.uint8]:
    reach = _WINDOW + (columns - 1) * hop
    whole = np.pad(done, (max(0, reach - len(done)), 0))[-reach:]
    tones, rows = _rows(axis)
    power = np.abs(2 * stft(whole, _WINDOW, hop)[:tones]) ** 2
    level = decibel(np.sqrt(summed(power, rows)))
    return np.rint(255 * np.clip(1 - level / _QUIET_DB, 0, 1)).astype(np.uint8)


@lru_cache(maxsize=3)
def _rows(axis: FrequencyAxis) -> tuple[int, tuple[NDArray[np.intp], NDArray[np.float32]]]:
    """How many tones are shown at all, half of them, and what each row takes."""
    tones = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    tones = tones[tones < _BEYOND * HIGHEST_HZ]
    return len(tones), packed(row_shares(row_frequencies(ROWS, axis, LOWEST_HZ, HIGHEST_HZ), tones))
