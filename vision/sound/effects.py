"""Voices changed while they are spoken: functions on sound that are registered like filters.

Each takes mono and its state, and gives as much sound and the next state; the same for blocks of any length. None adds
40 ms. A new effect is one function here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import numpy as np

from vision.params import Range
from vision.sound import pitch_shift
from vision.sound.described import SoundFunction, described
from vision.sound.loudness import bent
from vision.sound.pitch_shift import ReadBehind
from vision.sound.stft import RATE, Mono, hann

F = TypeVar("F", bound=Callable[..., Any])
MOST_DELAY_S = 0.04
_OCTAVE = 12
_LONGEST_ECHO = RATE * 6 // 10
_GRAIN = 1024  # samples of the robot's pulses: 21 ms
_effects: dict[str, SoundFunction] = {}


def effect(label: str, delay_s: float = 0.0) -> Callable[[F], F]:
    """Register a function under its own name; see `SoundFunction`."""

    def register(function: F) -> F:
        _effects[function.__name__] = described(label, function, delay_s)
        return function

    return register


def effects() -> dict[str, SoundFunction]:
    """All of them by name."""
    return dict(_effects)


@effect("Higher or lower", pitch_shift.DELAY_S)
def higher_or_lower(
    samples: Mono,
    state: ReadBehind,
    *,
    steps: Annotated[int, Range(-12, 12), "Keys of the piano up or down; 12 are an octave."] = 5,
) -> tuple[Mono, ReadBehind]:
    r"""Speak like a mouse or like a bear, as fast as before.

    In words: A record that turns faster sounds like a mouse, but the song is over too soon. So the machine plays
    little pieces faster, and plays each of them a bit longer by saying some waves of your voice twice.
    Used for: Songs sung in tune afterwards, and voices of cartoons.
    Formula: y(t) = x(t - d(t)), \quad d'(t) = 1 - 2^{s / 12}

    The delay d is kept between 5 and 35 ms by leaps over whole periods of the voice (WSOLA).
    """
    made, now = pitch_shift.shifted(samples, state, 2 ** (steps / _OCTAVE))
    return np.asarray(bent(made), np.float32), now


@dataclass(frozen=True, slots=True, eq=False)
class Pulses:
    """kept: the newest samples; coming: what pulses have still to say; since: samples since the last pulse."""

    kept: Mono = field(default_factory=lambda: np.zeros(_GRAIN, np.float32))
    coming: Mono = field(default_factory=lambda: np.zeros(_GRAIN, np.float32))
    since: int = 0


@effect("Robot", _GRAIN / RATE)
def robot(
    samples: Mono,
    state: Pulses,
    *,
    pitch: Annotated[int, Range(70, 200, step=5, unit="Hz"), "The one tone in which it speaks."] = 100,
) -> tuple[Mono, Pulses]:
    r"""Speak in one tone, as a machine does.

    In words: Your voice goes up and down like a melody. The machine keeps what makes an "a" an "a" and an "o" an "o",
    and throws the melody away: it says everything in one tone.
    Used for: Robots in films and songs; telephones send voices in such parts, too.
    Formula: y = \sum_n w \cdot F^{-1} |F(w \cdot x_n)|

    A pulse each period of the tone, made of the newest 21 ms with all phases set to zero.
    """
    every = round(RATE / pitch)
    whole = np.concatenate([state.kept, samples])
    made = np.concatenate([state.coming, np.zeros(len(samples), np.float32)])
    first = max(0, every - state.since - 1)
    ends = range(first, len(samples), every)
    window, even = hann(_GRAIN), np.sqrt(8 * every / (3 * _GRAIN))  # as loud as what came in
    for end in ends:
        spectrum = np.abs(np.fft.rfft(window * whole[end + 1 : end + 1 + _GRAIN]))
        made[end : end + _GRAIN] += even * window * np.fft.fftshift(np.fft.irfft(spectrum, _GRAIN))
    since = len(samples) - 1 - ends[-1] if ends else state.since + len(samples)
    done = np.asarray(bent(made[: len(samples)]), np.float32)
    return done, Pulses(whole[len(samples) :], made[len(samples) :], since)


@dataclass(frozen=True, slots=True, eq=False)
class Echoing:
    """What was heard of late, echoes and all."""

    kept: Mono = field(default_factory=lambda: np.zeros(_LONGEST_ECHO, np.float32))


@effect("Echo")
def echo(
    samples: Mono,
    state: Echoing,
    *,
    delay: Annotated[int, Range(80, 600, step=20, unit="ms"), "From a word to its echo."] = 240,
    strength: Annotated[float, Range(0.1, 0.8, step=0.1), "How much of it comes back each time."] = 0.5,
) -> tuple[Mono, Echoing]:
    r"""Speak as between mountains.

    In words: Sound takes three seconds for a kilometre. Where a wall throws it back, you hear your words again, and
    weaker, and again. The machine keeps your words and says them after you.
    Used for: Music that shall sound as in a large hall.
    Formula: y_n = x_n + a\, y_{n - d}

    What is spoken itself is not delayed at all.
    """
    late = delay * RATE // 1000
    whole = np.concatenate([state.kept, samples])
    for begin in range(len(state.kept), len(whole), late):
        end = min(begin + late, len(whole))
        whole[begin:end] += np.float32(strength) * whole[begin - late : end - late]
    made = np.asarray(bent(whole[len(state.kept) :]), np.float32)
    return made, Echoing(whole[len(samples) :])
