"""Every knob of motion detection, declared once; pages and the command line read the limits from here."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Literal, get_type_hints

from vision.params import Param, Range, param_of
from vision.types import VisionError
from vision.words.quote import quoted
from vision.words.said import said

MotionMethod = Literal["auto", "difference", "average", "mog2", "knn"]
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the frame, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class MotionSettings:
    """What counts as a change, when changes make an event, and what is kept of it.

    mask: the parts of the frame that are not looked at.
    """

    method: Annotated[
        MotionMethod,
        "auto: to how each spot usually looks, and beyond how much it strays; difference: to the last picture; "
        "average: to a running average of what stands still; mog2, knn: to a model of several looks of each spot.",
    ] = "auto"
    noise: Annotated[
        int, Range(0, 80, step=1), "How many grey levels (of 255) a spot must differ to count; 0 learns it."
    ] = 0
    threshold: Annotated[
        float,
        Range(0.02, 50, step=0.02, unit="% of the frame"),
        "How much of the frame must change to be significant.",
    ] = 0.04
    stable: Annotated[int, Range(1, 300), "How many quiet moments in a row mean that it is over."] = 20
    fewest: Annotated[int, Range(1, 100), "Events with fewer significant changes are thrown away as noise."] = 5
    before: Annotated[float, Range(0, 10, step=0.5, unit="s"), "How much is kept from before the motion."] = 2.0
    after: Annotated[float, Range(0, 10, step=0.5, unit="s"), "How much is kept from after the motion."] = 2.0
    join: Annotated[float, Range(0, 30, step=0.5, unit="s"), "Events with a shorter gap between them are one."] = 1.0
    longest: Annotated[float, Range(5, 3600, step=5, unit="s"), "A longer event goes on in a new clip."] = 120.0
    mask: tuple[Rect, ...] = ()

    def __post_init__(self) -> None:
        for param in motion_params():
            object.__setattr__(self, param.name, param.check(getattr(self, param.name)))
        object.__setattr__(self, "mask", tuple(check_rect(r) for r in self.mask))

    def changed(self, **values: Any) -> MotionSettings:
        """The same with other values; raises VisionError for one out of range."""
        return replace(self, **values)


def motion_params() -> tuple[Param, ...]:
    """One record for each knob (all but the mask), in the order of the form."""
    hints = get_type_hints(MotionSettings, include_extras=True)
    return tuple(_PARAMS.setdefault(f.name, param_of(f.name, hints[f.name], f.default)) for f in _knobs())


_PARAMS: dict[str, Param] = {}


def _knobs() -> list[Any]:
    return [f for f in fields(MotionSettings) if f.name != "mask"]


def check_rect(rect: Any) -> Rect:
    """`rect` as four shares of the frame in order; raises VisionError."""
    try:
        left, top, right, bottom = (float(v) for v in rect)
    except (TypeError, ValueError):
        left = math.nan
    if not (math.isfinite(left) and 0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise VisionError(
            said(
                "The mask {mask} cannot be used: it takes left, top, right, bottom, shares of the frame from 0 to 1.",
                mask=quoted(rect),
            )
        )
    return left, top, right, bottom


def parse_mask(text: str) -> tuple[Rect, ...]:
    """Rectangles written as "0,0,0.5,0.2; 0.8,0,1,1"; raises VisionError."""
    return tuple(check_rect(part.split(",")) for part in text.split(";") if part.strip())
