"""One picture under several scale factors: what each finds, and how long it takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from vision.faces.detect import find_faces
from vision.types import Detections, Image
from vision.words.said import N_, said

MS = 1000

DetectAt = Callable[[float], Detections]
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One scale factor. ms: the median of the runs. faces is None, and runs empty, when the time limit left it out."""

    scale_factor: float
    faces: Detections | None
    runs_ms: tuple[float, ...]

    @property
    def ms(self) -> float | None:
        return statistics.median(self.runs_ms) if self.runs_ms else None


def compare(
    detect: DetectAt,
    scale_factors: Sequence[float],
    *,
    runs: int = 5,
    limit_s: float = 20.0,
    progress: Progress | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Trial]:
    """A trial for each scale factor, in the order given; the quickest runs first.

    A scan cannot be stopped half way, so each setting's time is foreseen from the ones before it, and what would not
    end within `limit_s` seconds is left out or run fewer times. progress: called with the part done, in [0, 1], and
    a sentence.
    """
    start = clock()
    done: dict[float, Trial] = {}
    cost_s = 0.0  # of one run, per unit of `_work`
    order = sorted(set(scale_factors), reverse=True)
    for i, factor in enumerate(order):
        if progress is not None:
            progress(i / len(order), said("Scale factor {factor:g}", factor=factor))
        faces, times = None, list[float]()
        while len(times) < runs and clock() - start + cost_s * _work(factor) <= limit_s:
            before = clock()
            faces = detect(factor)
            times.append(clock() - before)
            cost_s = statistics.median(times) / _work(factor)
        done[factor] = Trial(factor, faces, tuple(MS * t for t in times))
    if progress is not None:
        progress(1.0, N_("Done"))
    return [done[factor] for factor in scale_factors]


def trials(
    image: Image,
    scale_factors: Sequence[float],
    *,
    runs: int,
    most_s: float,
    progress: Progress | None = None,
    **options: Any,
) -> list[Trial]:
    """`compare` for the course detector, whose other options are `options`; boxes in the picture's own pixels."""

    def detect(scale_factor: float) -> Detections:
        return find_faces(image, "course", scale_factor=scale_factor, **options)

    return compare(detect, scale_factors, runs=runs, limit_s=most_s, progress=progress)


def over_neighbors(
    image: Image, numbers: Sequence[int], *, progress: Progress | None = None, **options: Any
) -> dict[int, Detections]:
    """What the course detector finds for each number of neighbors that must agree."""
    found = {}
    for i, number in enumerate(numbers):
        if progress is not None:
            progress(i / len(numbers), said("Minimum neighbours: {number}", number=number))
        found[number] = find_faces(image, "course", min_neighbors=number, **options)
    return found


def _work(scale_factor: float) -> float:
    """Pixels scanned in all sizes of the pyramid, in pictures."""
    return 1 / (1 - scale_factor**-2)
