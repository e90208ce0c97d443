"""The looks on the visitor's own picture, made aside from the video and seen by nobody else."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np

from live.video import workers
from live.video.stream import LiveStream
from vision.imageio import save_jpeg
from vision.models.files import lacking
from vision.pipeline import Pipeline
from vision.presets import PRESETS, Preset
from vision.types import Image, as_image

_FIRST_S, _AGAIN_S = 4.0, 60.0  # a second and a half of a link of 1 Mbit/s, each time
_WIDTH, _SHOWN = 240, 144  # pixels worked on, and kept
_BREATH_S = 0.02
_QUALITY = 60


class OwnLooks:
    """A JPEG of each look by its slug, from the stream's own picture: soon after START, then now and then."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self._pipelines = {p.slug: Pipeline() for p in PRESETS}
        self._due_s: float | None = None
        self._at_work = False

    def keep_up(self, stream: LiveStream) -> None:
        """Start the work when it is time; returns at once."""
        now = time.monotonic()
        if self._due_s is None:
            self._due_s = now + _FIRST_S
        if now < self._due_s or self._at_work:
            return
        shot = stream.snapshot()
        if shot is not None:
            self._due_s, self._at_work = now + _AGAIN_S, True
            workers.submit(self._make, [p for p in PRESETS if not lacking(p.needs)], _small(shot.raw), now, stream.own)

    def _make(self, presets: Sequence[Preset], image: Image, now_s: float, own: Mapping[str, Any]) -> None:
        """The first look; the others stand in line again, behind what live video has asked meanwhile."""
        try:
            sized = presets[0].recipe.at_width(image.shape[1])
            result = self._pipelines[presets[0].slug].run(image, sized, now_s, own)
            self.pictures[presets[0].slug] = _jpeg(result.image)
            time.sleep(_BREATH_S)  # live video goes first
        finally:
            self._at_work = len(presets) > 1
            if self._at_work:
                workers.submit(self._make, presets[1:], image, now_s, own)


def _small(image: Image) -> Image:
    height, width = image.shape[:2]
    size = _WIDTH, max(1, round(height * _WIDTH / width))
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def _jpeg(image: Image) -> bytes:
    height, width = image.shape[:2]
    size = _SHOWN, max(1, round(height * _SHOWN / width))
    return save_jpeg(as_image(np.ascontiguousarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA))), _QUALITY)
