"""Sound on its way into a file: one format, on the pictures' clock, without gaps, and how loud it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000
CHANNELS = 2
Samples = NDArray[np.int16]
"""(N, 2), 48 kHz."""

_TOLERANCE = RATE * 30 // 1000
_LEAK = 0.0005
_LOST_S = 0.5
SILENCE_DBFS = -96.0


@dataclass(frozen=True, slots=True, eq=False)
class SoundBlock:
    """Samples (N, 2) int16 at 48 kHz and the time of the first, in seconds on the pictures' clock."""

    samples: Samples
    time_s: float


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of a block, dBFS: 0 is full scale, -96 silence."""

    rms: float = SILENCE_DBFS
    peak: float = SILENCE_DBFS


SILENCE = Level()
FULL_SCALE = 32768
"""What a sample of 16 bits is counted in."""


def level_of(samples: Samples) -> Level:
    """How loud it is: root mean square and largest sample."""
    if not samples.size:
        return Level()
    wide = samples.astype(np.float32) / FULL_SCALE
    return Level(_decibel(float(np.sqrt(np.mean(wide**2)))), _decibel(float(np.abs(wide).max())))


def _decibel(share: float) -> float:
    return max(SILENCE_DBFS, 20 * math.log10(max(share, 1e-9)))


@dataclass(frozen=True, slots=True)
class GaplessSound:
    """Sound without gaps: `position` is the number of samples written since the first picture."""

    position: int = 0

    def fit(self, samples: Samples, at: int) -> tuple[Samples, GaplessSound]:
        """What to write so that `samples`, due at sample `at`, land there: silence before, or their beginning cut.

        Up to 30 ms of jitter is let through as it is.
        """
        off = at - self.position
        if off > _TOLERANCE:
            samples = np.concatenate([np.zeros((off, samples.shape[1]), np.int16), samples])
        elif off < -_TOLERANCE:
            samples = samples[-off:]
        return samples, GaplessSound(self.position + len(samples))


@dataclass(frozen=True, slots=True)
class Arrival:
    """Puts a track's own time stamps on the clock of arrival: the least delay seen is taken for none."""

    offset_s: float | None = None
    ended_s: float = 0.0

    def place(self, starts_s: float, length_s: float, arrived_s: float) -> tuple[float, Arrival]:
        """When a block that starts at `starts_s` on its own clock and just arrived was heard; follows slow drift."""
        offset = arrived_s - starts_s - length_s
        known = self.offset_s
        if known is not None and abs(offset - known) < _LOST_S:
            offset = min(offset, known + _LEAK * max(0.0, starts_s + length_s - self.ended_s))
        return starts_s + offset, replace(self, offset_s=offset, ended_s=starts_s + length_s)


class SoundTap:
    """Turns the audio frames of one track into blocks; one per track, not thread-safe."""

    def __init__(self) -> None:
        self._resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
        self._arrival = Arrival()

    def take(self, frame: av.AudioFrame, arrived_s: float) -> SoundBlock | None:
        """The frame as a block, None for an empty one.

        arrived_s: now, on the clock that the pictures' `time_s` is on. The frame's own stamps say how blocks follow
        each other, so that a late delivery is no gap.
        """
        starts_s = arrived_s if frame.time is None else float(frame.time)
        parts = [np.asarray(f.to_ndarray()).reshape(-1, CHANNELS) for f in self._resampler.resample(frame)]
        samples = np.concatenate(parts) if parts else np.zeros((0, CHANNELS), np.int16)
        if not len(samples):
            return None
        time_s, self._arrival = self._arrival.place(starts_s, len(samples) / RATE, arrived_s)
        return SoundBlock(samples.astype(np.int16), time_s)
