"""The sound of a stream as the picture that the stream shows."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import numpy as np

from live.recording.sound import FULL_SCALE, RATE, SoundBlock
from vision.params import Value
from vision.sound.described import described
from vision.sound.heard import HeardSound
from vision.sound.sound_seen import sound_seen
from vision.sound.stft import Mono
from vision.types import Image
from vision.words.said import N_

SOUND = described(N_("Sound"), sound_seen)
"""What the picture says of itself, and its parameters."""
_MOST = 10 * RATE  # samples that wait to be seen: no picture shows more


class HeardPicture:
    """`hear` is for a sound's listeners, the object itself is the Source of a `LiveStream`; any thread.

    values: the picture's parameters by name, checked; they may be set at any time.
    """

    def __init__(self) -> None:
        self.values: Mapping[str, Value] = SOUND.complete({})
        self._lock = threading.Lock()
        self._waiting: list[Mono] = []
        self._state = HeardSound()

    def hear(self, block: SoundBlock) -> None:
        """The next block."""
        mono = block.samples.mean(axis=1, dtype=np.float32) / np.float32(FULL_SCALE)
        with self._lock:
            self._waiting.append(mono)
            if sum(map(len, self._waiting)) > _MOST:
                self._waiting.pop(0)

    def __call__(self, time_s: float) -> Image:
        """What was heard until now."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        samples = np.concatenate(waiting) if waiting else np.zeros(0, np.float32)
        picture: Image
        picture, self._state = SOUND.function(samples, self._state, **self.values)
        return picture
