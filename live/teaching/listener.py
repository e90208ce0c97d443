"""A visitor's microphone as a moving picture of sound, to be taught from like any other video."""

from __future__ import annotations

import threading

import cv2
import numpy as np

from live.recording.sound import FULL_SCALE, SoundBlock
from vision.sound.stft import Mono
from vision.teach.spectrogram import LENGTH, sound_picture
from vision.types import Image, as_image

_LARGER = 4


class Listener:
    """Keeps the newest second. `hear` is for `Microphone.listeners`, `picture` for `LiveStream.feed`; any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Mono = np.zeros(LENGTH, np.float32)

    def hear(self, block: SoundBlock) -> None:
        """The next block of the microphone's sound."""
        mono = block.samples.mean(axis=1, dtype=np.float32) / FULL_SCALE
        with self._lock:
            self._kept = np.concatenate([self._kept, mono])[-LENGTH:]

    def picture(self, time_s: float) -> Image:
        """(320, 640, 3): what was heard until now, low tones at the bottom."""
        with self._lock:
            kept = self._kept
        small = sound_picture(kept)
        height, width = small.shape[:2]
        size = _LARGER * width, _LARGER * height
        return as_image(cv2.resize(small, size, interpolation=cv2.INTER_NEAREST))
