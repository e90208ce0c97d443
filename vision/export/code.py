"""The Python lines that do what a pipeline does with a recipe on one still picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vision.params import Param, Value
from vision.processors.learned import background, taught
from vision.recipe import Recipe, Step
from vision.working_size import WIDTH

_SCALE = f"scale = image.shape[1] / {WIDTH}  # pixels below mean those of a picture {WIDTH} pixels wide"
_DRAW = "image = draw_detections(image, found)"


@dataclass(frozen=True, slots=True)
class StepCode:
    """One step that is on, and its lines; `image` and, after a finder, `found` are what they work on."""

    step: Step
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecipeCode:
    """`imports`: sorted. `first` and `last`: lines before and after all steps."""

    imports: tuple[str, ...]
    first: tuple[str, ...]
    steps: tuple[StepCode, ...]
    last: tuple[str, ...]


def code_of(recipe: Recipe) -> RecipeCode:
    """The steps in the order they run; findings are drawn where `Pipeline` draws them."""
    writer = _Writer()
    steps = tuple(StepCode(step, tuple(writer.lines(step))) for step in recipe.running)
    last = (_DRAW,) if writer.drawing_due else ()
    if writer.draws or last:
        writer.imported.add("from vision.draw import draw_detections")
    first = (_SCALE,) if writer.scales else ()
    return RecipeCode(tuple(sorted(writer.imported)), first, steps, last)


@dataclass(slots=True)
class _Writer:
    imported: set[str] = field(default_factory=set)
    drawing_due: bool = False
    draws: bool = False
    scales: bool = False

    def lines(self, step: Step) -> Iterator[str]:
        processor = step.processor
        if processor.moves_pixels and self.drawing_due:
            self.drawing_due, self.draws = False, True
            yield _DRAW
        call = self._call(step)
        state = ", _" if processor.state else ""
        if processor.enlarge:
            self._import("vision.working_size", "enlarged")
            self._import("vision.working_size", "narrowed")
            yield "small = narrowed(image)"
            yield f"small{state} = {call}"
            yield f"image = enlarged(small, image, {processor.enlarge!r})"
        elif processor.kind == "filter":
            yield f"image{state} = {call}"
        elif not self.drawing_due:
            yield f"found{state} = {call}"
        else:
            yield f"more{state} = {call}"
            yield "found = found + more"
        self.drawing_due |= processor.kind == "finder"

    def _call(self, step: Step) -> str:
        processor = step.processor
        self._import(processor.function.__module__, processor.function.__name__)
        words = ["small" if processor.enlarge else "image"]
        if processor.state:
            self._import(processor.state.__module__, processor.state.__name__)
            words.append(f"{processor.state.__name__}()")
        if processor.wants_moment:
            words.append(self._moment(step))
        scale = "min(1, scale)" if processor.enlarge else "scale"
        words += [f"{p.name}={self._value(p, step.params[p.name], scale)}" for p in processor.params]
        return f"{step.name}({', '.join(words)})"

    def _moment(self, step: Step) -> str:
        self._import("vision.processor", "Moment")
        if step.processor.group == taught.OWN:
            self._import("pathlib", "Path")
            self._import("vision.teach.saved", "from_json")
            return f'Moment(own={{"{taught.OWN}": from_json(Path("taught.json").read_bytes())}})'
        if background.wants_own(step.name, step.params):
            self._import("pathlib", "Path")
            self._import("vision.imageio", "load_image")
            return f'Moment(own={{"{background.OWN}": load_image(Path("backdrop.jpg"))}})'
        return "Moment()"

    def _value(self, param: Param, value: Value, scale: str) -> str:
        """What `Param.at_scale` works out, to read."""
        if not param.grows or param.range is None:
            return repr(value)
        self.scales = True
        if param.grows < 0:
            return f"min({param.range.high:g}, {value!r} / {scale})"
        number = f"{value!r} * {scale}" + (f" ** {param.grows}" if param.grows > 1 else "")
        return f"max({param.range.low:g}, {f'round({number})' if param.kind == 'int' else number})"

    def _import(self, module: str, name: str) -> None:
        self.imported.add(f"from {module} import {name}")
