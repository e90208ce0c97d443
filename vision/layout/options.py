"""Every option of page segmentation, declared once; pages and the command line read them from here."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from vision.layout.types import InkMethod, LineDetector, TextDirection, Turned
from vision.params import Param, Range, param_of


@dataclass(frozen=True, slots=True)
class Option:
    """A parameter of `segment`; open: it may be None, which leaves it to the machine."""

    param: Param
    open: bool

    def check(self, value: Any) -> Any:
        """`value`, or both of a pair, in the parameter's own type; raises VisionError."""
        if self.open and value is None:
            return None
        return tuple(map(self.param.check, value)) if isinstance(value, tuple) else self.param.check(value)


@dataclass(frozen=True, slots=True)
class Options:
    """What may be told to the segmenter; it works without any of it."""

    text_direction: Annotated[TextDirection, "Which way the text runs."] = "horizontal-lr"
    turned: Annotated[
        Turned, "Degrees by which the page lies turned clockwise; auto: found by where its letters line up."
    ] = "auto"
    detector: Annotated[
        LineDetector, "How lines are found: step by step, or by a neural network whose file must be there."
    ] = "classical"
    method: Annotated[InkMethod, "How ink is told from paper."] = "wolf"
    scale: Annotated[
        float | None, Range(1, 1000, step=1, unit="px"), "Height of a letter in pixels; estimated when left out."
    ] = None
    max_column_separators: Annotated[
        int | None, Range(0, 99), "How many white gaps may part columns, the tallest first; all when left out."
    ] = None
    black_column_separators: Annotated[bool, "Short upright strokes part columns too."] = False
    keep_horizontal_rules: Annotated[bool, "Level rules belong to the text; otherwise they are taken out."] = False
    pad: Annotated[
        int | tuple[int, int], Range(0, 1000, step=1, unit="px"), "Pixels added left and right of each line."
    ] = 0

    def __post_init__(self) -> None:
        for option in layout_options():
            object.__setattr__(self, option.param.name, option.check(getattr(self, option.param.name)))

    def changed(self, **values: Any) -> Options:
        """The same with other values; raises VisionError for one out of range."""
        return replace(self, **values)


def layout_options() -> tuple[Option, ...]:
    """One record for each field of `Options`, in the order of the form."""
    hints = get_type_hints(Options, include_extras=True)
    return tuple(_DECLARED.setdefault(f.name, _option(f.name, hints[f.name], f.default)) for f in fields(Options))


_DECLARED: dict[str, Option] = {}


def _option(name: str, annotation: Any, default: Any) -> Option:
    base, *extras = get_args(annotation)
    if get_origin(base) is Literal:  # its words may have dashes, as kraken's do
        text = next(e for e in extras if isinstance(e, str))
        return Option(Param(name, "choice", default, text, choices=get_args(base)), False)
    kinds = get_args(base) or (base,)
    limits = next((e for e in extras if isinstance(e, Range)), None)
    begin = limits.low if default is None and limits else default
    return Option(param_of(name, Annotated[(kinds[0], *extras)], begin), NoneType in kinds)
