"""A recipe is a list of steps; one line of text and JSON say the same."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vision.catalogue import catalogue, find
from vision.params import Value
from vision.processor import Processor
from vision.types import VisionError
from vision.words.quote import quoted
from vision.words.said import said
from vision.working_size import WIDTH

MOST_STEPS = 16
LONGEST_TEXT = 8000
_LONGEST_JSON = 40_000


@dataclass(frozen=True, slots=True)
class Step:
    """One processor with all its values; `on` is False for a step that is kept but skipped.

    width: a wider picture is worked at this width and enlarged; 0 for none.
    """

    name: str
    values: tuple[tuple[str, Value], ...]
    on: bool = True
    width: int = 0

    @classmethod
    def of(cls, name: str, values: Mapping[str, object] | None = None, on: bool = True) -> Step:
        """A checked step, defaults filled in; raises VisionError."""
        return cls(name, tuple(find(name).complete(values or {}).items()), on)

    @property
    def processor(self) -> Processor:
        return find(self.name)

    @property
    def params(self) -> dict[str, Value]:
        return dict(self.values)

    @property
    def hides(self) -> bool:
        """Whether it makes somebody unrecognisable; so may one that is known no more."""
        try:
            return self.processor.hides
        except VisionError:
            return True

    def with_values(self, **values: object) -> Step:
        return Step.of(self.name, {**self.params, **values}, self.on)

    def switched(self, on: bool) -> Step:
        return replace(self, on=on)

    def at_width(self, width: int, like: int) -> Step:
        """See `Recipe.at_width`."""
        if self.processor.enlarge and width > like:
            return replace(self, width=like)
        params = self.processor.params
        return replace(self, values=tuple((p.name, p.at_scale(self.params[p.name], width / like)) for p in params))

    def __str__(self) -> str:
        words = [self.name if self.on else f"-{self.name}"]
        for param in self.processor.params:
            value = self.params[param.name]
            if value != param.default:
                words.append(f"{param.name}={param.format(value)}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Steps in the order they run. `str(recipe)` is its line of text, `none` the empty one."""

    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if len(self.steps) > MOST_STEPS:
            raise VisionError(
                said(
                    "A recipe holds at most {most} steps; this one has {number}.",
                    most=MOST_STEPS,
                    number=len(self.steps),
                )
            )

    @classmethod
    def parse(cls, text: str) -> Recipe:
        """The recipe written as `gamma exponent=2.0 -canny low=40`.

        A name starts a step, `name=value` sets it, a dash before a name switches the step off.
        Raises VisionError.
        """
        if len(text) > LONGEST_TEXT:
            raise VisionError(
                said(
                    "A recipe is at most {longest} characters long; this one has {number}.",
                    longest=LONGEST_TEXT,
                    number=len(text),
                )
            )
        try:
            words = shlex.split(text)
        except ValueError:
            raise VisionError("The recipe has a quotation mark that is not closed.") from None
        return cls.from_words(words)

    @classmethod
    def from_words(cls, words: Iterable[str]) -> Recipe:
        steps: list[tuple[str, dict[str, Value], bool]] = []
        for word in words:
            name, equals, value = word.partition("=")
            if not equals:
                steps.append((word.removeprefix("-"), {}, not word.startswith("-")))
            elif not steps:
                raise VisionError(
                    said("The recipe starts with {word}; it must start with the name of a filter.", word=quoted(word))
                )
            else:
                owner, values, _ = steps[-1]
                values[name] = find(owner).param(name).parse(value)
        if [name for name, *_ in steps] == ["none"]:
            return cls()
        return cls(tuple(Step.of(*step) for step in steps))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The recipe that `to_json` wrote; raises VisionError."""
        if len(text) > _LONGEST_JSON:
            raise VisionError(
                said(
                    "A recipe in JSON is at most {longest} characters long; this has {number}.",
                    longest=_LONGEST_JSON,
                    number=len(text),
                )
            )
        try:
            rows = json.loads(text)["steps"]
            return cls(tuple(_step_from(row) for row in rows))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            if isinstance(error, VisionError):
                raise
            raise VisionError('A recipe in JSON looks like {"steps": [{"name": "gamma"}]}; this does not.') from None

    @classmethod
    def hiding_in(cls, text: str) -> Recipe:
        """The steps that hide, as far as a text that is no recipe names them: who asked to be hidden is."""
        known = catalogue()
        named = dict.fromkeys(text[:LONGEST_TEXT].split())
        return cls(tuple(Step.of(word) for word in named if word in known and known[word].hides))

    def to_json(self) -> str:
        rows = [{"name": s.name, "on": s.on, "params": s.params} for s in self.steps]
        return json.dumps({"steps": rows}, indent=2)

    @property
    def hiding(self) -> tuple[Step, ...]:
        """The steps that are on and hide."""
        return tuple(step for step in self.steps if step.on and step.hides)

    @property
    def running(self) -> tuple[Step, ...]:
        """The steps that are on, in the order they run.

        One that hides runs before all filters, so that none can keep or bring back what it hides, and again at its own
        place behind them, to hide what they may have brought to light.
        """
        on = [step for step in self.steps if step.on]
        behind = next((i for i, step in enumerate(on) if _changes(step)), len(on))
        first = [step for step in on[behind:] if step.hides]
        return (*on[:behind], *first, *on[behind:])

    def at_width(self, width: int, like: int = WIDTH) -> Recipe:
        """The steps that make a picture of this width look as these make one that is `like` pixels wide.

        Its numbers may go beyond what a person can choose: it is for `Pipeline.run`, not for links or files.
        """
        return Recipe(tuple(step.at_width(width, like) for step in self.steps))

    def __str__(self) -> str:
        return " ".join(map(str, self.steps)) or "none"

    def __len__(self) -> int:
        return len(self.steps)

    def added(self, step: Step) -> Recipe:
        return Recipe((*self.steps, step))

    def without(self, index: int) -> Recipe:
        return Recipe(self.steps[:index] + self.steps[index + 1 :])

    def replaced(self, index: int, step: Step) -> Recipe:
        return Recipe((*self.steps[:index], step, *self.steps[index + 1 :]))

    def moved(self, index: int, to: int) -> Recipe:
        """The step at `index` put at place `to`, kept inside the list."""
        steps = list(self.steps)
        steps.insert(max(0, min(to, len(steps) - 1)), steps.pop(index))
        return Recipe(tuple(steps))


def _changes(step: Step) -> bool:
    """Whether it is a filter that hides nothing."""
    return not step.hides and step.processor.kind == "filter"


def _step_from(row: dict[str, Any]) -> Step:
    name, on, values = row["name"], row.get("on", True), row.get("params", {})
    if not isinstance(name, str) or not isinstance(on, bool):
        raise TypeError
    return Step.of(name, dict(values), on)
