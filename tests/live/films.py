"""Films that tests draw, and what PyAV says of files that the project wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np

from vision.types import Image, as_gray, as_image


@cache
def wall(width: int = 320, height: int = 240) -> Image:
    """A textured wall, the same each time."""
    rough = cv2.GaussianBlur(np.random.default_rng(3).normal(0, 1, (height, width)), (0, 0), 4)
    gray = as_gray(np.clip(100 + 25 * rough / rough.std(), 0, 255).astype(np.uint8))
    image = np.dstack([gray, gray, gray])
    image.flags.writeable = False
    return image


def moving(time_s: float, *when: tuple[float, float], size: tuple[int, int] = (320, 240)) -> Image:
    """The wall, with a square that crosses it while it is time."""
    image = wall(*size).copy()
    for start, end in when:
        if start <= time_s < end:
            x = 20 + int(80 * (time_s - start)) % (size[0] - 80)
            image[90:140, x : x + 50] = (230, 200, 40)
    return image


def write_film(path: Path, times: Iterable[float], *when: tuple[float, float]) -> Path:
    """An MP4 with frames at `times`, in which something moves `when` it says."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=30, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 90_000)
        for t in times:
            frame = av.VideoFrame.from_ndarray(moving(t, *when), format="rgb24")
            frame.pts, frame.time_base = round(t * 90_000), Fraction(1, 90_000)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


@dataclass
class Film:
    """times: of all frames that decode, seconds. length_s: what the file says of itself."""

    codecs: dict[str, str]
    size: tuple[int, int]
    times: list[float]
    length_s: float
    begins_with_index: bool
    pictures: list[Image]

    @property
    def is_monotonic(self) -> bool:
        return all(a < b for a, b in pairwise(self.times))


def read_film(path: Path) -> Film:
    data = path.read_bytes()
    with av.open(str(path)) as file:
        codecs = {str(s.type): s.codec_context.name for s in file.streams}
        video = file.streams.video[0]
        frames = list(file.decode(video))
        times = [float(f.time or 0) for f in frames]
        pictures = [as_image(f.to_ndarray(format="rgb24")) for f in frames]
        length = (file.duration or 0) / av.time_base
        return Film(
            codecs, (video.width, video.height), times, length, data.find(b"moov") < data.find(b"mdat"), pictures
        )


def read_sound(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """(N, 2), -1 to 1, 48 kHz."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=48_000)
        blocks = [b for f in file.decode(audio=0) for b in resampler.resample(f)]
        blocks += resampler.resample(None)
        return np.concatenate([b.to_ndarray().reshape(-1, 2) for b in blocks]) / 32768.0
