"""What a function on sound says of itself, read off its signature and docstring like a filter's."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from vision.params import Param, Value, param_of


@dataclass(frozen=True, slots=True)
class SoundFunction:
    """A function `(samples, state, *, ...) -> (what it makes, state)`, its label, its help and its parameters.

    state: makes the first. delay_s: how much later than it came in sound goes out, on average.
    """

    name: str
    label: str
    help: str
    params: tuple[Param, ...]
    function: Callable[..., Any]
    state: type
    delay_s: float = 0.0

    def complete(self, values: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter's value: those given, checked, and the defaults; raises VisionError."""
        return {p.name: p.check(values.get(p.name, p.default)) for p in self.params}


def described(label: str, function: Callable[..., Any], delay_s: float = 0.0) -> SoundFunction:
    """The record of a function; raises TypeError for one without docstring, parameters' ranges or state."""
    hints = get_type_hints(function, include_extras=True)
    given = inspect.signature(function).parameters.values()
    params = tuple(param_of(p.name, hints[p.name], p.default) for p in given if p.kind is p.KEYWORD_ONLY)
    doc = inspect.getdoc(function)
    if not doc or "state" not in hints:
        raise TypeError(f"{function.__name__} lacks its docstring, or its state")
    help_ = " ".join(doc.split("\n\n")[0].split())
    return SoundFunction(function.__name__, label, help_, params, function, hints["state"], delay_s)
