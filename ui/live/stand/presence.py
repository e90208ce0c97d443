"""Whether somebody moves before the camera or touches the stand."""

from __future__ import annotations

from dataclasses import dataclass

from live.video.processing import Shot
from vision.motion.change import Scene, measure
from vision.motion.settings import MotionSettings

_MOVED_PERCENT = 0.5
_SETTINGS = MotionSettings()


@dataclass
class Presence:
    """Looks at the newest picture now and then; remembers how the scene looks when nothing moves."""

    scene: Scene | None = None
    seen_s: float = -1.0
    touched: bool = False

    def stirred(self, shot: Shot | None) -> bool:
        """Whether something moved or was touched since the last call."""
        touched, self.touched = self.touched, False
        if shot is None or shot.time_s <= self.seen_s:
            return touched
        change, self.scene = measure(shot.raw, shot.time_s, self.scene, _SETTINGS)
        self.seen_s = shot.time_s
        return touched or change.percent >= _MOVED_PERCENT
