"""Sound files that tests draw."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from live.recording.sound import RATE
from vision.sound.stft import Mono

CODECS = {"wav": "pcm_s16le", "mp3": "libmp3lame", "ogg": "libopus", "mp4": "aac", "flac": "flac"}


def tone(hertz: float, seconds: float) -> Mono:
    return np.asarray(0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE), np.float32)


def clicks(seconds: float, every_s: float = 0.5) -> Mono:
    """2 ms of noise, the first after a tenth of a second."""
    t = np.arange(int(seconds * RATE)) / RATE
    noise = np.random.default_rng(4).uniform(-0.9, 0.9, len(t))
    return np.asarray(noise * ((t - 0.1) % every_s < 0.002), np.float32)


def written(wave: NDArray[np.floating], format: str = "wav", rate: int = RATE) -> bytes:
    """The sound in a file of this format, mono."""
    data = io.BytesIO()
    with av.open(data, "w", format=format) as file:
        stream: Any = file.add_stream(CODECS[format], rate=rate, layout="mono")
        samples = np.rint(32767 * wave).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None], "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout="mono", rate=rate, frame_size=stream.codec_context.frame_size
        )
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return data.getvalue()
