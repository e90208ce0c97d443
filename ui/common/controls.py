"""Param -> widget: the only place that picks widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from ui.common.language import _
from vision.params import Param, Value, readable

_FEW = 3
T = TypeVar("T")


def control(param: Param, value: Value, key: str, label: str = "", tip: str = "") -> Value:
    """A widget for the parameter that begins at `value`; what it holds now.

    label, tip: in place of its own, in the visitor's language.
    """
    label, tip = _label(param, label or _(param.label)), tip or _(param.help)
    if param.kind == "bool":
        return st.toggle(label, bool(value), key=key, help=tip)
    if param.range is None:
        return _choice(param, str(value), label, key, tip)
    assert not isinstance(value, tuple)  # a grid has an editor of its own
    low, high, step = param.range.low, param.range.high, param.range.step or 1
    if param.kind == "int":
        return st.slider(label, int(low), int(high), int(value), int(step), key=key, help=tip)
    return st.slider(label, float(low), float(high), float(value), float(step), key=key, help=tip)


def one_of(label: str, names: Mapping[T, str], default: T, key: str) -> T:
    """A row of switches of which one is on, by their names; the label is for screen readers alone."""
    return st.segmented_control(
        label,
        list(names),
        default=default,
        required=True,
        format_func=names.__getitem__,
        key=key,
        label_visibility="collapsed",
        wrap=True,
    )


def tabs_of(labels: Sequence[str], key: str) -> list[TabContainer]:
    """Tabs that know which of them is open; it stays open when the labels are in another language."""
    store = f"{key} open"
    before, first, opened = st.session_state.get(store, (labels, 0, 0))
    if before != labels:
        first = opened
    shown = st.tabs(labels, key=key, default=labels[first], on_change="rerun")
    st.session_state[store] = labels, first, next((i for i, tab in enumerate(shown) if tab.open), first)
    return list(shown)


def _choice(param: Param, value: str, label: str, key: str, tip: str | None) -> str:
    if len(param.choices) <= _FEW and sum(map(len, param.choices)) < 26:
        chosen = st.segmented_control(
            label, param.choices, default=value, key=key, help=tip, format_func=_choice_label, required=True
        )
        return str(chosen or value)
    index = param.choices.index(value)
    return str(st.selectbox(label, param.choices, index, key=key, help=tip, format_func=_choice_label))


def _label(param: Param, label: str) -> str:
    unit = param.range.unit if param.range is not None else ""
    return f"{label} ({_(unit)})" if unit else label


def _choice_label(choice: str) -> str:
    return _(readable(choice))
