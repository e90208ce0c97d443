"""Patches of motion followed from picture to picture: how long each lives, how far it came, how large it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

PatchBox = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the reduced picture."""

_LOST_S = 0.35
_AT_ONCE = 0.004
_FRAMES = 4
_LARGE, _LARGE_IN_WEATHER = 0.0015, 0.01
_FAR = 2.0


@dataclass(frozen=True, slots=True)
class Thing:
    """A patch that is followed. begin: where its middle was first. size: pixels; mass: the sum of its sizes so far.

    stirs_s: since when it has been moving without a longer rest, None while it rests.
    """

    box: PatchBox
    begin: tuple[float, float]
    seen_s: float
    size: int
    frames: int = 1
    mass: int = 0
    stirs_s: float | None = None
    stirred_s: float = -math.inf

    def stirred(self, time_s: float) -> Thing:
        """It moves now."""
        since = self.stirs_s if self.stirs_s is not None and time_s - self.stirred_s < _LOST_S else time_s
        return replace(self, stirs_s=since, stirred_s=time_s)

    def counts(self, area: int, falls: bool) -> bool:
        """Whether it is more than a leaf, a drop or a grain of noise: large, or followed for some pictures and gone
        some way. area: pixels of the picture. falls: whether it rains or snows."""
        if not falls and self.size > _AT_ONCE * area:
            return True
        if self.frames < _FRAMES or self.mass < area * (_LARGE_IN_WEATHER if falls else _LARGE):
            return False
        return math.dist(self.begin, _middle(self.box)) >= _FAR


def follow(known: tuple[Thing, ...], box: PatchBox, size: int, time_s: float, falls: bool) -> Thing:
    """The longest known thing that may have come to `box`, or a new one."""
    before = [t for t in known if _reaches(t.box, box, falls)]
    if not before:
        return Thing(box, _middle(box), time_s, size, mass=size)
    oldest = max(before, key=lambda t: t.frames)
    return replace(oldest, box=box, seen_s=time_s, size=size, frames=oldest.frames + 1, mass=oldest.mass + size)


def remembered(known: tuple[Thing, ...], found: list[Thing], time_s: float) -> tuple[Thing, ...]:
    """What was found, and what was lost from sight just now."""
    begun = {t.begin for t in found}
    return (*found, *(t for t in known if time_s - t.seen_s < _LOST_S and t.begin not in begun))


def _middle(box: PatchBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _reaches(before: PatchBox, box: PatchBox, falls: bool) -> bool:
    """Whether a thing can have gone there: its own length, and only a pixel where what falls is everywhere."""
    left, top, right, bottom = before
    wide, high = (1, 1) if falls else (max(2, right - left), max(2, bottom - top))
    return box[0] < right + wide and box[2] > left - wide and box[1] < bottom + high and box[3] > top - high
