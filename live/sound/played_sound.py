"""A sound file that plays by the clock: heard by who listens, seen as a picture, taken by a recording."""

from __future__ import annotations

import asyncio
import threading
import time
from fractions import Fraction
from typing import Protocol

import av
import numpy as np
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from live.recording.microphone import SoundOrigin
from live.recording.sound import CHANNELS, RATE, Samples, SoundBlock
from live.sound.heard_picture import HeardPicture
from vision.types import Image

_BLOCK = RATE // 50  # samples of a frame that is sent: 20 ms
AHEAD_S = 0.04
"""So much before it is seen a sound is sent: browsers hold it back longer than a picture."""
_READ_S = 2.0  # so far ahead it is read: a slow recipe holds the next reading up
_LOST_S = 0.5  # a track that is called so late goes on from now
_sleep = asyncio.sleep


class Reader(Protocol):
    def take(self, position: int) -> Samples: ...


class PlayedSound(SoundOrigin):
    """Plays from the first picture that a stream asks for, round and round, for one connection.

    began_s: when the first sample is seen, on the clock of `time.monotonic`; None before it plays.

    The object itself is the Source of a `LiveStream`, whose thread reads ahead and hands what is heard now to
    `listeners`; `track` is what the connection sends. Raises VisionError like the reader.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.picture = HeardPicture()
        self.began_s: float | None = None
        self.track = PlayedTrack(self)
        self._reader = reader
        self._lock = threading.Lock()
        self._kept: Samples = np.zeros((0, CHANNELS), np.int16)
        self._first = self._shown = 0

    @property
    def live(self) -> bool:
        return self.began_s is not None and self.track.readyState == "live"

    def play(self, reader: Reader) -> None:
        """Go on with this one; another begins at once."""
        with self._lock:
            if reader is not self._reader:
                self._reader = reader
                self._kept = self._kept[: max(0, self._shown - self._first)]

    def __call__(self, time_s: float) -> Image:
        """What was played until now."""
        self._read_ahead()
        now = time.monotonic()
        if self.began_s is None:
            self.began_s = now + AHEAD_S
        due = min(int((now - self.began_s) * RATE), self._first + len(self._kept))
        if due > self._shown:
            block = SoundBlock(self.between(self._shown, due), self.began_s + self._shown / RATE)
            self._shown = due
            self.picture.hear(block)
            self.hand_out(block)
        return self.picture(time_s)

    def between(self, first: int, end: int) -> Samples:
        """(end - first, 2): these samples, silence for those that are not here any more, or not yet."""
        with self._lock:
            kept, offset = self._kept, self._first
        part = kept[max(0, first - offset) : max(0, end - offset)]
        missing = end - first - len(part)
        return np.pad(part, ((0, missing), (0, 0))) if missing else part

    def _read_ahead(self) -> None:
        end = self._first + len(self._kept)
        if end - self._shown > _READ_S * RATE:
            return
        reader = self._reader
        more = reader.take(end)
        first = max(self._first, self._shown - RATE)  # the track may be a bit behind
        with self._lock:
            if reader is self._reader and end == self._first + len(self._kept):
                self._kept = np.concatenate([self._kept[first - self._first :], more])
                self._first = first


class PlayedTrack(MediaStreamTrack):
    """What is heard of a PlayedSound, 20 ms each 20 ms; silence until it begins."""

    kind = "audio"
    unqueued = True

    def __init__(self, played: PlayedSound) -> None:
        super().__init__()
        self._played = played
        self._next = 0

    async def recv(self) -> av.AudioFrame:
        while self.readyState == "live" and self._played.began_s is None:
            await _sleep(_BLOCK / RATE)
        if self.readyState != "live" or self._played.began_s is None:
            raise MediaStreamError
        played_s = time.monotonic() - self._played.began_s + AHEAD_S
        if played_s - self._next * _BLOCK / RATE > _LOST_S:
            self._next = int(played_s * RATE / _BLOCK)
        await _sleep(max(0.0, self._next * _BLOCK / RATE - played_s))
        first = self._next * _BLOCK
        self._next += 1
        samples = np.ascontiguousarray(self._played.between(first, first + _BLOCK)).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, "s16", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
        return frame
