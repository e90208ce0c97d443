"""Sources other than a webcam: made by a program, a still picture, an uploaded video in a loop.

A source is one callable, `time_s -> Image`; one made by a program is registered like a processor.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import av
import cv2
import numpy as np

from live.video.containers import open_video
from live.video.film import Damage, as_meant, film_frames
from vision.types import Image, as_image

Source = Callable[[float], Image]
WIDTH, HEIGHT = 640, 480
MOST_PIXELS = 1280 * 720
_MOST_AT_ONCE = 10  # frames of a video decoded for one picture; a video that asks for more plays slower


@dataclass(frozen=True, slots=True)
class Program:
    """A registered source and its label and one-line help."""

    label: str
    help: str
    function: Source


_programs: dict[str, Program] = {}


def source(label: str) -> Callable[[Source], Source]:
    """Register `function(time_s) -> Image` under its own name; its docstring is the help."""

    def register(function: Source) -> Source:
        name = getattr(function, "__name__", "")
        if not name or name in _programs or not function.__doc__:
            raise TypeError(f"source {name or function!r} needs a new name and a docstring")
        _programs[name] = Program(label, function.__doc__.strip().splitlines()[0], function)
        return function

    return register


def programs() -> dict[str, Program]:
    return dict(_programs)


@source("Test pattern")
def test_pattern(time_s: float) -> Image:
    """Colour bars, a grey ramp and moving shapes: sharp, smooth and quick at once."""
    picture = _bars().copy()
    angle = time_s * 1.2
    cv2.circle(picture, (int(320 + 220 * math.sin(angle)), 170), 46, (250, 250, 250), -1, cv2.LINE_AA)
    cv2.circle(picture, (int(320 + 220 * math.sin(angle)), 170), 46, (20, 20, 30), 4, cv2.LINE_AA)
    box = cv2.boxPoints(((320.0, 170.0), (110.0, 110.0), math.degrees(angle * 0.7)))
    cv2.polylines(picture, [box.astype(np.int32)], True, (255, 255, 255), 5, cv2.LINE_AA)
    x = int(time_s * 160) % WIDTH
    cv2.rectangle(picture, (x, 330), (x + 26, 390), (255, 60, 60), cv2.FILLED)
    place = (22, HEIGHT - 22)
    cv2.putText(picture, f"{time_s:7.2f} s", place, cv2.FONT_HERSHEY_DUPLEX, 1.1, (240, 240, 240), 2, cv2.LINE_AA)
    return picture


def _bars() -> Image:
    colours = (
        (235, 235, 235),
        (235, 220, 30),
        (20, 210, 220),
        (30, 200, 50),
        (210, 40, 200),
        (220, 40, 40),
        (40, 60, 220),
    )
    picture = np.full((HEIGHT, WIDTH, 3), 24, np.uint8)
    for i, colour in enumerate(colours):
        picture[:330, i * WIDTH // 7 : (i + 1) * WIDTH // 7] = colour
    picture[330:390] = np.linspace(0, 255, WIDTH).astype(np.uint8)[None, :, None]
    return picture


@source("Turning surface")
def turning_surface(time_s: float) -> Image:
    """A hilly surface drawn by a formula, turning in three dimensions."""
    n = 34
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    distance = np.hypot(u, v)
    height = 0.42 * np.cos(9 * distance - 2.5 * time_s) * np.exp(-1.6 * distance)
    turn = 0.5 * time_s
    x, y = u * math.cos(turn) - v * math.sin(turn), u * math.sin(turn) + v * math.cos(turn)
    tilt = 0.95
    depth = y * math.cos(tilt) - height * math.sin(tilt)
    shown = np.stack(
        [WIDTH / 2 + 235 * x, HEIGHT / 2 + 30 - 235 * (y * math.sin(tilt) * -1 + height * math.cos(tilt))], -1
    )
    return _painted(shown, depth, height)


def _painted(points: np.ndarray[Any, Any], depth: np.ndarray[Any, Any], height: np.ndarray[Any, Any]) -> Image:
    """Quads of a grid, far ones first, coloured by height."""
    picture = np.full((HEIGHT, WIDTH, 3), (17, 20, 38), np.uint8)
    levels = np.clip((height[:-1, :-1] + 0.3) / 0.7 * 255, 0, 255).astype(np.uint8)
    colours = cv2.cvtColor(cv2.applyColorMap(levels, cv2.COLORMAP_PLASMA), cv2.COLOR_BGR2RGB)
    quads = np.stack([points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]], 2).astype(np.int32)
    rows, columns = np.unravel_index(np.argsort(depth[:-1, :-1], axis=None), levels.shape)
    for i, j in zip(rows, columns, strict=True):
        colour = tuple(int(c) for c in colours[i, j])
        cv2.fillConvexPoly(picture, quads[i, j], colour, cv2.LINE_AA)
    return picture


def still(image: Image) -> Source:
    """The same picture at any time, scaled down to at most 1280 x 720 pixels' worth."""
    picture = fitted(image)
    return lambda time_s: picture


def fitted(image: Image) -> Image:
    """Scaled down to at most 1280 x 720 pixels' worth, with even sides; the image itself when it fits."""
    height, width = image.shape[:2]
    scale = min(1.0, math.sqrt(MOST_PIXELS / (height * width)))
    size = max(2, round(width * scale) & ~1), max(2, round(height * scale) & ~1)
    if size == (width, height):
        return image
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


class LoopedVideo:
    """An uploaded video, played by the clock and from the start again at its end; `damage` counts what was passed over.

    Raises VisionError like `open_video`. Not thread-safe: one reader.
    """

    def __init__(self, data: bytes) -> None:
        opened = open_video(data)
        self._container, self._video = opened.container, opened.stream
        self._frames, self._current = opened.frames, opened.first
        self.damage = opened.damage
        self._ahead: av.VideoFrame | None = None
        self._loop_began = 0.0
        self._first_s = float(self._current.time or 0.0)
        self._frame_s = float(1 / (self._video.average_rate or 25))
        self._picture: tuple[av.VideoFrame, Image] | None = None

    def __call__(self, time_s: float) -> Image:
        if time_s < self._place(self._current):  # another stream's clock has begun
            self._restart(time_s)
        for _ in range(_MOST_AT_ONCE):
            if (upcoming := self._peek()) is None or self._place(upcoming) > time_s:
                break
            self._current, self._ahead = upcoming, None
        if upcoming is None and time_s >= self._place(self._current) + self._frame_s:
            self._restart(time_s)
        if self._picture is None or self._picture[0] is not self._current:
            self._picture = self._current, fitted(as_meant(self._current, self._video.sample_aspect_ratio))
        return self._picture[1]

    def _place(self, frame: av.VideoFrame) -> float:
        return float(frame.time or 0.0) - self._first_s + self._loop_began

    def _peek(self) -> av.VideoFrame | None:
        if self._ahead is None:
            try:
                self._ahead = next(self._frames, None)
            except av.FFmpegError:  # a damaged tail: what came before it is looped
                self._ahead = None
        return self._ahead

    def _restart(self, time_s: float) -> None:
        with contextlib.suppress(av.FFmpegError):  # a damaged beginning, or no way back to it: the picture stays
            self._container.seek(0)
            self._frames = film_frames(self._container, self._video, Damage())
            self._current = next(self._frames, self._current)
        self._ahead = None
        self._loop_began = time_s
