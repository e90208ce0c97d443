"""Faces in a video: seen now and then by a slow detector, followed by optical flow in between.

Everything is a value; time is in seconds and comes with each frame.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vision.detect.boxes import BoxArray, BoxRow, as_boxes, iou
from vision.detect.flow import carry, small_gray
from vision.processor import Moment
from vision.types import Detections, Gray, Image, KeyPoints

EVERY_S = 0.2
"""How often the detector is asked, when it is not still at work."""
LOST_S = 0.5
"""How long a face is kept that neither the detector nor the flow sees."""
UNCONFIRMED_S = 1.5
"""How long the flow keeps a face that the detector, asked again, does not see; LOST_S when it only saw it once."""
_SETTLE_S = 0.12
_KEPT = 8

Detect = Callable[[Image], Detections]


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One thing followed.

    box: (4,) pixels of the frame. correction: (4,) what the detector saw differently and is still to be added,
    little by little. confirmed_s, seen_s: when the detector, and anything, last saw it. sightings: the detector's.
    number: no other track of this video has it. detail: the one finding as the detector last saw it, in its own box.
    """

    box: BoxRow
    label: str
    score: float
    confirmed_s: float
    seen_s: float
    correction: BoxRow
    number: int
    detail: Detections
    sightings: int = 1

    def finding(self) -> Detections:
        """What is known of it now: its points, if it has any, went along with its box."""
        score = np.array([self.score], np.float32)
        return replace(placed(self.detail, self.box[None]), score=score, track_id=(self.number,))


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question to the detector: its answer to come, the small frame it is about, and some of those since."""

    answer: Future[Detections]
    grays: tuple[Gray, ...]

    def later(self, gray: Gray) -> Asked:
        """One frame on; of a long wait every other frame is enough."""
        kept = self.grays if len(self.grays) <= _KEPT else self.grays[::2]
        return Asked(self.answer, (*kept, gray))


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """What is followed, the last small frame, the open question to the detector, and when its last answer came.

    informed_s, looked: when the frame that its last answer is about was taken, and that frame, small. numbered: how
    many tracks there were.
    """

    tracks: tuple[Track, ...] = ()
    gray: Gray | None = None
    time_s: float = -math.inf
    asked: Asked | None = None
    asked_s: float = -math.inf
    answered_s: float = -math.inf
    informed_s: float = -math.inf
    numbered: int = 0
    looked: Gray | None = None

    def detections(self) -> Detections:
        """All tracks, in the order they were first seen."""
        return joined([track.finding() for track in self.tracks])


def follow(image: Image, state: Following, moment: Moment, detect: Detect, every_s: float = EVERY_S) -> Following:
    """The state after one more frame. `detect` runs through `moment.submit`, at most once each `every_s`.

    Its answer is about the frame it was asked with: it is carried to this one by the flow before it counts.
    """
    gray, scale = small_gray(image)
    now = moment.time_s
    tracks = _flowed(state, gray, scale, now)
    asked, asked_s, numbered = state.asked, state.asked_s, state.numbered
    answered_s, informed_s, looked = state.answered_s, state.informed_s, state.looked
    if asked is not None:
        asked = asked.later(gray)
    elif now - asked_s >= every_s:
        asked, asked_s = Asked(moment.submit(detect, image), (gray,)), now
    if asked is not None and asked.answer.done():
        tracks = corrected(tracks, _carried(asked, scale), now, numbered)
        numbered = max([numbered, *(t.number + 1 for t in tracks)])
        looked = asked.grays[0]
        asked, answered_s, informed_s = None, now, asked_s
    height, width = image.shape[:2]
    tracks = tuple(t for t in tracks if _lives(t, now, answered_s, width, height))
    return Following(tracks, gray, now, asked, asked_s, answered_s, informed_s, numbered, looked)


def corrected(tracks: tuple[Track, ...], found: Detections, now: float, number: int = 0) -> tuple[Track, ...]:
    """Tracks told what the detector sees now: matched ones drift there, new ones are added, from `number` on."""
    boxes = as_boxes([t.box for t in tracks])
    shared = iou(boxes, found.xyxy)
    for i, track in enumerate(tracks):
        shared[i, [_kind(found, j) != _kind(track.detail, 0) for j in range(len(found))]] = 0
    after, free = list(tracks), set(range(len(found)))
    while shared.size and shared.max() > 0.2:
        i, j = (int(k) for k in np.unravel_index(int(shared.argmax()), shared.shape))
        after[i] = _told(after[i], found.pick([j]), now)
        shared[i, :] = shared[:, j] = 0
        free.discard(j)
    for j in sorted(free):
        if not len(boxes) or iou(boxes, found.xyxy[j : j + 1]).max() < 0.2:
            box, score = found.xyxy[j], float(found.score[j])
            still = np.zeros(4, np.float32)
            after.append(Track(box, found.label[j], score, now, now, still, number, found.pick([j])))
            number += 1
    return tuple(after)


def placed(found: Detections, boxes: BoxArray) -> Detections:
    """The same findings in other boxes, (N, 4); points go along with theirs."""
    points = tuple(_along(p, old, new) for p, old, new in zip(found.points, found.xyxy, boxes, strict=True))
    return replace(found, xyxy=boxes, points=points)


def _along(points: KeyPoints | None, old: BoxRow, new: BoxRow) -> KeyPoints | None:
    if points is None:
        return None
    grown = (new[2:] - new[:2]) / np.maximum(old[2:] - old[:2], 1e-3)
    return replace(points, xy=((points.xy - old[:2]) * grown + new[:2]).astype(np.float32))


def joined(parts: Sequence[Detections]) -> Detections:
    """All of them, in order."""
    return reduce(operator.add, parts, Detections.none())


def _kind(found: Detections, i: int) -> int | str:
    """What a thing stays while it is followed, where its label may tell what it does."""
    kind = found.class_id[i]
    return found.label[i] if kind is None else kind


def _told(track: Track, found: Detections, now: float) -> Track:
    """A small difference is mostly the detector's noise and counts little, a large one counts whole."""
    score = float(found.score[0])
    difference = found.xyxy[0] - track.box
    size = float(np.abs(difference).max() / max(track.box[2] - track.box[0], 1.0))
    trust = min(1.0, max(0.05, size * 3 - 0.15))
    return replace(
        track,
        label=found.label[0],
        detail=found,
        score=0.7 * track.score + 0.3 * score,
        confirmed_s=now,
        seen_s=now,
        sightings=track.sightings + 1,
        correction=(difference * np.float32(trust)).astype(np.float32),
    )


