"""Bodies: 33 points, and how far elbows and knees are bent."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from vision.detect.follow import Following, follow, joined
from vision.learned.body import ANGLES, angles, find_bodies
from vision.models.shelf import BODY
from vision.processor import Moment, processor
from vision.types import Detections, Image, KeyPoints
from vision.words.said import said

_EVERY_S = 0.1
_ROOM = 1 / 40  # half a joint's box, of the picture's width


@processor("Body", needs=(BODY,))
def body(
    image: Image,
    state: Following,
    moment: Moment,
    *,
    bent: Annotated[bool, "Say how far elbows and knees are bent, in degrees; 180 is stretched."] = True,
) -> tuple[Detections, Following]:
    """Lay a skeleton of 33 points over a person.

    In words: The machine has learned from many pictures where people's joints are, even under a coat. It guesses all 33
        and says of each how sure it is that the joint can be seen; only those are drawn.
    Used for: Sports, where a trainer looks at knees and elbows, films with drawn figures, games that you dance to.

    MediaPipe's pose network (BlazePose, lite), trained on 85,000 pictures of one person each, most of them whole and
    at sports. It sees one person; it guesses where only half a body is in the picture, and mixes up left and right
    when somebody turns round.
    """
    after = follow(image, state, moment, partial(find_bodies, known=state.detections()), _EVERY_S)
    found = after.detections()
    shown = joined([found, *(_joints(image, p) for p in found.points if p is not None and bent)])
    return shown.clipped(image.shape[1], image.shape[0]), after


def _joints(image: Image, points: KeyPoints) -> Detections:
    """A small box around each elbow and knee in sight, labelled with its degrees."""
    half = image.shape[1] * _ROOM
    boxes, labels = [], []
    for name, degrees in angles(points).items():
        x, y = points.xy[ANGLES[name][1]]
        boxes.append([x - half, y - half, x + half, y + half])
        labels.append(said("{joint} {degrees:.0f}", joint=said(name), degrees=degrees))
    return Detections.of(boxes, labels)
