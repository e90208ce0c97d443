"""What a salvaged clip shows: its motion, found again by watching the film once."""

from __future__ import annotations

import logging
from pathlib import Path

import av

from live.video.film import Damage, as_meant, film_frames
from vision.motion.change import Scene, measure
from vision.motion.events import Decision, Event, EventState, Finish, decide, finish
from vision.motion.settings import MotionSettings

_log = logging.getLogger(__name__)


def motion_in(path: Path) -> Event | None:
    """The motion from its first to its last event, in the film's own seconds; None when nothing moves in it."""
    settings = MotionSettings()
    scene: Scene | None = None
    state, made = EventState(), list[Decision]()
    try:
        with av.open(str(path)) as film:
            stream = film.streams.video[0]
            for frame in film_frames(film, stream, Damage()):
                if frame.time is not None:
                    change, scene = measure(as_meant(frame, None), frame.time, scene, settings)
                    state, decisions = decide(state, change, settings)
                    made += decisions
    except (av.FFmpegError, OSError, IndexError):
        _log.warning("a salvaged clip could not be watched", exc_info=True)
    found = [d.event for d in (*made, *finish(state, settings)[1]) if isinstance(d, Finish)]
    if not found:
        return None
    best = max(found, key=lambda event: event.peak)
    return Event(found[0].start_s, found[-1].end_s, sum(e.count for e in found), best.peak, best.peak_s)
