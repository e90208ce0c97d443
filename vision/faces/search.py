"""A search of a still picture by one detector: what it found, and what else there is to say."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from vision.faces.detect import Detector, see_faces
from vision.faces.find.cascades import load_all
from vision.faces.tradeoff import Progress, trials
from vision.types import Detections, Image
from vision.words.said import said

_QUICK = 1.5
SMALL_FACE = 0.06
"""Width of a face, in longer sides of its picture, below which its neighbours are often missed."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Faces as found, and in how many milliseconds; notice: why another detector did the work, or none.

    known: False when the search did not come to its end, and so nobody knows where faces are. quarters: turns
    anticlockwise that put the faces upright. doubtful: how many places may be faces and were not taken for one.
    """

    faces: Detections
    ms: float
    notice: str = ""
    known: bool = True
    quarters: int = 0
    doubtful: int = 0


def hard_to_find(image: Image, look: Look) -> bool:
    """Whether the cascades may well have missed faces that a network sees: small ones, or all, or some are doubtful."""
    widths = look.faces.xyxy[:, 2] - look.faces.xyxy[:, 0]
    return not len(widths) or look.doubtful > 0 or float(widths.min()) < SMALL_FACE * max(image.shape[:2])


def search(
    image: Image, detector: Detector, *, most_s: float, progress: Progress | None = None, **options: Any
) -> Look:
    """Faces in the picture's own pixels. The course detector does not begin what would not end within `most_s`
    seconds: a quick scan first tells how long the chosen one will take. Raises VisionError like `find_faces`.
    """
    load_all()
    if detector == "course":
        return _scan(image, most_s, progress, **options)
    notices: list[str] = []
    start = time.perf_counter()
    seen = see_faces(image, detector, notice=notices.append)
    ms = 1000 * (time.perf_counter() - start)
    notice = notices[0] if notices else ""
    return Look(seen.faces, ms, notice, quarters=seen.quarters, doubtful=seen.doubtful)


def _scan(image: Image, most_s: float, progress: Progress | None, *, scale_factor: float, **options: Any) -> Look:
    factors = sorted({scale_factor, max(scale_factor, _QUICK)})
    chosen = trials(image, factors, runs=1, most_s=most_s, progress=progress, **options)[0]
    if chosen.faces is None or chosen.ms is None:
        return Look(
            Detections.none(),
            0.0,
            said(
                "These settings would take longer than {seconds:.0f} seconds on this picture. "
                "Choose a larger scale factor or a larger smallest face.",
                seconds=most_s,
            ),
            known=False,
        )
    return Look(chosen.faces, chosen.ms)
