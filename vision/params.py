"""One neutral record for each parameter, read off a function's signature once and used by every surface."""

from __future__ import annotations

import contextlib
import math
import re
import types
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, get_args, get_origin

from vision.types import Numbers, VisionError
from vision.words.quote import quoted
from vision.words.said import either, said, said_as

Value = bool | int | float | str | Numbers
Kind = Literal["int", "float", "bool", "choice", "numbers"]

SETTING = "setting"
"""Their names are nouns, and seldom what a button or a heading of the same letters means."""
_PLAIN = re.compile(r"[A-Za-z0-9_]+")
_DIGITS = 3
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


@dataclass(frozen=True, slots=True)
class Range:
    """Inclusive limits of a number, the step a slider takes, and the unit shown behind it, like "px".

    grows: the power of the picture's width that the number goes with, so that a look stays the same; 1 for "px" and
    0 for all others where nothing is said.
    """

    low: float
    high: float
    step: float | None = None
    unit: str = ""
    grows: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many numbers a list of them may hold, like 9 or 25 for a square."""

    allowed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Param:
    """What every surface needs to know of one parameter; a list of numbers keeps three digits behind the point.

    range: of each number. counts: how many a list may hold.
    """

    name: str
    kind: Kind
    default: Value
    help: str = ""
    range: Range | None = None
    choices: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        return said_as(SETTING, readable(self.name))

    @property
    def choice_labels(self) -> tuple[str, ...]:
        """Its choices as a page shows them."""
        return tuple(map(readable, self.choices))

    def check(self, value: object) -> Value:
        """`value` in this parameter's own type; raises VisionError saying what would be right."""
        if self.kind == "bool" and isinstance(value, bool):
            return value
        if self.kind == "choice" and value in self.choices:
            return str(value)
        if self.kind == "numbers" and isinstance(value, list | tuple):
            return self._check_numbers(value)
        if self.kind in ("int", "float") and isinstance(value, int | float) and not isinstance(value, bool):
            with contextlib.suppress(OverflowError):  # a whole number of hundreds of digits
                return self._check_number(value)
        raise self._refusal(quoted(value))

    def _check_number(self, value: float) -> Value:
        limits, whole = self.range, self.kind == "int"
        assert limits is not None  # `param_of` has seen to it
        if not math.isfinite(value) or not limits.low <= value <= limits.high or (whole and value != int(value)):
            raise self._refusal(f"{value:g}")
        return int(value) if whole else float(value)

    def _check_numbers(self, values: Sequence[object]) -> Value:
        limits = self.range
        assert limits is not None
        if len(values) in self.counts:
            plain = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
            if len(plain) == len(values) and all(limits.low <= v <= limits.high for v in plain):
                return tuple(round(float(v), _DIGITS) for v in plain)
        raise self._refusal(quoted(list(values)))

    def _refusal(self, value: str) -> VisionError:
        expected = self.expected
        return VisionError(
            said("{name} cannot be {value}: it takes {expected}.", name=self.name, value=value, expected=expected)
        )

    @property
    def expected(self) -> str:
        """The values allowed, in words."""
        if self.kind == "bool":
            return said("true or false")
        if self.range is None:
            return said("one of {choices}", choices=", ".join(self.choices))
        low, high = self.range.low, self.range.high
        if self.kind == "numbers":
            many = either(said("none") if count == 0 else str(count) for count in self.counts)
            return said("{many} numbers from {low:g} to {high:g}, with commas between", many=many, low=low, high=high)
        if self.kind == "int":
            return said("a whole number from {low:g} to {high:g}", low=low, high=high)
        return said("a number from {low:g} to {high:g}", low=low, high=high)

    @property
    def grows(self) -> int:
        """The power of the picture's width that it goes with, 0 for none."""
        if self.range is None:
            return 0
        return self.range.grows if self.range.grows is not None else int(self.range.unit == "px")

    def at_scale(self, value: Value, scale: float) -> Value:
        """`value` for a picture `scale` times as wide; it may go beyond the limits of what a person chooses."""
        if self.range is None or isinstance(value, str | tuple):
            return value
        if not self.grows or scale == 1:
            return value
        power, number = self.grows, value * scale**self.grows
        number = max(self.range.low, number) if power > 0 else min(self.range.high, number)
        return round(number) if self.kind == "int" else float(number)

    def parse(self, text: str) -> Value:
        """The value written as `text`, checked; raises VisionError."""
        value: object = text
        if self.kind == "bool":
            value = True if text.lower() in _TRUE else False if text.lower() in _FALSE else text
        elif self.kind == "numbers":
            with contextlib.suppress(ValueError):
                value = [float(number) for number in text.split(",") if text]
        elif self.kind != "choice":
            with contextlib.suppress(ValueError):
                value = float(text)
        return self.check(value)

    def format(self, value: Value) -> str:
        """Text that `parse` reads back to the same value."""
        if isinstance(value, tuple):
            return ",".join(str(int(number)) if number == int(number) else str(number) for number in value)
        return str(value).lower() if self.kind == "bool" else str(value)


def readable(name: str) -> str:
    """A parameter's or a choice's name as people read it."""
    return name.replace("_", " ").capitalize()


def param_of(name: str, annotation: Any, default: object) -> Param:
    """The Param that `name: annotation = default` declares; raises TypeError naming what is missing."""
    base: Any = annotation
    extras: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        base, *rest = get_args(annotation)
        extras = tuple(rest)
    text = next((e for e in extras if isinstance(e, str)), "")
    limits = next((e for e in extras if isinstance(e, Range)), None)
    counts = next((e.allowed for e in extras if isinstance(e, Counts)), ())
    param = _bare_param(name, base, limits, counts)
    try:
        return replace(param, default=param.check(default), help=text)
    except VisionError as error:
        raise TypeError(f"default out of range: {error}") from None


def _bare_param(name: str, base: Any, limits: Range | None, counts: tuple[int, ...]) -> Param:
    if base is bool:
        return Param(name, "bool", False)
    if base in (int, float):
        if limits is None:
            raise TypeError("a number needs a Range")
        if limits.step is None:
            limits = replace(limits, step=1 if base is int else (limits.high - limits.low) / 100)
        return Param(name, "int" if base is int else "float", 0, range=limits)
    if base == Numbers:
        if limits is None or not counts:
            raise TypeError("a list of numbers needs a Range and Counts")
        return Param(name, "numbers", (), range=limits, counts=counts)
    if get_origin(base) is Literal:
        choices = get_args(base)
        if all(isinstance(c, str) and _PLAIN.fullmatch(c) for c in choices):
            return Param(name, "choice", choices[0], choices=choices)
        raise TypeError("a choice takes plain words of letters, digits and underscores")
    shown = base if isinstance(base, types.GenericAlias) else getattr(base, "__name__", base)
    raise TypeError(f"a parameter is bool, int, float, Literal or Numbers, not {shown}")
