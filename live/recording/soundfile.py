"""Sound alone: WAV or OGG (Opus), playable up to its last second at any moment."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from live.recording.sound import CHANNELS, RATE, GaplessSound, Samples


class WavWriter:
    """16 bit, stereo, 48 kHz; the header is kept right all along."""

    def __init__(self, path: Path) -> None:
        self._file = wave.open(str(path), "wb")  # noqa: SIM115  closed by `close`
        self._file.setnchannels(CHANNELS)
        self._file.setsampwidth(2)
        self._file.setframerate(RATE)

    def write(self, samples: Samples) -> int:
        """Returns the number of bytes it took."""
        self._file.writeframes(samples.astype("<i2").tobytes())
        return samples.nbytes

    def close(self) -> None:
        self._file.close()


class OggWriter:
    """Opus at 96 kbit/s in OGG."""

    _FRAME = 960

    def __init__(self, path: Path) -> None:
        self._file = av.open(str(path), "w", format="ogg", options={"flush_packets": "1", "page_duration": "500000"})
        self._stream: Any = self._file.add_stream("libopus", rate=RATE, layout="stereo", options={"b": "96k"})
        self._pending: Samples = np.zeros((0, CHANNELS), np.int16)
        self._encoded = 0

    def write(self, samples: Samples) -> int:
        """Returns the number of bytes it took."""
        self._pending = np.concatenate([self._pending, samples])
        return self._encode(self._FRAME)

    def close(self) -> None:
        try:
            self._encode(1)
            for packet in self._stream.encode(None):
                self._file.mux(packet)
        finally:
            self._file.close()

    def _encode(self, fewest: int) -> int:
        size = 0
        while len(self._pending) >= fewest:
            chunk, self._pending = self._pending[: self._FRAME], self._pending[self._FRAME :]
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(chunk).reshape(1, -1), "s16", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, self._encoded, Fraction(1, RATE)
            self._encoded += len(chunk)
            for packet in self._stream.encode(frame):
                size += packet.size
                self._file.mux(packet)
        return size


class SoundWriter:
    """A WAV or OGG file under way, by the ending of `path`; gaps become silence. Not thread-safe."""

    def __init__(self, path: Path, ending: str) -> None:
        self._to: WavWriter | OggWriter = WavWriter(path) if ending == ".wav" else OggWriter(path)
        self._sound_so_far = GaplessSound()
        self.size_bytes = 0

    @property
    def elapsed_s(self) -> float:
        return self._sound_so_far.position / RATE

    def sound(self, samples: Samples, at_s: float) -> None:
        fitted, self._sound_so_far = self._sound_so_far.fit(samples, round(at_s * RATE))
        self.size_bytes += self._to.write(fitted)

    def close(self) -> None:
        self._to.close()
