"""What becomes of one frame: mirrored, filtered, split; never the frame itself while a step hides."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
import numpy as np

from live.video import frames, workers
from live.video.meter import Meter
from live.video.sources import HEIGHT, WIDTH, Source
from vision.pipeline import Pipeline
from vision.processor import NOTHING
from vision.recipe import Recipe
from vision.types import Detections, Image, VisionError
from vision.words.said import said, said_by

_log = logging.getLogger(__name__)

_CLOCK = 90_000


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One moment: what the camera saw (mirrored if that is on), what went out, its time in seconds, what was found.

    hides: a step hides, and `raw` is the camera's picture as that left it.
    """

    raw: Image
    filtered: Image
    time_s: float
    hides: bool = False
    found: Detections = field(default_factory=Detections.none)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become of a frame, and who is told: `on_shot` are called with its Shot and must not wait.

    split: where the line between the camera's picture and the filtered one stands, a share of the width; None for none.
    feed: where the frame comes from, None for a camera. own: what its viewer alone brought along.
    """

    recipe: Recipe
    mirrored: bool
    split: float | None
    feed: Source | None
    on_shot: tuple[Callable[[Shot], None], ...]
    own: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


class FrameProcessor:
    """Works on one stream's frames, one after the other, on one thread; `snapshot` may come from any."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._pipeline = Pipeline(workers.submit)
        self._last: tuple[av.VideoFrame | None, Shot | None, float] | None = None
        self._picture_of: tuple[Source | None, bool] | None = None
        self._sized: tuple[Recipe, int, Recipe] = Recipe(), 0, Recipe()

    def made(self, feed: Source, time_s: float) -> av.VideoFrame:
        """The frame of a source made here; black when that raises."""
        try:
            image = feed(time_s)
        except Exception as error:
            self._pipeline.distrust()
            _log.warning("a source broke, and black was shown", exc_info=True)
            known = isinstance(error, VisionError)
            self._meter.failed(said_by(error) if known else said("The source broke: {error}", error=str(error)))
            image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        frame = frames.around(frames.from_rgb(image))
        frame.pts, frame.time_base = int(time_s * _CLOCK), Fraction(1, _CLOCK)
        return frame

    def finished(self, frame: av.VideoFrame, wanted: Wanted) -> av.VideoFrame | None:
        """What goes out for this frame; should that fail, the frame itself, or a stand-in while a step hides."""
        try:
            return self._process(frame, wanted)
        except Exception as error:
            _log.warning("a frame could not be worked on", exc_info=True)
            self._meter.failed(f"{type(error).__name__}: {error}")
            if not wanted.recipe.hiding:
                return frame
        with contextlib.suppress(Exception):  # rather nothing than the frame itself
            return self._stand_in(frame, wanted)
        return None

    def snapshot(self, hiding: bool) -> Shot | None:
        """The newest moment; None before the first frame, and while `hiding` before the first that is hidden."""
        last = self._last
        if last is None:
            return None
        frame, shot, now = last
        if hiding and not (shot is not None and shot.hides):
            return None
        if shot is None and frame is not None:
            image = frames.to_rgb(frames.to_i420(frame))
            return Shot(image, image, now)
        return shot

    def _process(self, frame: av.VideoFrame, wanted: Wanted) -> av.VideoFrame:
        now = time.monotonic()
        touched = any(step.on for step in wanted.recipe.steps)
        frame = frames.usual(frame)
        if not (touched or wanted.mirrored or wanted.on_shot):
            return self._untouched(frame, now)
        i420 = frames.to_i420(frame)
        if wanted.mirrored:
            i420 = frames.mirrored(i420)
        if not (touched or wanted.on_shot):
            return self._untouched(frames.to_frame(i420, frame), now)
        raw = frames.to_rgb(i420)
        self._forget_another_picture(wanted)
        result = self._pipeline.run(raw, self._at_width(wanted.recipe, raw.shape[1]), now, wanted.own)
        self._meter.worked(result.timings)
        shot = Shot(result.unfiltered, result.image, now, result.hides, result.detections)
        self._tell(shot, wanted)
        at = wanted.split
        shown = shot.filtered if at is None else frames.side_by_side(shot.raw, shot.filtered, at)
        return frames.to_frame(i420 if shown is raw else frames.from_rgb(shown), frame)

    def _untouched(self, frame: av.VideoFrame, now: float) -> av.VideoFrame:
        self._last = frame, None, now
        self._meter.worked(())
        return frame

    def _at_width(self, recipe: Recipe, width: int) -> Recipe:
        """The recipe for frames of this width, worked out once for both."""
        before, its_width, sized = self._sized
        if before != recipe or its_width != width:
            sized = recipe.at_width(width)
            self._sized = recipe, width, sized
        return sized

    def _forget_another_picture(self, wanted: Wanted) -> None:
        """What the steps remember holds for one source, one way round."""
        picture_of = wanted.feed, wanted.mirrored
        if self._picture_of != picture_of:
            self._picture_of = picture_of
            self._pipeline.forget()

    def _stand_in(self, frame: av.VideoFrame, wanted: Wanted) -> av.VideoFrame:
        image = self._pipeline.stand_in(frame.height, frame.width)
        self._tell(Shot(image, image, time.monotonic(), True), wanted)
        return frames.to_frame(frames.from_rgb(image), frame)

    def _tell(self, shot: Shot, wanted: Wanted) -> None:
        self._last = None, shot, shot.time_s
        for see in wanted.on_shot:
            try:
                see(shot)
            except Exception as error:
                _log.warning("one that watches a stream raised", exc_info=True)
                self._meter.failed(f"{type(error).__name__}: {error}")
