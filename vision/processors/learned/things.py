"""Things: named now and then by a network, followed in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Literal

import cv2

from vision.detect.follow import Following, follow
from vision.draw import draw_detections, write_rimmed
from vision.learned.kinds import wanted
from vision.learned.objects import find_objects
from vision.models.shelf import OBJECTS
from vision.params import Range
from vision.processor import Moment, processor
from vision.processors.faces import Sure
from vision.types import Detections, Image
from vision.words.renamed import names_of

Kinds = Annotated[Literal["all", "people", "animals", "vehicles", "things"], "Which kinds of things are named."]
_EVERY_S = 0.12
_LINE = 255, 200, 40


def _asked_for(image: Image, sure: float, kinds: str) -> Detections:
    found = find_objects(image, sure)
    family = wanted(kinds)
    return found.pick([label in family for label in found.label])


def _followed(image: Image, state: Following, moment: Moment, sure: float, kinds: str) -> tuple[Detections, Following]:
    after = follow(image, state, moment, partial(_asked_for, sure=sure, kinds=kinds), _EVERY_S)
    return after.detections().clipped(image.shape[1], image.shape[0]), after


@processor("Objects", needs=(OBJECTS,))
def objects(
    image: Image, state: Following, moment: Moment, *, sure: Sure = 0.4, kinds: Kinds = "all"
) -> tuple[Detections, Following]:
    """Put a box with its name around each thing that the machine knows, and follow it.

    In words: The machine was shown a hundred thousand photographs in which people had drawn boxes around cups, cats and
        eighty kinds of things. It looks for small edges first, then for what edges make together, then for what those
        make: a handle and a rim are a cup. What it was never shown it cannot name, and calls by the nearest name.
    Used for: Cars that see who crosses the road, shops that count what is on a shelf, albums you can search.

    YOLOX-Nano, 0.9 million numbers learned from COCO's 118,000 photographs; its kinds are what those show, much of it
    from streets and kitchens in rich countries. It errs at things cut off by the picture's edge, seen from unusual
    sides, small or dark, and it takes pictures of things for things. A look at 416 x 416 pixels each eighth of a
    second, optical flow in between.
    """
    return _followed(image, state, moment, sure, kinds)


@dataclass(frozen=True, slots=True, eq=False)
class Passing:
    """What is followed, which side of the line each was on last, and how many went each way."""

    following: Following = field(default_factory=Following)
    side: tuple[tuple[int, bool], ...] = ()
    forth: int = 0
    back: int = 0

    def after(self, following: Following, beyond: dict[int, bool]) -> Passing:
        """One frame on; beyond: for each thing in sight by its number, whether it is beyond the line now."""
        before = dict(self.side)
        crossed = [now for number, now in beyond.items() if before.get(number, now) != now]
        return Passing(following, tuple(beyond.items()), self.forth + sum(crossed), self.back + crossed.count(False))


@processor("Counting line", needs=(OBJECTS,))
def counting_line(
    image: Image,
    state: Passing,
    moment: Moment,
    *,
    place: Annotated[float, Range(0.1, 0.9, step=0.05), "Where the line stands, from one border to the other."] = 0.5,
    line: Annotated[Literal["upright", "level"], "Which way the line runs."] = "upright",
    kinds: Kinds = "people",
    sure: Sure = 0.4,
) -> tuple[Image, Passing]:
    """Count how many go by a line, each way.

    In words: Each thing that the machine finds gets a number, and keeps it while it is followed. Whenever the middle of
        one comes from one side of the line to the other, the machine counts one more.
    Used for: Counting cars on a road, visitors at a door, fish in a river.

    Objects are found and followed as in the look of that name. Two people who hide each other may be counted once, and
    one who is lost on the line and found again beyond it is not counted.
    """
    found, following = _followed(image, state.following, moment, sure, kinds)
    axis, extent = (0, image.shape[1]) if line == "upright" else (1, image.shape[0])
    middles = (found.xyxy[:, axis] + found.xyxy[:, axis + 2]) / 2
    numbers = [number for number in found.track_id if number is not None]
    after = state.after(following, dict(zip(numbers, (middles > place * extent).tolist(), strict=True)))
    canvas = draw_detections(image, found, names=names_of(moment.own))
    return _drawn(canvas, after, axis, round(place * extent)), after


def _drawn(canvas: Image, passing: Passing, axis: int, at: int) -> Image:
    height, width = canvas.shape[:2]
    thickness = max(1, round(min(height, width) / 160))
    cv2.line(canvas, (at, 0) if axis == 0 else (0, at), (at, height) if axis == 0 else (width, at), _LINE, thickness)
    size = max(0.3, min(height, width) / 480)
    words = f"{passing.back} <  > {passing.forth}"
    (wide, tall), _ = cv2.getTextSize(words, cv2.FONT_HERSHEY_DUPLEX, size, thickness)
    left, low = (width - wide) // 2, height - tall
    face = cv2.FONT_HERSHEY_DUPLEX
    write_rimmed(canvas, words, (left, low), size, stroke=thickness, rim=thickness, face=face)
    return canvas