def _flowed(state: Following, gray: Gray, scale: float, now: float) -> tuple[Track, ...]:
    if state.gray is None or not state.tracks:
        return state.tracks
    boxes, sure = _move(state.gray, gray, as_boxes([t.box for t in state.tracks]), scale)
    part = np.float32(1 - math.exp(-max(0.0, now - state.time_s) / _SETTLE_S))
    return tuple(
        replace(
            track,
            box=box + part * track.correction,
            correction=(1 - part) * track.correction,
            seen_s=now if seen else track.seen_s,
        )
        for track, box, seen in zip(state.tracks, boxes, sure, strict=True)
    )


def _carried(asked: Asked, scale: float) -> Detections:
    found = asked.answer.result()
    boxes = found.xyxy
    for before, after in pairwise(asked.grays):
        boxes = _move(before, after, boxes, scale)[0]
    return placed(found, boxes)


def _move(before: Gray, after: Gray, boxes: BoxArray, scale: float) -> tuple[BoxArray, NDArray[np.bool_]]:
    moved, sure = carry(before, after, boxes * np.float32(scale))
    return moved / np.float32(scale), sure


def _lives(track: Track, now: float, answered_s: float, width: int, height: int) -> bool:
    x, y = (track.box[:2] + track.box[2:]) / 2
    inside = 0 <= x < width and 0 <= y < height
    patience = UNCONFIRMED_S if track.sightings > 1 else LOST_S
    return inside and now - track.seen_s <= LOST_S and answered_s - track.confirmed_s <= patience
