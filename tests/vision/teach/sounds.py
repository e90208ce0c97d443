"""Sounds made by formulas: a clap, a whistle, a voice, and others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vision.sound.stft import RATE, Mono
from vision.teach.spectrogram import LENGTH, sound_picture
from vision.types import Image

SOUNDS = ("clap", "whistle", "voice")


def sound(name: str, seed: int, loud: float = 0.3, noise: float = 0.002) -> Mono:
    """1.3 s of a room in which something is heard; any other name is the room alone."""
    random = np.random.default_rng([seed, sum(map(ord, name))])
    room = noise * random.normal(size=LENGTH)
    long = {"clap": 0.15, "whistle": 0.6, "voice": 0.5, "drum": 0.3}.get(name, 0.0)
    if long:
        at = int(random.uniform(0.05, 1.25 - long) * RATE)
        made = _made(name, np.arange(int(long * RATE)) / RATE, random)
        room[at : at + len(made)] += loud * random.uniform(0.5, 1.5) * made
    return np.clip(room, -1, 1).astype(np.float32)


def _made(name: str, t: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    edge: NDArray[np.float64] = np.minimum(1, np.minimum(t, t[-1] - t) / 0.02)
    if name == "clap":
        burst: NDArray[np.float64] = random.normal(size=len(t)) * np.exp(-t / random.uniform(0.015, 0.03)) / 2
        return burst
    if name == "whistle":
        tone = random.uniform(1300, 2200) * (1 + 0.2 * random.uniform(-1, 1) * t)
        return np.asarray(0.6 * edge * np.sin(2 * np.pi * np.cumsum(tone) / RATE), np.float64)
    if name == "drum":
        return np.asarray(np.sin(2 * np.pi * 120 * t) * np.exp(-t / 0.08), np.float64)
    pitch = random.uniform(110, 240) * (1 + 0.1 * np.sin(2 * np.pi * 3 * t))
    turn = 2 * np.pi * np.cumsum(pitch) / RATE
    tones = [np.sin(n * turn) * np.exp(-(((n * 170 - f) / 250) ** 2)) for n in range(1, 20) for f in (700, 1200, 2600)]
    return np.asarray(0.5 * edge * np.sum(tones, axis=0), np.float64)


def heard(name: str, seed: int, loud: float = 0.3, noise: float = 0.002) -> Image:
    return sound_picture(sound(name, seed, loud, noise))
