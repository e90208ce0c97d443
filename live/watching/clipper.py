"""MotionClipper: frames in, clips of what moves out."""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass, replace

from live.recording.clip_index import Clip
from live.recording.clips import ClipStore
from live.recording.jpeg_frames import FrameOrJpeg, JpegFrame
from live.recording.recorder import Recorder, RecordingLimits
from live.recording.sound import SoundBlock
from vision.motion.change import LOOK_BACK_S, Change, Scene, measure
from vision.motion.clock import Clock
from vision.motion.endless import Endless
from vision.motion.events import Begin, Decision, Discard, EventState, Finish, decide, finish
from vision.motion.settings import MotionSettings, Rect
from vision.types import Image
from vision.words.said import said

_log = logging.getLogger(__name__)

_HELD_BYTES = 48_000_000
_SMALL_BYTES = 200_000
_RECENT = 600
_TIMELINE_S = 3600
_SILENT_S = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What the live meter shows: the recent changes, oldest first, and how things stand.

    dropped: frames that came too fast or that the disk was too slow for. late: late, doubled or out of order.
    lost: clips that could not be kept whole. endless: where motion hardly ever rests, when it never ends.
    """

    changes: tuple[Change, ...]
    threshold: float
    recording: bool
    clips: int
    discarded: int
    dropped: int
    late: int
    problem: str = ""
    lost: int = 0
    endless: tuple[Rect, ...] = ()


@dataclass(slots=True, eq=False)
class _OpenClip:
    """A clip under way: its recorder, its best picture, and the times of its first and last frame."""

    recorder: Recorder
    taken_s: float
    best: Image | None = None
    best_percent: float = -1.0
    first_s: float | None = None
    event: Finish | None = None


class MotionClipper:
    """Measures, decides, records and lists; one camera each, not thread-safe (see `MotionRecorder` for that).

    Larger frames wait as JPEG for what the next seconds decide: a tenth of their size raw, and cheaper than a film that
    would have to be cut. patient: wait for the disk instead of dropping frames, as for a film that is read from a
    file. `settings` may be set at any time. A full disk ends a clip, never the watching.
    """

    def __init__(self, store: ClipStore, settings: MotionSettings, *, patient: bool = False) -> None:
        self.store = store
        self.settings = settings
        self._patient = patient
        self._clock = Clock()
        self._scene: Scene | None = None
        self._state = EventState()
        self._held: deque[tuple[FrameOrJpeg, float]] = deque()
        self._held_bytes = 0
        self._sound: deque[SoundBlock] = deque()
        self._open_clip: _OpenClip | None = None
        self._ending: list[_OpenClip] = []
        self._recent: deque[Change] = deque(maxlen=_RECENT)
        self._seconds: deque[Change] = deque(maxlen=_TIMELINE_S)
        self._made = self._discarded = self._dropped = self._lost = 0
        self._problem = ""
        self._endless = Endless()

    def take(self, image: Image, time_s: float) -> tuple[Clip, ...]:
        """Look at one more frame; returns the clips that have become whole since."""
        now, self._clock = self._clock.tick(time_s)
        if now is None:
            return self.collect(wait=False)
        change, self._scene = measure(image, now, self._scene, self.settings)
        self._note(change)
        self._hold(image, now)
        self._state, decisions = decide(self._state, change, self.settings)
        self._obey(decisions)
        if self._open_clip is not None:
            self._write_until(self._state.keeps_until_s(self.settings))
            if change.percent > self._open_clip.best_percent:
                self._open_clip.best, self._open_clip.best_percent = image, change.percent
        self._forget(now)
        return self.collect(wait=self._patient)

    def hear(self, block: SoundBlock) -> None:
        """Take the sound of a moment, on the pictures' clock; a clip that begins while there is sound has sound."""
        self._sound.append(replace(block, time_s=block.time_s + self._clock.shift_s))

    def finish(self) -> tuple[Clip, ...]:
        """The stream has ended: the clip under way too. Waits for its file."""
        self._state, decisions = finish(self._state, self.settings)
        self._obey(decisions)
        return self.collect(wait=True)

    def collect(self, wait: bool = False) -> tuple[Clip, ...]:
        """List the clips whose files are whole by now."""
        done = [t for t in self._ending if wait or not t.recorder.status().recording]
        self._ending = [t for t in self._ending if t not in done]
        return tuple(clip for clip in map(self._list, done) if clip is not None)

    @property
    def problem(self) -> str:
        """What went wrong last, in a sentence, or nothing."""
        return self._problem

    def reading(self) -> Reading:
        dropped = self._dropped
        if self._open_clip is not None:
            dropped += self._open_clip.recorder.status().dropped
        return Reading(
            tuple(self._recent),
            self.settings.threshold,
            self._open_clip is not None,
            self._made,
            self._discarded,
            dropped,
            self._clock.dropped,
            self._problem,
            self._lost,
            self._endless.mask(),
        )

    def timeline(self) -> tuple[Change, ...]:
        """The largest change of each second of the last hour, oldest first."""
        return tuple(self._seconds)

    def _note(self, change: Change) -> None:
        self._recent.append(change)
        self._endless = self._endless.seen(change, self.settings.threshold)
        if self._seconds and int(self._seconds[-1].time_s) == int(change.time_s):
            if change.percent <= self._seconds[-1].percent:
                return
            self._seconds.pop()
        self._seconds.append(change)

    def _hold(self, image: Image, now: float) -> None:
        certain = self._open_clip is not None and now <= self._state.keeps_until_s(self.settings)
        picture: FrameOrJpeg = image if certain or image.nbytes <= _SMALL_BYTES else JpegFrame.of(image)
        self._held.append((picture, now))
        self._held_bytes += picture.nbytes

    def _forget(self, now: float) -> None:
        """Drop what no clip can want any more, and the oldest when the next seconds decide too late."""
        wanted = now - LOOK_BACK_S - self.settings.before if self._open_clip is None else self._state.clip_start_s
        while self._held and (self._held[0][1] < wanted or self._held_bytes > _HELD_BYTES):
            self._held_bytes -= self._held.popleft()[0].nbytes
        while self._sound and self._sound[0].time_s < wanted - _SILENT_S:
            self._sound.popleft()

    def _obey(self, decisions: tuple[Decision, ...]) -> None:
        for decision in decisions:
            if isinstance(decision, Begin):
                self._begin(decision.clip_start_s)
            elif self._open_clip is not None:
                self._end(self._open_clip, decision)

    def _begin(self, start_s: float) -> None:
        while self._held and self._held[0][1] < start_s:
            self._held_bytes -= self._held.popleft()[0].nbytes
        limits = RecordingLimits(self.settings.longest * 2 + 60, 2_000_000_000)
        newest_s = self._clock.time_s or 0.0
        sound = bool(self._sound) and self._sound[-1].time_s > newest_s - _SILENT_S
        self._open_clip = _OpenClip(Recorder(self.store.new_path("motion"), sound=sound, limits=limits), time.time())

    def _end(self, take: _OpenClip, decision: Finish | Discard) -> None:
        self._open_clip = None
        if isinstance(decision, Discard):
            self._discarded += 1
            take.recorder.cancel()
        else:
            self._open_clip = take
            self._write_until(decision.clip_end_s)
            self._open_clip = None
            take.event = decision
            take.recorder.stop()
        self._ending.append(take)

    def _write_until(self, until_s: float) -> None:
        take = self._open_clip
        while take is not None and self._held and self._held[0][1] <= until_s:
            picture, at_s = self._held.popleft()
            self._held_bytes -= picture.nbytes
            if take.recorder.offer(picture, at_s, wait=self._patient) and take.first_s is None:
                take.first_s = at_s
        while take is not None and take.first_s is not None and self._sound and self._sound[0].time_s <= until_s:
            take.recorder.offer_sound(self._sound.popleft())

    def _list(self, take: _OpenClip) -> Clip | None:
        path, status = take.recorder.close(), take.recorder.status()
        self._dropped += status.dropped
        self._problem = status.ended or self._problem
        self._lost += take.event is not None and bool(status.ended or path is None)
        if take.event is None or take.first_s is None or path is None:
            return None
        event, end_s = take.event.event, take.first_s + status.elapsed_s
        start, end, first, last = (round(t, 3) for t in (event.start_s, event.end_s, take.first_s, end_s))
        made = self.store.room_made
        try:
            listed = self.store.add(Clip(path.name, take.taken_s, 0, start, end, first, last, event.peak), take.best)
        except OSError as error:
            _log.warning("a clip could not be listed", exc_info=True)
            self._problem = said("The clip could not be listed: {reason}.", reason=error.strerror or str(error))
            self._lost += 1
            return None
        self._made += 1
        if self.store.room_made > made:
            self._problem = said(
                "The disk is nearly full: {number} of the oldest clips were deleted.",
                number=self.store.room_made - made,
            )
        return listed
