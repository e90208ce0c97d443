"""Which values of a setting a strip shows: a number's ends and the usual one, each choice, both ways of a switch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from vision.params import Param, Value
from vision.pixels.kernels import KERNELS
from vision.recipe import Step

Values = Mapping[str, Value]

SHOWN: Mapping[str, Values] = MappingProxyType(
    {
        "gamma": {"exponent": 0.5},
        "colour_tracker": {"hue": 10, "tolerance": 15},
    }
)
"""What a processor is shown with where its usual values would show nothing."""

_BESIDE: Mapping[tuple[str, str], Values] = MappingProxyType(
    {
        ("threshold", "level"): {"method": "binary"},
        ("threshold", "radius"): {"method": "adaptive"},
        ("threshold", "offset"): {"method": "adaptive"},
        ("threshold", "strictness"): {"method": "sauvola"},
        ("slit_scan", "hold"): {"seconds": 1.0},
        ("kernel", "second"): {"numbers": KERNELS["Roberts, falling"].numbers},
        ("kernel", "divide"): {"numbers": KERNELS["Blur"].numbers},
    }
)
"""What else must be set for a setting to matter."""

_KERNELS = ("Edge", "Blur", "Sharpen", "Emboss")


def beside(step: Step, param: Param) -> Step:
    """The step that the setting is changed in."""
    others = {name: value for name, value in step.values if name != param.name}
    return Step.of(step.name, {**others, **_BESIDE.get((step.name, param.name), {})})


def variants(step: Step, param: Param) -> Iterator[tuple[str, Step]]:
    """(what stands under the picture, the step it is made with), in the order they are shown."""
    base = beside(step, param)
    if param.kind == "numbers":
        yield from _of_kernels(base, param)
        return
    for value in values(param):
        yield caption(param, value), base.with_values(**{param.name: value})


def values(param: Param) -> tuple[Value, ...]:
    """Those of a strip: of a number the lowest, the usual and the highest, or the middle where the usual is an end."""
    if param.kind == "bool":
        return False, True
    if param.range is None:
        return param.choices
    low, high = param.check(param.range.low), param.check(param.range.high)
    usual = param.default if param.default not in (low, high) else _middle(param)
    return low, usual, high


def caption(param: Param, value: Value) -> str:
    """The value as a person reads it."""
    if param.kind == "bool":
        return "on" if value else "off"
    unit = param.range.unit if param.range else ""
    number = f"{value:g}" if isinstance(value, int | float) else str(value).replace("_", " ")
    shown = f"{number} {unit}".strip()
    return f"{shown}, the usual" if value == param.default else shown


def _middle(param: Param) -> Value:
    assert param.range is not None
    low, high, step = param.range.low, param.range.high, param.range.step or 1
    return param.check(low + round((high - low) / 2 / step) * step)


def _of_kernels(base: Step, param: Param) -> Iterator[tuple[str, Step]]:
    if param.name == "numbers":
        for name in _KERNELS:
            yield name, base.with_values(**KERNELS[name].values)
    else:
        rising = "Roberts, rising"
        yield "none", base
        yield rising, base.with_values(**{param.name: KERNELS[rising].numbers})
