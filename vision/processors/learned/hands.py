"""Hands: 21 points each, fingers counted, gestures read by stated rules, and a fingertip that paints."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.detect.follow import Following, follow
from vision.learned.gestures import count, gesture
from vision.learned.hands import find_hands
from vision.models.shelf import HAND, PALM
from vision.params import Range
from vision.processor import Moment, processor
from vision.types import Detections, Image, KeyPoints
from vision.words.said import N_, said_of

Most = Annotated[int, Range(1, 4), "How many hands are looked for at most; fewer are found faster."]
Say = Annotated[Literal["fingers", "gestures", "nothing"], "What stands beside a hand."]
_EVERY_S = 0.1
_INDEX_TIP = 8


def _told(image: Image, known: Detections, most: int, say: str) -> Detections:
    found = find_hands(image, known, most)
    return replace(found, label=tuple(_words(hand, say) for hand in found.points if hand is not None))


def _words(hand: KeyPoints, say: str) -> str:
    if say == "fingers":
        return said_of("{number} finger", "{number} fingers", count(hand))
    return (gesture(hand) or N_("hand")) if say == "gestures" else "hand"


def _followed(image: Image, state: Following, moment: Moment, most: int, say: str) -> tuple[Detections, Following]:
    after = follow(image, state, moment, partial(_told, known=state.detections(), most=most, say=say), _EVERY_S)
    return after.detections().clipped(image.shape[1], image.shape[0]), after


@processor("Hands", needs=(PALM, HAND))
def hands(
    image: Image, state: Following, moment: Moment, *, say: Say = "fingers", most: Most = 2
) -> tuple[Detections, Following]:
    """Find each hand's joints, and count its fingers or read its gesture.

    In words: One network finds palms, which are stiff and easy to find, and another lays 21 points on the joints. Then
        plain rules decide: a finger that is straight and reaches away from the wrist is raised.
    Used for: Games without a controller, machines steered by a wave, and first steps towards reading sign language.

    A finger is raised when it is straighter than 150 degrees at its middle joint, its tip is farther from the wrist
    than that joint, and it is at least half as long as the palm; a thumb when it is straight and stands off the palm.
    All raised: open hand. None: fist. The thumb alone, upwards: thumb up. Index and middle finger: victory. The index
    finger alone: pointing. MediaPipe's networks, trained on photographs of some 10,000 people's hands and on rendered
    ones. They err at hands seen from the edge, behind things, folded into each other, in gloves.
    """
    return _followed(image, state, moment, most, say)


@dataclass(frozen=True, slots=True, eq=False)
class Painting:
    """What is followed, what was painted, (H, W) 0 to 255, and where the brush is."""

    following: Following = field(default_factory=Following)
    paint: NDArray[np.uint8] | None = None
    tip: tuple[int, int] | None = None


@processor("Air drawing", needs=(PALM, HAND))
def air_drawing(
    image: Image,
    state: Painting,
    moment: Moment,
    *,
    brush: Annotated[int, Range(2, 30, unit="px"), "How thick the line is."] = 8,
    hue: Annotated[int, Range(0, 359, unit="°"), "The paint's place on the colour wheel."] = 45,
) -> tuple[Image, Painting]:
    """Paint in the air with a fingertip; an open hand wipes all away.

    In words: The machine looks where the tip of your index finger is. While only that finger is raised it paints, with
        a fist it lifts the brush, and when it sees an open hand it takes a new sheet.
    Used for: Drawing on a wall from afar, and switching lights without touching anything.

    The points and rules are those of the look called hands.
    """
    found, following = _followed(image, state.following, moment, 1, "gestures")
    paint = np.zeros(image.shape[:2], np.uint8) if state.paint is None else state.paint
    hand = found.points[0] if len(found) else None
    tip = None
    if hand is not None and found.label[0] == "open hand":
        paint = np.zeros_like(paint)
    elif hand is not None and found.label[0] == "pointing":
        x, y = np.clip(hand.xy[_INDEX_TIP], 0, image.shape[1::-1])
        tip = int(x), int(y)
        paint = paint.copy()
        cv2.line(paint, state.tip or tip, tip, 255, brush, cv2.LINE_AA)
    return _painted(image, paint, hue, hand, brush), Painting(following, paint, tip)


def _painted(image: Image, paint: NDArray[np.uint8], hue: int, hand: KeyPoints | None, brush: int) -> Image:
    canvas = image.copy()
    colour = cv2.cvtColor(np.array([[[hue // 2, 220, 255]]], np.uint8), cv2.COLOR_HSV2RGB)[0, 0]
    wet = paint > 0
    share = paint[wet][:, None].astype(np.uint16)
    canvas[wet] = (canvas[wet] * (255 - share) + colour * share) // 255
    if hand is not None:
        x, y = (int(v) for v in np.clip(hand.xy[_INDEX_TIP], 0, image.shape[1::-1]))
        cv2.circle(canvas, (x, y), brush, tuple(int(v) for v in colour), max(1, brush // 4), cv2.LINE_AA)
    return canvas
