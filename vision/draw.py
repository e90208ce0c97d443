"""Findings drawn on a copy of the picture."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import cv2

from vision.types import Detections, Image

_KNOWN = {"face": (255, 176, 0), "eye": (0, 208, 255), "smile": (255, 92, 168), "profile": (140, 220, 60)}
_KNOWN |= {"right": (64, 200, 96), "invented": (240, 72, 72), "missed": (168, 120, 255)}
_OTHERS = ((255, 176, 0), (0, 208, 255), (255, 92, 168), (140, 220, 60), (178, 132, 255), (255, 120, 70))
_INK = (16, 16, 24)


def colour_of(label: str) -> tuple[int, int, int]:
    """The RGB colour that boxes of this label are drawn in, the same each time."""
    return _KNOWN.get(label) or _OTHERS[zlib.crc32(label.encode()) % len(_OTHERS)]


def draw_detections(
    image: Image,
    detections: Detections,
    *,
    numbers: bool = False,
    tags: Sequence[str] | None = None,
    strength: float = 1.0,
) -> Image:
    """A new picture with a box and a tag for each finding.

    The tag is the finding's label; with `numbers`, its place from 1; with `tags`, what they say, nothing where empty.
    strength: how much thicker and larger than usual lines and tags are, for pictures that are shown small.
    """
    canvas = image.copy()
    height, width = image.shape[:2]
    thickness = max(1, round(strength * min(height, width) / 240))
    for i, (box, label) in enumerate(zip(detections.xyxy, detections.label, strict=True)):
        left, top, right, bottom = (round(float(v)) for v in box)
        colour = colour_of(label)
        cv2.rectangle(canvas, (left, top), (right, bottom), colour, thickness)
        text = tags[i] if tags is not None else str(i + 1) if numbers else label
        if text:
            _tag(canvas, text, (left, top, right), colour, strength)
    return canvas


def _tag(canvas: Image, text: str, place: tuple[int, int, int], colour: tuple[int, int, int], strength: float) -> None:
    left, top, right = place
    size = strength * max(0.35, min(canvas.shape[:2]) / 900)
    stroke, margin = max(1, round(strength)), max(1, round(strength * min(canvas.shape[:2]) / 240))
    (w, h), base = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, size, stroke)
    if w > max(2 * (right - left), 24 * strength):
        return
    low = top if top > h + base + 2 else top + h + base + 2
    cv2.rectangle(canvas, (left, low - h - base - 2), (left + w + 2 * margin, low), colour, cv2.FILLED)
    cv2.putText(canvas, text, (left + margin, low - base), cv2.FONT_HERSHEY_DUPLEX, size, _INK, stroke, cv2.LINE_AA)
