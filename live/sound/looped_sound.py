"""A sound file second by second, and from its beginning again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import av
import numpy as np

from live.recording.sound import CHANNELS, RATE, Samples
from live.video.film import Damage, film_frames
from vision.types import VisionError
from vision.words.said import N_

_FORMATS = "wav,mp3,ogg,flac,mov,matroska,aac,aiff"
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "none"}  # FFmpeg opens nothing but these bytes
_NO_SOUND = N_("This is not a sound that can be read; WAV, MP3, OGG, M4A and FLAC usually are.")


class LoopedSound:
    """An uploaded sound in stereo at 48 kHz; `damage` counts what was passed over.

    Raises VisionError for what is no sound, or has none. Not thread-safe: one reader.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.damage = Damage()
        self._position = 0
        self._pieces = self._rounds()
        self._rest = next(self._pieces)

    def take(self, position: int) -> Samples:
        """A second of it from the sample `position` on, which counts all rounds; from the beginning if it leaps."""
        if position != self._position:
            self._pieces, self._position = self._rounds(), position
            self._rest = next(self._pieces)
        pieces = [self._rest]
        missing = RATE - len(self._rest)
        while missing > 0:
            pieces.append(next(self._pieces))
            missing -= len(pieces[-1])
        whole = np.concatenate(pieces)
        self._rest = whole[RATE:]
        self._position += RATE
        return whole[:RATE]

    def _rounds(self) -> Iterator[Samples]:
        """Never ends; what is damaged counts in the first round alone."""
        damage = self.damage = Damage()
        while True:
            begun, length = list[Samples](), 0
            for piece in _decoded(self._data, damage):
                yield piece
                if length < RATE:
                    begun.append(piece)
                length += len(piece)
            if not length:
                raise VisionError(_NO_SOUND)
            if length < RATE:  # or a click alone would be opened thousands of times a second
                yield np.tile(np.concatenate(begun), (RATE // length, 1))
            damage = Damage()


def check_sound(data: bytes) -> None:
    """Whether `LoopedSound` can do it; raises VisionError like it."""
    LoopedSound(data)


def _decoded(data: bytes, damage: Damage) -> Iterator[Samples]:
    try:
        container = av.open(io.BytesIO(data), mode="r", metadata_errors="replace", container_options=_OPTIONS)
        stream = container.streams.audio[0]
    except Exception:  # the library has many names for damage
        raise VisionError(_NO_SOUND) from None
    with container:
        frames: Any = film_frames(container, stream, damage)
        kind, resampler = None, None
        for frame in frames:
            if kind != (kind := (frame.format.name, frame.layout.name, frame.sample_rate)):
                yield from _made(resampler, None)
                layout = "mono" if frame.layout.nb_channels == 1 else "stereo"  # FFmpeg's own way makes mono quieter
                resampler = av.AudioResampler(format="s16", layout=layout, rate=RATE)
            frame.pts = None  # what is missing is left out
            yield from _made(resampler, frame)
        yield from _made(resampler, None)


def _made(resampler: av.AudioResampler | None, frame: av.AudioFrame | None) -> Iterator[Samples]:
    """What comes of the frame; of None, what the resampler still holds."""
    for part in resampler.resample(frame) if resampler is not None else ():
        channels = np.asarray(part.to_ndarray(), np.int16).reshape(-1, part.layout.nb_channels)
        yield np.repeat(channels, CHANNELS // channels.shape[1], axis=1)
