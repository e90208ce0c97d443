"""Findings drawn on a copy of the picture: boxes with tags, masks as a tint, key points with their links."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from vision.letters.runs import can_write
from vision.letters.stamp import stamp
from vision.types import Detections, Image, KeyPoints, Silhouette
from vision.words.renamed import ENGLISH, renamed

_KNOWN = {"face": (255, 176, 0), "eye": (0, 208, 255), "smile": (255, 92, 168), "profile": (140, 220, 60)}
_KNOWN |= {"right": (64, 200, 96), "invented": (240, 72, 72), "missed": (168, 120, 255)}
_OTHERS = ((255, 176, 0), (0, 208, 255), (255, 92, 168), (140, 220, 60), (178, 132, 255), (255, 120, 70))
_INK, _LIGHT = (16, 16, 24), (250, 250, 250)
_MANY = 100
_EM = 29  # pixels of a font that is as high as OpenCV's letters of size 1
_FAR = 1e6
IN_SIGHT = 0.5
"""How sure it must be that a key point is in sight before it is drawn."""


def colour_of(label: str) -> tuple[int, int, int]:
    """The RGB colour that boxes of this label are drawn in, the same each time."""
    return _KNOWN.get(label) or _OTHERS[zlib.crc32(label.encode()) % len(_OTHERS)]


def label_for(label: str, names: Mapping[str, str]) -> str:
    """The label by these names; in English where no font of this computer has their letters."""
    words = renamed(label, names)
    return words if can_write(words) else label


def draw_detections(
    image: Image,
    detections: Detections,
    *,
    numbers: bool = False,
    tags: Sequence[str] | None = None,
    strength: float = 1.0,
    names: Mapping[str, str] = ENGLISH,
) -> Image:
    """A new picture with a tag and a box for each finding; where it has a mask or key points, these instead of the box.

    The tag is the finding's label; with `numbers`, its place from 1; with `tags`, what they say, nothing where empty.
    strength: how much thicker and larger than usual lines and tags are, for pictures that are shown small.
    names: the labels' own in the viewer's language.
    """
    canvas = image.copy()
    height, width = image.shape[:2]
    thickness = max(1, round(strength * min(height, width) / 240))
    for i, (box, label) in enumerate(zip(detections.xyxy, detections.label, strict=True)):
        left, top, right, bottom = (round(float(v)) for v in box)
        colour = colour_of(label)
        mask, points = detections.mask[i], detections.points[i]
        if mask is not None:
            _tint(canvas, mask, (left, top, right, bottom), colour)
        if points is not None:
            _bones(canvas, points, colour, thickness)
        elif mask is None:
            cv2.rectangle(canvas, (left, top), (right, bottom), colour, thickness)
        text = tags[i] if tags is not None else str(i + 1) if numbers else label_for(label, names)
        if text:
            _tag(canvas, text, (left, top, right), colour, strength)
    return canvas


def write_rimmed(
    canvas: Image,
    words: str,
    place: tuple[int, int],
    size: float,
    *,
    stroke: int = 1,
    rim: int = 1,
    colour: tuple[int, int, int] = _LIGHT,
    edge: tuple[int, int, int] = _INK,
    face: int = cv2.FONT_HERSHEY_SIMPLEX,
) -> None:
    """Letters with an edge round them, in place, to be read on anything. place: of their lower left corner.

    rim: pixels of the edge on either side of a stroke. OpenCV's letters where they suffice, for ASCII, which `stroke`
    and `face` are of; this computer's fonts for all others.
    """
    if not words.isascii():
        stamp(words, _em(size), colour, rim=rim, edge=edge).put(canvas, *place)
        return
    for shade, thick in ((edge, stroke + 2 * rim), (colour, stroke)):
        cv2.putText(canvas, words, place, face, size, shade, thick, cv2.LINE_AA)


def _em(size: float) -> int:
    return max(1, round(_EM * size))


def _tint(canvas: Image, mask: Silhouette, box: tuple[int, int, int, int], colour: tuple[int, int, int]) -> None:
    """The thing's pixels half in its colour."""
    left, top, right, bottom = box
    wide = cv2.resize(mask.astype(np.uint8), (max(1, right - left), max(1, bottom - top))) > 0
    height, width = canvas.shape[:2]
    rows, columns = slice(max(top, 0), min(bottom, height)), slice(max(left, 0), min(right, width))
    part = canvas[rows, columns]
    seen = wide[rows.start - top :, columns.start - left :][: part.shape[0], : part.shape[1]]
    part[seen] = (part[seen].astype(np.uint16) + colour) // 2


def _bones(canvas: Image, points: KeyPoints, colour: tuple[int, int, int], thickness: int) -> None:
    """Links between points in sight, and dots: light where there are few, small where there are many."""
    many = len(points.xy) > _MANY
    places = [(round(float(x)), round(float(y))) for x, y in np.clip(points.xy, -_FAR, _FAR)]
    seen = points.seen >= IN_SIGHT
    for a, b in points.skeleton.links:
        if seen[a] and seen[b]:
            cv2.line(canvas, places[a], places[b], colour, 1 if many else thickness + 1, cv2.LINE_AA)
    for i in np.flatnonzero(seen):
        cv2.circle(canvas, places[i], 1 if many else thickness + 1, colour if many else _LIGHT, cv2.FILLED)


def _tag(canvas: Image, text: str, place: tuple[int, int, int], colour: tuple[int, int, int], strength: float) -> None:
    left, top, right = place
    size = strength * max(0.35, min(canvas.shape[:2]) / 900)
    stroke, margin = max(1, round(strength)), max(1, round(strength * min(canvas.shape[:2]) / 240))
    letters = None if text.isascii() else stamp(text, _em(size), _INK)
    if letters is None:
        (w, h), base = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, size, stroke)
    else:
        w, h, base = letters.width, letters.foot, letters.height - letters.foot
    if w > max(2 * (right - left), 24 * strength):
        return
    low = top if top > h + base + 2 else top + h + base + 2
    cv2.rectangle(canvas, (left, low - h - base - 2), (left + w + 2 * margin, low), colour, cv2.FILLED)
    if letters is None:
        foot = left + margin, low - base
        cv2.putText(canvas, text, foot, cv2.FONT_HERSHEY_DUPLEX, size, _INK, stroke, cv2.LINE_AA)
    else:
        letters.put(canvas, left + margin, low - base)
