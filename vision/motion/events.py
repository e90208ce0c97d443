"""From changes to events: when a clip begins, when it ends, and which were only noise. Values in, values out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from vision.motion.change import Change
from vision.motion.settings import MotionSettings

_BLIND_S = 2.0


@dataclass(frozen=True, slots=True)
class Event:
    """Motion from its first to its last significant change; `count` of them, the largest `peak` (percent)."""

    start_s: float
    end_s: float
    count: int
    peak: float
    peak_s: float

    def grown(self, change: Change) -> Event:
        higher = change.percent > self.peak
        peak, peak_s = (change.percent, change.time_s) if higher else (self.peak, self.peak_s)
        return Event(self.start_s, change.time_s, self.count + 1, peak, peak_s)


@dataclass(frozen=True, slots=True)
class Begin:
    """A clip begins; its frames are those from `clip_start_s` on."""

    clip_start_s: float


@dataclass(frozen=True, slots=True)
class Finish:
    """The clip is over and kept: frames up to `clip_end_s`."""

    event: Event
    clip_start_s: float
    clip_end_s: float


@dataclass(frozen=True, slots=True)
class Discard:
    """The clip is over and thrown away: too few significant changes."""

    event: Event


Decision = Begin | Finish | Discard


@dataclass(frozen=True, slots=True)
class EventState:
    """What deciding remembers: the buffer of recent changes (percent) and the event that is open, if one is.

    free_from_s: no clip may begin before this, so that clips never overlap.
    carried: significant changes of an event that goes on after its clip reached its longest.
    """

    recent: tuple[float, ...] = ()
    time_s: float = -math.inf
    event: Event | None = None
    clip_start_s: float = -math.inf
    free_from_s: float = -math.inf
    carried: int = 0

    def is_quiet(self, settings: MotionSettings) -> bool:
        """Whether the buffer is full and holds no significant change."""
        return len(self.recent) >= settings.stable and max(self.recent) < settings.threshold

    def is_over(self, time_s: float, settings: MotionSettings) -> bool:
        """Whether the open event has ended by `time_s`, be it by quiet moments or because nothing was seen."""
        if self.event is None:
            return False
        blind = time_s - self.time_s > max(settings.join, _BLIND_S)
        return blind or (self.is_quiet(settings) and time_s - self.event.end_s > settings.join)

    def keeps_until_s(self, settings: MotionSettings) -> float:
        """Frames up to here belong to the open clip already; later ones wait for the decision."""
        return -math.inf if self.event is None else self.event.end_s + settings.after


def decide(state: EventState, change: Change, settings: MotionSettings) -> tuple[EventState, tuple[Decision, ...]]:
    """What one more change means. Changes come in order of time; see `clock` for those that do not."""
    significant = change.percent >= settings.threshold
    decisions: tuple[Decision, ...] = ()
    over = state.is_over(change.time_s, settings)
    if over and (significant or change.time_s > state.keeps_until_s(settings)):
        state, decisions = _close(state, change.time_s, settings)
    recent = (*state.recent, change.percent)[-settings.stable :]
    state = replace(state, recent=recent, time_s=change.time_s)
    if significant:
        state, begun = _open(state, change, settings)
        decisions += begun
    if state.event is not None and change.time_s - state.clip_start_s >= settings.longest:
        carried = state.event.count
        state, cut = _close(state, change.time_s, settings)
        state, decisions = replace(state, carried=carried, free_from_s=change.time_s), decisions + cut
    return state, decisions


def finish(state: EventState, settings: MotionSettings) -> tuple[EventState, tuple[Decision, ...]]:
    """The stream has ended: so does the open event."""
    return _close(state, state.time_s, settings) if state.event else (state, ())


def _open(state: EventState, change: Change, settings: MotionSettings) -> tuple[EventState, tuple[Decision, ...]]:
    if state.event is not None:
        return replace(state, event=state.event.grown(change)), ()
    goes_on = change.time_s - state.free_from_s <= settings.join
    since = change.time_s if change.since_s is None else max(change.since_s, state.free_from_s)
    event = Event(since, change.time_s, 1 + state.carried * goes_on, change.percent, change.time_s)
    start = max(since - settings.before, state.free_from_s)
    return replace(state, event=event, clip_start_s=start, carried=0), (Begin(start),)


def _close(state: EventState, now_s: float, settings: MotionSettings) -> tuple[EventState, tuple[Decision, ...]]:
    event = state.event
    if event is None:
        return state, ()
    closed = replace(state, event=None, carried=0)
    if event.count < settings.fewest:
        return closed, (Discard(event),)
    end = min(event.end_s + settings.after, now_s)
    return replace(closed, free_from_s=end), (Finish(event, state.clip_start_s, end),)
