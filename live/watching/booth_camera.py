"""The booth's own camera: opened once, shown to many, its motion clips made whether or not anyone looks."""

from __future__ import annotations

import contextlib
from pathlib import Path

import cv2
import numpy as np

from live.recording.clips import ClipStore, Retention
from live.video.sources import HEIGHT, WIDTH, fitted
from live.watching.camera import Camera, CameraStatus
from live.watching.motion_recorder import MotionRecorder
from vision.motion.settings import MotionSettings
from vision.types import Image, as_image
from vision.words.said import said

_NAME = said("The booth's camera")


class BoothCamera:
    """A camera that its host named, its clips in `directory`, and a Source for everybody's LiveStream.

    source: as `live.watching.opened.Video` takes it; nobody who looks is shown it, only `name`. Raises VisionError
    when the directory cannot be used; a camera that cannot be opened is tried again, and `status` says so.
    """

    def __init__(
        self,
        source: str,
        directory: Path,
        settings: MotionSettings,
        retention: Retention | None = None,
        name: str = _NAME,
    ) -> None:
        self.name = name
        self.store = ClipStore(directory, retention)
        self.motion = MotionRecorder(self.store, settings)
        self._camera = Camera(source, name)
        self._camera.on_frame = (self.motion.offer,)
        self._shown: tuple[Image, Image] | None = None

    def __call__(self, time_s: float) -> Image:
        """The newest picture; before the first one, and while the camera is away, a dark one."""
        newest = self._camera.newest()
        if newest is None or not self._camera.status().connected:
            return _DARK
        shown = self._shown
        if shown is None or shown[0] is not newest[0]:
            shown = self._shown = newest[0], fitted(newest[0])
        return shown[1]

    def status(self) -> CameraStatus:
        return self._camera.status()

    def close(self) -> None:
        """Let the camera go; the clip under way is made whole."""
        with contextlib.closing(self.store):
            self._camera.close()
            self.motion.close()


def _no_signal() -> Image:
    picture = np.full((HEIGHT, WIDTH, 3), 24, np.uint8)
    words = "waiting for the camera"
    cv2.putText(picture, words, (150, HEIGHT // 2), cv2.FONT_HERSHEY_DUPLEX, 0.9, (150, 160, 160), 1, cv2.LINE_AA)
    return as_image(picture)


_DARK = _no_signal()
