"""Sound as a moving picture: its frequencies, its wave, how loud it is, and the note that is heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.draw import write_rimmed
from vision.params import Range
from vision.sound.axes import FrequencyAxis, row_frequencies, row_shares
from vision.sound.pitch import Note, note_of, pitch_of
from vision.sound.stft import RATE, Mono, decibel, stft
from vision.types import Image, as_image, as_uint8

WIDTH, HEIGHT = 640, 480
TOP, ROWS = 72, 304  # where the spectrogram begins, and how high it is; the note is above, the wave below
_WAVE, _REACH = 424, 40  # the row of silence, and pixels from there to full scale
_WINDOW = 2048  # samples: 43 ms, tones 23 Hz apart are two
_NEWEST = 4096  # samples that pitch and loudness are of: 85 ms
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 10_000.0
_BEYOND = 1.05  # of the highest: as far as the first row reaches
_QUIET_DB = -90.0  # of full scale: the darkest colour, and 0 is the brightest
_SILENT_DB = -50.0  # below it no note is named: it would be the room's
_TICKS_HZ = (100, 200, 500, 1000, 2000, 5000)
_GROUND, _LIGHT, _FAINT, _LOUD = (14, 16, 22), (236, 238, 232), (150, 156, 160), (255, 120, 70)
_METER = 400, 620  # columns of the level meter, from -60 dB to 0
_METER_DB = 60.0
_MAPS = {"magma": cv2.COLORMAP_MAGMA, "viridis": cv2.COLORMAP_VIRIDIS, "turbo": cv2.COLORMAP_TURBO}


def _dark() -> NDArray[np.uint8]:
    return np.zeros((ROWS, WIDTH), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class HeardSound:
    """What is in the picture: levels (ROWS, WIDTH), the wave's lowest and highest (2, WIDTH), and the newest samples.

    waiting: at the end of `newest`, too few yet for one more column. shown: seconds and axis that all this is of.
    """

    levels: NDArray[np.uint8] = field(default_factory=_dark)
    wave: NDArray[np.float32] = field(default_factory=lambda: np.zeros((2, WIDTH), np.float32))
    newest: Mono = field(default_factory=lambda: np.zeros(_NEWEST, np.float32))
    waiting: int = 0
    shown: tuple[float, FrequencyAxis] = (0.0, "mel")


def sound_seen(
    samples: Mono,
    state: HeardSound,
    *,
    seconds: Annotated[
        float, Range(1, 10, step=1, unit="s"), "How much time the picture shows, from left to right."
    ] = 4,
    axis: Annotated[
        Literal["mel", "linear"], "mel: as ears hear, low tones get more room; linear: as many hertz in each row."
    ] = "mel",
    colours: Annotated[Literal["magma", "viridis", "turbo"], "From quiet to loud."] = "magma",
) -> tuple[Image, HeardSound]:
    r"""Show what is heard: high tones above, low ones below, now at the right.

    In words: Every sound is made of tones. The brighter a dot, the louder that tone was at that moment. Whistle,
    and you draw a line; say "sss", and you paint the top; clap, and you get a wall. Below it is the wave itself, above
    it the note that you sing.
    Used for: Telling birds, bats and whales by their calls, machines by how they hum, and words by computers: they look
    at such pictures, too.
    Formula: X(t, f) = \sum_n x_n\, w_{n - t}\, e^{-2 \pi i f n}

    The window w is Hann's, 43 ms long. The note is the lag at which the sound is most like itself (autocorrelation),
    so that a voice without its lowest tone is named right.
    """
    now = _heard(samples, state if state.shown == (seconds, axis) else HeardSound(shown=(seconds, axis)))
    picture = _ground().copy()
    coloured = cv2.applyColorMap(now.levels, _MAPS[colours])
    picture[TOP : TOP + ROWS] = cv2.cvtColor(coloured, cv2.COLOR_BGR2RGB)
    _draw_scales(picture, seconds, axis)
    _draw_wave(picture, now.wave)
    loud_db = float(decibel(np.sqrt(np.mean(now.newest[-_NEWEST:] ** 2))))
    _draw_meter(picture, loud_db)
    _draw_note(picture, pitch_of(now.newest[-_NEWEST:]) if loud_db > _SILENT_DB else None)
    return as_image(picture), now


def _heard(samples: Mono, state: HeardSound) -> HeardSound:
    """One more column for as many samples as belong into one; each ends with its own newest sample."""
    seconds, axis = state.shown
    hop = round(seconds * RATE / WIDTH)
    held = np.concatenate([state.newest, samples])
    waiting = state.waiting + len(samples)
    columns = min(waiting // hop, WIDTH)
    waiting %= hop
    if not columns:
        return HeardSound(state.levels, state.wave, held[-_NEWEST - hop :], waiting, state.shown)
    done = held[: len(held) - waiting]
    reach = _WINDOW + (columns - 1) * hop
    whole = np.pad(done, (max(0, reach - len(done)), 0))[-reach:]
    shares = _shares(axis)
    amplitude = np.abs(2 * stft(whole, _WINDOW, hop)[: shares.shape[1]]).astype(np.float32)
    power = shares @ amplitude**2
    levels = np.rint(255 * np.clip(1 - decibel(np.sqrt(power)) / _QUIET_DB, 0, 1)).astype(np.uint8)
    pieces = done[-columns * hop :].reshape(columns, hop)
    wave = np.stack([pieces.min(axis=1), pieces.max(axis=1)])
    return HeardSound(
        as_uint8(np.concatenate([state.levels, levels], axis=1)[:, -WIDTH:]),
        np.asarray(np.concatenate([state.wave, wave], axis=1)[:, -WIDTH:], np.float32),
        held[-_NEWEST - hop :],
        waiting,
        state.shown,
    )


@lru_cache(maxsize=2)
def _shares(axis: FrequencyAxis) -> NDArray[np.float32]:
    """Of the tones that are shown alone: half of all."""
    tones = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    tones = tones[tones < _BEYOND * _HIGHEST_HZ]
    rows = row_frequencies(ROWS, axis, _LOWEST_HZ, _HIGHEST_HZ)
    return np.asarray(row_shares(rows, tones), np.float32)


@lru_cache(maxsize=1)
def _ground() -> Image:
    return as_image(np.full((HEIGHT, WIDTH, 3), _GROUND, np.uint8))


def _draw_scales(picture: Image, seconds: float, axis: FrequencyAxis) -> None:
    rows = row_frequencies(ROWS, axis, _LOWEST_HZ, _HIGHEST_HZ)
    free = TOP + ROWS
    for tone in _TICKS_HZ:
        row = TOP + int(np.argmin(np.abs(rows - tone)))
        if row < free - 14:  # letters do not cover each other
            cv2.line(picture, (0, row), (8, row), _LIGHT, 1)
            _write(picture, f"{tone} Hz" if tone < 1000 else f"{tone // 1000} kHz", (12, row + 4), 0.4, _LIGHT)
            free = row
    for second in range(1, int(np.ceil(seconds))):
        column = round(WIDTH * (1 - second / seconds))
        cv2.line(picture, (column, TOP + ROWS), (column, TOP + ROWS + 5), _FAINT, 1)
        _write(picture, f"-{second} s", (column + 3, HEIGHT - 6), 0.4, _FAINT)


def _draw_wave(picture: Image, wave: NDArray[np.float32]) -> None:
    low, high = np.rint(_REACH - _REACH * np.clip(wave, -1, 1)).astype(int)
    rows = np.arange(2 * _REACH + 1)[:, None]
    picture[_WAVE - _REACH : _WAVE + _REACH + 1][(rows <= low) & (rows >= high)] = _LIGHT


def _draw_meter(picture: Image, loud_db: float) -> None:
    left, right = _METER
    share = float(np.clip(1 + loud_db / _METER_DB, 0, 1))
    cv2.rectangle(picture, (left, 40), (right, 52), _FAINT, 1)
    cv2.rectangle(picture, (left, 40), (left + round(share * (right - left)), 52), _LOUD, cv2.FILLED)
    words = f"{loud_db:.0f} dB" if loud_db > -_METER_DB else "silent"
    _write(picture, words, (left, 30), 0.6, _LIGHT)


def _draw_note(picture: Image, pitch_hz: float | None) -> None:
    if pitch_hz is None:
        _write(picture, "no single tone", (16, 48), 0.6, _FAINT)
        return
    note: Note = note_of(pitch_hz)
    _write(picture, note.name, (14, 54), 1.5, _LIGHT, 3)
    _write(picture, f"{note.cents:+.0f} cents", (130, 30), 0.6, _LIGHT)
    _write(picture, f"{pitch_hz:.1f} Hz", (130, 54), 0.6, _LIGHT)


def _write(
    picture: Image, words: str, place: tuple[int, int], size: float, colour: tuple[int, int, int], thick: int = 1
) -> None:
    write_rimmed(picture, words, place, size, stroke=thick, colour=colour, edge=_GROUND)
