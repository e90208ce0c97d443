"""Sound as a moving picture: its frequencies, its wave, how loud it is, and the note that is heard."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.draw import write_rimmed
from vision.params import Range
from vision.sound.axes import FrequencyAxis, row_frequencies
from vision.sound.heard import COLUMNS, HIGHEST_HZ, LOWEST_HZ, NEWEST, ROWS, HeardSound, with_sound
from vision.sound.pitch import note_of, pitch_of
from vision.sound.stft import Mono, decibel
from vision.types import Image, as_image, as_uint8

WIDTH, HEIGHT = COLUMNS, 480
TOP = 72
"""Where the spectrogram begins; the note is above, the wave below."""
_WAVE, _REACH = 424, 40  # the row of silence, and pixels from there to full scale
_SILENT_DB = -50.0  # below it no note is named: it would be the room's
_TICKS_HZ = (100, 200, 500, 1000, 2000, 5000)
_NAMES = 64  # columns that the names of frequencies take
_GROUND, _LIGHT, _FAINT, _LOUD = (14, 16, 22), (236, 238, 232), (150, 156, 160), (255, 120, 70)
_METER = 400, 620  # columns of the level meter, from -60 dB to 0
_METER_DB = 60.0
_TUNER, _CENT = 300, 1.2  # the column of a tone in tune, and pixels for a hundredth of a step beside it
_MAPS = {"magma": cv2.COLORMAP_MAGMA, "viridis": cv2.COLORMAP_VIRIDIS, "turbo": cv2.COLORMAP_TURBO}


def sound_seen(
    samples: Mono,
    state: HeardSound,
    *,
    seconds: Annotated[
        float, Range(1, 10, step=1, unit="s"), "How much time the picture shows, from left to right."
    ] = 4,
    axis: Annotated[
        Literal["mel", "linear", "logarithmic"],
        "mel: as ears hear, low tones get more room; linear: as many hertz in each row; logarithmic: as many rows in "
        "each octave, as on a piano.",
    ] = "mel",
    colours: Annotated[Literal["magma", "viridis", "turbo"], "From quiet to loud."] = "magma",
) -> tuple[Image, HeardSound]:
    r"""Show what is heard: high tones above, low ones below, now at the right.

    In words: Every sound is made of tones. The brighter a dot, the louder that tone was at that moment. Whistle,
    and you draw a line; say "sss", and you paint the top; clap, and you get a wall. Below it is the wave itself, above
    it the note that you sing, and how far it is from the middle of that note.
    Used for: Telling birds, bats and whales by their calls, machines by how they hum, and words by computers: they look
    at such pictures, too.
    Formula: X(t, f) = \sum_n x_n\, w_{n - t}\, e^{-2 \pi i f n}

    The window w is Hann's, 43 ms long. The note is the lag at which the sound is most like itself (autocorrelation),
    so that a voice without its lowest tone is named right. A step between two notes has 100 cents (ct).
    """
    now = with_sound(state if state.shown == (seconds, axis) else HeardSound(shown=(seconds, axis)), samples)
    picture = _ground(seconds).copy()
    inner = picture[TOP : TOP + ROWS]
    inner[:] = cv2.applyColorMap(now.levels, _colours(colours))
    names, where = _frequency_names(axis)
    np.copyto(inner[:, :_NAMES], names, where=where)
    _draw_wave(picture, now.wave)
    loud_db = float(decibel(np.sqrt(np.mean(now.newest[-NEWEST:] ** 2))))
    _draw_meter(picture, loud_db)
    if loud_db > _SILENT_DB:
        _draw_note(picture, pitch_of(now.newest[-NEWEST:]))
    return as_image(picture), now


@lru_cache(maxsize=3)
def _colours(name: str) -> NDArray[np.uint8]:
    """(256, 1, 3): red first."""
    return as_uint8(cv2.applyColorMap(np.arange(256, dtype=np.uint8)[:, None], _MAPS[name])[..., ::-1].copy())


@lru_cache(maxsize=10)
def _ground(seconds: float) -> Image:
    """The picture without sound."""
    picture = as_image(np.full((HEIGHT, WIDTH, 3), _GROUND, np.uint8))
    for second in range(1, int(np.ceil(seconds))):
        column = round(WIDTH * (1 - second / seconds))
        cv2.line(picture, (column, TOP + ROWS), (column, TOP + ROWS + 5), _FAINT, 1)
        _write(picture, f"-{second} s", (column + 3, HEIGHT - 6), 0.4, _FAINT)
    left, right = _METER
    cv2.rectangle(picture, (left, 40), (right, 52), _FAINT, 1)
    return picture


@lru_cache(maxsize=3)
def _frequency_names(axis: FrequencyAxis) -> tuple[Image, NDArray[np.bool_]]:
    """(ROWS, _NAMES, 3) each: letters for the left edge, and where they are."""
    rows = row_frequencies(ROWS, axis, LOWEST_HZ, HIGHEST_HZ)
    light, dark = (np.full((ROWS, _NAMES, 3), shade, np.uint8) for shade in (255, 0))
    for canvas in (light, dark):
        free = ROWS
        for tone in _TICKS_HZ:
            row = int(np.argmin(np.abs(rows - tone)))
            if row < free - 14:  # letters do not cover each other
                cv2.line(canvas, (0, row), (8, row), _LIGHT, 1)
                _write(canvas, f"{tone} Hz" if tone < 1000 else f"{tone // 1000} kHz", (12, row + 4), 0.4, _LIGHT)
                free = row
    same = np.logical_and.reduce(np.equal(light, dark), axis=2, keepdims=True)
    return as_image(dark), np.asarray(same, np.bool_)


def _draw_wave(picture: Image, wave: NDArray[np.float32]) -> None:
    low, high = np.rint(_WAVE - _REACH * np.clip(wave, -1, 1)).astype(np.int32)
    columns = np.arange(WIDTH, dtype=np.int32)
    outline = np.concatenate([np.stack([columns, high], 1), np.stack([columns, low], 1)[::-1]])
    cv2.fillPoly(picture, [outline], _LIGHT)


def _draw_meter(picture: Image, loud_db: float) -> None:
    left, right = _METER
    share = float(np.clip(1 + loud_db / _METER_DB, 0, 1))
    cv2.rectangle(picture, (left, 40), (left + round(share * (right - left)), 52), _LOUD, cv2.FILLED)
    words = f"{loud_db:.0f} dB" if loud_db > -_METER_DB else f"< {-_METER_DB:.0f} dB"
    _write(picture, words, (left, 30), 0.6, _LIGHT)


def _draw_note(picture: Image, pitch_hz: float | None) -> None:
    """Its name and a needle that is upright for a tone in tune; nothing for noise and mixtures."""
    if pitch_hz is None:
        return
    note = note_of(pitch_hz)
    _write(picture, note.name, (14, 54), 1.5, _LIGHT, 3)
    _write(picture, f"{pitch_hz:.1f} Hz", (130, 30), 0.6, _LIGHT)
    _write(picture, f"{note.cents:+.0f} ct", (130, 54), 0.6, _LIGHT)
    cv2.line(picture, (_TUNER, 56), (_TUNER, 62), _FAINT, 1)
    end = _TUNER + round(_CENT * note.cents)
    cv2.line(picture, (_TUNER, 56), (end, 18), _LOUD, 2, cv2.LINE_AA)


def _write(
    picture: Image, words: str, place: tuple[int, int], size: float, colour: tuple[int, int, int], thick: int = 1
) -> None:
    write_rimmed(picture, words, place, size, stroke=thick, colour=colour, edge=_GROUND)
