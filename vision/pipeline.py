"""Run a recipe on pictures, one after the other, and carry the state of the steps that remember."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from vision.curtain import Curtain
from vision.draw import draw_detections
from vision.processor import NOTHING, Moment, Submit, run_now
from vision.recipe import Recipe, Step
from vision.types import Detections, Image, VisionError
from vision.words.renamed import names_of
from vision.words.said import said_by
from vision.working_size import enlarged, narrowed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """What one step cost: `ms` milliseconds; `error` is its message when it raised and was passed over."""

    name: str
    ms: float
    error: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The picture with findings drawn, the findings, and what each step cost.

    `image` is the very input when no step touched it. unfiltered: the input, or, while a step hides, the picture as
    that left it: the most that may be shown or kept. hides: whether a step did. stand_in: whether both are shown in
    place of a picture that may not go out.
    """

    image: Image
    detections: Detections
    timings: tuple[Timing, ...]
    unfiltered: Image
    hides: bool = False
    stand_in: bool = False

    @property
    def errors(self) -> tuple[Timing, ...]:
        return tuple(t for t in self.timings if t.error)


class Pipeline:
    """Runs recipes for one viewer; not thread-safe.

    A state belongs to the n-th step of a name, and is dropped when that step goes, is switched off or raises,
    and when the frame size or what hides changes.
    """

    def __init__(self, submit: Submit = run_now) -> None:
        self._submit = submit
        self._states: dict[tuple[str, int], Any] = {}
        self._seen: tuple[object, ...] = ()
        self._curtain = Curtain()

    def run(self, image: Image, recipe: Recipe, time_s: float = 0.0, own: Mapping[str, Any] = NOTHING) -> Result:
        """`image` through the steps that are on, in the order of `recipe.running`.

        A step that raises, or returns what is no picture of the same size, is passed over and named in the timings;
        while a step hides, a stand-in goes out instead, until half a second after all works again.
        time_s: seconds, any origin, not backwards. own: what this viewer alone brought along.
        """
        seen = image.shape, tuple(step.name for step in recipe.hiding)
        if seen != self._seen:
            self._states, self._seen = {}, seen
        moment = Moment(time_s, self._submit, own)
        run = _Run(image, names_of(own))
        kept = {}
        count = Counter[str]()
        for step in recipe.running:
            key = (step.name, count[step.name])
            count[step.name] += 1
            state = run.take(step, self._states.get(key), moment)
            if state is not None:
                kept[key] = state
        self._states = kept
        return self._safe(run.finish(), time_s)

    def forget(self) -> None:
        """Drop all states: what comes next has nothing to do with what came before."""
        self._states = {}

    def distrust(self) -> None:
        """Something outside the steps failed: what comes next may not go out at once while a step hides."""
        self._curtain.fall()

    def stand_in(self, height: int, width: int) -> Image:
        """What goes out in place of a picture of this size that could not be worked on."""
        self._curtain.fall()
        return self._curtain.picture(height, width)

    def _safe(self, result: Result, time_s: float) -> Result:
        if not result.hides:
            self._curtain.forget()
            return result
        if result.errors:
            self._curtain.fall()
        elif self._curtain.take(result.image, time_s):
            return result
        shown = self._curtain.picture(*result.image.shape[:2])
        return Result(shown, result.detections, result.timings, shown, True, True)


class _Run:
    """One picture on its way through a recipe."""

    def __init__(self, image: Image, names: Mapping[str, str]) -> None:
        self._names = names
        self.image = self.unfiltered = image
        self.hides = False
        self.found = Detections.none()
        self.undrawn = Detections.none()
        self.timings: list[Timing] = []

    def take(self, step: Step, state: Any, moment: Moment) -> Any:
        """Apply one step and return its next state, None after an error."""
        began = time.perf_counter()
        error, after = "", None
        self.hides |= step.hides
        try:
            if step.processor.moves_pixels:
                self.draw()
            small = narrowed(self.image, step.width)
            answer, after = step.processor(_read_only(small), state, moment, step.params)
            self._use(answer, step, small)
        except Exception as raised:
            error, after = _in_words(raised), None
            if not isinstance(raised, VisionError):
                _log.warning("%s raised and was passed over", step.name, exc_info=True)
        self.timings.append(Timing(step.name, (time.perf_counter() - began) * 1000, error))
        return after

    def _use(self, answer: Any, step: Step, worked_on: Image) -> None:
        if step.processor.kind == "finder":
            _check_findings(answer)
            self.found, self.undrawn = self.found + answer, self.undrawn + answer
            return
        _check_picture(answer, worked_on)
        self.image = enlarged(answer, self.image, step.processor.enlarge)
        if step.hides:
            self.unfiltered = self.image

    def draw(self) -> None:
        """Boxes go over all filters, yet are drawn before one that bends the picture, to travel with it."""
        if len(self.undrawn):
            self.image = draw_detections(self.image, self.undrawn, names=self._names)
            self.undrawn = Detections.none()

    def finish(self) -> Result:
        self.draw()
        return Result(self.image, self.found, tuple(self.timings), self.unfiltered, self.hides)


def _check_picture(answer: Any, image: Image) -> None:
    if not isinstance(answer, np.ndarray):
        raise TypeError(f"returned {type(answer).__name__}, not a picture")
    if answer.dtype != np.uint8 or answer.shape != image.shape:
        raise TypeError(f"returned {answer.dtype} {answer.shape}, not uint8 {image.shape}")


def _check_findings(answer: Any) -> None:
    if not isinstance(answer, Detections):
        raise TypeError(f"returned {type(answer).__name__}, not Detections")
    if not np.isfinite(answer.xyxy).all():
        raise ValueError("returned a box that lies nowhere")


def _read_only(image: Image) -> Image:
    view = image.view()
    view.flags.writeable = False
    return view


def _in_words(error: Exception) -> str:
    if isinstance(error, VisionError):
        return said_by(error)
    first = (str(error).strip().splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
