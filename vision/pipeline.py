"""Run a recipe on pictures, one after the other, and carry the state of the steps that remember."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from vision.draw import draw_detections
from vision.processor import Moment, Submit, run_now
from vision.recipe import Recipe, Step
from vision.types import Detections, Image, VisionError


@dataclass(frozen=True, slots=True)
class Timing:
    """What one step cost: `ms` milliseconds; `error` is its message when it raised and was passed over."""

    name: str
    ms: float
    error: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The picture with findings drawn, the findings, and what each step cost.

    `image` is the very input when no step touched it.
    """

    image: Image
    detections: Detections
    timings: tuple[Timing, ...]

    @property
    def errors(self) -> tuple[Timing, ...]:
        return tuple(t for t in self.timings if t.error)


class Pipeline:
    """Runs recipes for one viewer; not thread-safe.

    A state belongs to the n-th step of a name, and is dropped when that step goes, is switched off or raises,
    and when the frame size changes.
    """

    def __init__(self, submit: Submit = run_now) -> None:
        self._submit = submit
        self._states: dict[tuple[str, int], Any] = {}
        self._shape: tuple[int, ...] = ()

    def run(self, image: Image, recipe: Recipe, time_s: float = 0.0) -> Result:
        """`image` through the steps that are on. A step that raises is passed over and named in the timings.

        time_s: seconds, any origin, not backwards.
        """
        if image.shape != self._shape:
            self._states, self._shape = {}, image.shape
        moment = Moment(time_s, self._submit)
        run = _Run(image)
        kept = {}
        seen = Counter[str]()
        for step in recipe.steps:
            key = (step.name, seen[step.name])
            seen[step.name] += 1
            if step.on:
                state = run.take(step, self._states.get(key), moment)
                if state is not None:
                    kept[key] = state
        self._states = kept
        return run.finish()


class _Run:
    """One picture on its way through a recipe."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self.found = Detections.none()
        self.undrawn = Detections.none()
        self.timings: list[Timing] = []

    def take(self, step: Step, state: Any, moment: Moment) -> Any:
        """Apply one step and return its next state, None after an error."""
        began = time.perf_counter()
        error, after = "", None
        try:
            if step.processor.moves_pixels:
                self.draw()
            answer, after = step.processor(_read_only(self.image), state, moment, step.params)
            if isinstance(answer, Detections):
                self.found, self.undrawn = self.found + answer, self.undrawn + answer
            else:
                self.image = answer
        except Exception as raised:
            error = _in_words(raised)
        self.timings.append(Timing(step.name, (time.perf_counter() - began) * 1000, error))
        return after

    def draw(self) -> None:
        """Boxes go over all filters, yet are drawn before one that bends the picture, to travel with it."""
        if len(self.undrawn):
            self.image = draw_detections(self.image, self.undrawn)
            self.undrawn = Detections.none()

    def finish(self) -> Result:
        self.draw()
        return Result(self.image, self.found, tuple(self.timings))


def _read_only(image: Image) -> Image:
    view = image.view()
    view.flags.writeable = False
    return view


def _in_words(error: Exception) -> str:
    if isinstance(error, VisionError):
        return str(error)
    first = (str(error).strip().splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
