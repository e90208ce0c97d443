"""The grid of a kernel, typed or dragged number by number while the picture runs, and named ones to begin with."""

from __future__ import annotations

import math
from collections.abc import Callable

import streamlit as st

from ui.common import drag, recipe_state
from ui.common.controls import control
from ui.common.language import _
from vision.params import Param, Value
from vision.pixels.kernels import KERNELS, divisor, resized, total
from vision.processor import Processor
from vision.recipe import Step
from vision.types import Numbers

_NARROW = 24  # pixels of a number at least, where five stand in a sidebar
_SIDES = {9: "3 × 3", 25: "5 × 5"}


def has_grid(entry: Processor) -> bool:
    return any(p.kind == "numbers" for p in entry.params)


def edit(step: Step, uid: int, place: str) -> dict[str, Value]:
    """The step's values as they stand in the page's grids and switches now. place: of its draft."""
    _begin_with(uid, place)
    values: dict[str, Value] = {}
    for param in step.processor.params:
        value = step.params[param.name]
        key = f"step {uid} {param.name} {_edition(uid)}"
        if isinstance(value, tuple):
            values[param.name] = _grid(param, value, uid, key, place)
        else:
            values[param.name] = control(param, value, key)
    numbers = values["numbers"]
    assert isinstance(numbers, tuple)
    st.caption(_in_words(numbers, divide=bool(values["divide"])))
    return values


def _begin_with(uid: int, place: str) -> None:
    key = f"step {uid} begin {_edition(uid)}"

    def begin() -> None:
        _take(place, uid, lambda step: KERNELS[st.session_state[key]].values)

    st.selectbox(
        _("Begin with"),
        list(KERNELS),
        None,
        format_func=_,
        key=key,
        on_change=begin,
        placeholder=_("Begin with …"),
    )


def _grid(param: Param, value: Numbers, uid: int, key: str, place: str) -> Numbers:
    """A square of numbers, and how large it is; one that may be left out has a switch."""
    if 0 in param.counts:
        label = _("{name} grid", name=_(param.label))
        wanted = st.toggle(label, bool(value), key=f"{key} on", help=_(param.help))
        if wanted != bool(value):
            _take(place, uid, lambda step: {param.name: resized((), _side(step.params["numbers"])) if wanted else ()})
            st.rerun(scope="fragment")
        if not value:
            return value
    count = st.segmented_control(
        _("Size of {name}", name=_(param.label)),
        list(_SIDES),
        default=len(value),
        required=True,
        format_func=_SIDES.__getitem__,
        key=f"{key} size",
        label_visibility="collapsed",
    )
    if count != len(value):
        _take(place, uid, lambda step: {param.name: resized(value, _side((0,) * int(count)))})
        st.rerun(scope="fragment")
    side = _side(value)
    drag.numbers(f"{key} grid")
    with st.container(key=f"{key} grid"), st.grid(side, wrap=False, min_column_width=_NARROW, gap="xxsmall"):
        return tuple(_cell(param, number, at, side, key) for at, number in enumerate(value))


def _cell(param: Param, number: float, place: int, side: int, key: str) -> float:
    assert param.range is not None
    row, column = divmod(place, side)
    typed = st.number_input(
        _("{name}: row {row:d}, column {column:d}", name=_(param.label), row=row + 1, column=column + 1),
        float(param.range.low),
        float(param.range.high),
        number,
        1.0,
        "%g",
        key=f"{key} {place}",
        label_visibility="collapsed",
        required=True,
    )
    return round(float(typed), 3)


def _take(place: str, uid: int, change: Callable[[Step], dict[str, Value]]) -> None:
    """Other values than those in the widgets, which are drawn anew."""
    draft = recipe_state.current(place)
    if uid in draft.ids:
        step = draft.step(uid)
        recipe_state.save(draft.replaced(uid, step.with_values(**change(step))))
        st.session_state[f"step {uid} edition"] = _edition(uid) + 1


def _edition(uid: int) -> int:
    return int(st.session_state.get(f"step {uid} edition", 0))


def _side(numbers: Value) -> int:
    assert isinstance(numbers, tuple)
    return math.isqrt(len(numbers))


def _in_words(numbers: Numbers, *, divide: bool) -> str:
    """The sum, and what it does to a picture that is all of one grey."""
    value = total(numbers)
    if value == 0:
        return _("Sum 0: what is all alike becomes black, and only changes are seen.")
    if divide:
        by = divisor(numbers, divide=True)
        return _("Sum {sum:g}, divided by {divisor:g}: the picture stays as bright.", sum=value, divisor=by)
    if value == 1:
        return _("Sum 1: the picture stays as bright.")
    return _("Sum {sum:g}: what is all alike becomes {sum:g} times as bright.", sum=value)
