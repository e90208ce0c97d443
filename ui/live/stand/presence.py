"""Whether somebody moves before the camera or touches the stand."""

from __future__ import annotations

from dataclasses import dataclass

from live.video.processing import Shot
from vision.motion.stir import Sketch, sketch, stir

_MOVED_PERCENT = 0.5


@dataclass
class Presence:
    """Looks at the newest picture now and then; remembers the one before."""

    seen: Sketch | None = None
    seen_s: float = -1.0
    touched: bool = False

    def stirred(self, shot: Shot | None) -> bool:
        """Whether something moved or was touched since the last call."""
        touched, self.touched = self.touched, False
        if shot is None or shot.time_s <= self.seen_s:
            return touched
        before, self.seen, self.seen_s = self.seen, sketch(shot.raw), shot.time_s
        return touched or (before is not None and stir(before, self.seen) >= _MOVED_PERCENT)
