"""A second of sound as a picture, low tones at the bottom, and that picture as parts to compare."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.sound.axes import hertz, mel
from vision.sound.stft import RATE, Mono
from vision.types import Image, as_image

MELS, FRAMES = 40, 160
HOP, _WINDOW = 384, 1024  # samples: a frame each 8 ms, of 21 ms
LENGTH = (FRAMES - 1) * HOP + _WINDOW
"""Mono of one picture: 1.3 s."""
_ENLARGED = 2  # pixels a band, so that a small picture keeps each
_LOWEST_HZ, _HIGHEST_HZ = 100.0, 12_000.0
_QUIET_DB, _RANGE_DB = -80.0, 80.0  # of full scale: black, and from there to white
_FLOOR = 0.2  # the quantile in time that a band has without a sound
_LONG, _STEP = 24, 4  # frames of a part, and to the next
_COARSE = 20, 6  # bands and frames that are left of a part
_LOUD = 0.8  # a part's length, of white in all of it at 10.9, from which it is a sound and not the room
_BLUR = 1.5  # bands: nobody whistles the same tone twice


def sound_picture(samples: Mono) -> Image:
    """(80, 160, 3): the newest 1.3 s as a log-mel spectrogram, time to the right; what is missing was silence.

    Its rows are even in mel.
    """
    kept = np.zeros(LENGTH, np.float32)
    newest = samples[-LENGTH:]
    kept[LENGTH - len(newest) :] = newest
    frames = np.lib.stride_tricks.sliding_window_view(kept, _WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW).astype(np.float32), axis=1)) ** 2
    level = 10 * np.log10(power @ _bands().T + 1e-12)
    grey = np.clip((level.T[::-1] - _QUIET_DB) / _RANGE_DB, 0, 1)
    tall = np.repeat(np.rint(255 * grey).astype(np.uint8), _ENLARGED, axis=0)
    return as_image(cv2.cvtColor(tall, cv2.COLOR_GRAY2RGB))


def sound_parts(image: Image) -> NDArray[np.float32]:
    """(P, 120): parts of 0.2 s of a sound's picture, above what hums all the time; (0, 120) for silence."""
    grey = cv2.cvtColor(cv2.resize(image, (FRAMES, MELS), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    level = grey.astype(np.float32) / 255
    over = np.maximum(0, level - np.quantile(level, _FLOOR, axis=1, keepdims=True)).astype(np.float32)
    bands, frames = _COARSE
    above = cv2.GaussianBlur(over, (1, 9), sigmaX=0, sigmaY=_BLUR)
    starts = range(0, FRAMES - _LONG + 1, _STEP)
    cut = [cv2.resize(above[:, at : at + _LONG], (frames, bands), interpolation=cv2.INTER_AREA) for at in starts]
    parts = np.stack(cut).reshape(len(cut), -1)
    long = np.linalg.norm(parts, axis=1)
    loud = long > _LOUD
    return np.asarray(parts[loud] / long[loud, None], np.float32)


@lru_cache(maxsize=1)
def _bands() -> NDArray[np.float32]:
    """(MELS, 513): triangles over the tones, so that white noise of full scale is about 0 dB in each."""
    edges = hertz(np.linspace(mel(_LOWEST_HZ), mel(_HIGHEST_HZ), MELS + 2))
    tones = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    shares = np.maximum(0, np.minimum((tones - low) / (middle - low), (high - tones) / (high - middle)))
    return np.asarray(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9) / (_WINDOW * 3 / 8), np.float32)
