"""MP4 files that survive: written in fragments of a second, rearranged for the web once they are whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from live.recording.sound import CHANNELS, RATE, GaplessSound, Samples
from live.video.frames import from_rgb
from vision.pixels.compose import letterboxed
from vision.types import Image, as_image

TICKS = 90_000
_TIME_BASE = Fraction(1, TICKS)
_KEY_EVERY = TICKS
_USUAL = TICKS // 30
_LONGEST_STEP = TICKS // 2
_AAC_FRAME = 1024
_FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "flush_packets": "1"}
_BT601 = 6


def h264_encoder() -> tuple[str, dict[str, str]]:
    """The H.264 encoder that PyAV carries, and settings that leave time for the live picture."""
    if "libx264" in av.codecs_available:
        return "libx264", {"preset": "superfast", "tune": "zerolatency", "crf": "23", "threads": "1"}
    return "h264", {}


class MovieWriter:
    """One MP4 under way, H.264 and, with `sound`, AAC; each picture is shown from its own time until the next.

    What is on disk is playable up to its last whole second at any moment. Call `close` to have all of it.
    size: width and height, even. Not thread-safe.
    """

    def __init__(self, path: Path, size: tuple[int, int], *, sound: bool = False) -> None:
        self._width, self._height = size
        self._file = av.open(str(path), "w", format="mp4", options=_FRAGMENTS)
        name, options = h264_encoder()
        video: Any = self._file.add_stream(name, rate=30, options=options)
        video.width, video.height, video.pix_fmt = self._width, self._height, "yuv420p"
        video.codec_context.time_base = _TIME_BASE
        video.codec_context.gop_size = 600
        video.codec_context.colorspace = _BT601
        video.codec_context.color_range = 1
        video.time_base = _TIME_BASE
        self._video = video
        self._audio: Any = None
        if sound:
            self._audio = self._file.add_stream("aac", rate=RATE, layout="stereo", options={"b": "128k"})
        self._held: Any = None
        self._pts = -1
        self._key_due = 0
        self._step = _USUAL
        self._sound_so_far = GaplessSound()
        self._pending: Samples = np.zeros((0, CHANNELS), np.int16)
        self._encoded = _AAC_FRAME
        self._cut = _AAC_FRAME
        self.size_bytes = 0

    @property
    def elapsed_s(self) -> float:
        """From the first picture to the end of the last."""
        return (self._pts + self._step) / TICKS if self._pts >= 0 else 0.0

    def picture(self, image: Image, at_s: float) -> None:
        """Show `image` (any size) from `at_s` seconds after the beginning on; never before the one before it."""
        pts = max(round(at_s * TICKS), self._pts + 1)
        if self._pts >= 0:
            self._step = min(pts - self._pts, _LONGEST_STEP)
        frame = av.VideoFrame.from_ndarray(from_rgb(letterboxed(image, self._width, self._height)), format="yuv420p")
        frame.pts, frame.time_base = pts, _TIME_BASE
        if pts >= self._key_due:
            frame.pict_type = av.video.frame.PictureType.I
            self._key_due = pts + _KEY_EVERY
        self._pts = pts
        self._hold(self._video.encode(frame))

    def sound(self, samples: Samples, at_s: float) -> None:
        """Let `samples` be heard `at_s` seconds after the beginning; what lies before it is cut off."""
        if self._audio is None:
            return
        fitted, self._sound_so_far = self._sound_so_far.fit(samples, round(at_s * RATE))
        self._append(fitted)
        self._encode_sound(_AAC_FRAME)

    def close(self) -> None:
        """Write what is held and end the file; the sound is made as long as the pictures."""
        try:
            self._hold(self._video.encode(None))
            if self._held is not None:
                self._held.duration = self._step
                self._mux(self._held)
            if self._audio is not None:
                self._end_sound()
        finally:
            self._file.close()

    def _hold(self, packets: list[Any]) -> None:
        """How long a picture is shown is known when the next one comes: each waits for that."""
        for packet in packets:
            if self._held is not None:
                self._held.duration = packet.pts - self._held.pts
                self._mux(self._held)
            self._held = packet

    def _mux(self, packet: Any) -> None:
        self.size_bytes += packet.size
        self._file.mux(packet)

    def _end_sound(self) -> None:
        missing = round(self.elapsed_s * RATE) - self._sound_so_far.position
        if missing > 0:
            self._append(np.zeros((missing, CHANNELS), np.int16))
        elif missing < 0:
            self._pending = self._pending[: max(0, len(self._pending) + missing)]
        self._encode_sound(1)
        for packet in self._audio.encode(None):
            self._mux(packet)

    def _append(self, samples: Samples) -> None:
        """The coder puts its 1024 samples of silence first: as many are cut, so that nothing is late."""
        cut, self._cut = samples[self._cut :], max(0, self._cut - len(samples))
        self._pending = np.concatenate([self._pending, cut])

    def _encode_sound(self, fewest: int) -> None:
        while len(self._pending) >= fewest:
            chunk, self._pending = self._pending[:_AAC_FRAME], self._pending[_AAC_FRAME:]
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(chunk).reshape(1, -1), "s16", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, self._encoded, Fraction(1, RATE)
            self._encoded += len(chunk)
            for packet in self._audio.encode(frame):
                self._mux(packet)


def finish_movie(part: Path, final: Path) -> bool:
    """Rearrange the fragments of `part` so that browsers play `final` at once; False when nothing could be saved.

    `part` is gone afterwards. Without room for the copy, the fragments themselves become `final`: they play too.
    """
    copy = final.with_suffix(".copy")
    try:
        whole = _copy_packets(part, copy)
        if whole:
            copy.replace(final)
            part.unlink()
        elif whole is None:
            part.replace(final)
        else:
            part.unlink(missing_ok=True)
        return whole is not False
    finally:
        copy.unlink(missing_ok=True)


def _copy_packets(part: Path, copy: Path) -> bool | None:
    """True when copied, False when `part` holds no picture, None when the copy could not be written."""
    try:
        source: Any = av.open(str(part))
    except (av.FFmpegError, OSError):
        return False
    with source:
        if not source.streams.video or next(_packets(source), None) is None:
            return False
        source.seek(0)
        try:
            with av.open(str(copy), "w", format="mp4", options={"movflags": "+faststart"}) as target:
                _copy_streams(source, target)
            with copy.open("rb") as file:
                os.fsync(file.fileno())
        except (av.FFmpegError, OSError):
            return None
    return True


def _copy_streams(source: Any, target: Any) -> None:
    streams = {s.index: target.add_stream_from_template(s) for s in source.streams if s.type in ("video", "audio")}
    for packet in _packets(source):
        packet.stream = streams[packet.stream.index]
        target.mux(packet)


def _packets(source: Any) -> Iterator[Any]:
    """All packets that can be read; a torn end is left out."""
    with contextlib.suppress(av.FFmpegError):
        for packet in source.demux():
            if packet.dts is not None and packet.pts is not None and packet.size:
                yield packet


def film_length_s(path: Path) -> float:
    """Seconds that a film or a sound lasts, 0 when it cannot be read."""
    with contextlib.suppress(av.FFmpegError, OSError), av.open(str(path)) as file:
        return (file.duration or 0) / av.time_base
    return 0.0


def first_picture(path: Path) -> Image | None:
    """None when there is none."""
    with contextlib.suppress(av.FFmpegError, OSError, IndexError, StopIteration), av.open(str(path)) as file:
        return as_image(next(file.decode(file.streams.video[0])).to_ndarray(format="rgb24"))
    return None
