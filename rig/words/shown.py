"""Which arguments of Streamlit's functions a visitor reads."""

from __future__ import annotations

import ast

from rig.words.tracing import name_of


def names_of(text: str) -> frozenset[str]:
    """Of a table in this source."""
    return frozenset(text.split())


_FIRST = names_of(
    """write markdown caption warning error info success title header subheader toast expander popover button badge
    download_button form_submit_button link_button page_link toggle checkbox selectbox multiselect pills radio
    segmented_control slider select_slider text_input text_area number_input file_uploader camera_input audio_input
    metric status spinner tabs html dialog chat_input data_editor dataframe table text line_chart bar_chart
    Column TextColumn NumberColumn CheckboxColumn SelectboxColumn ImageColumn LinkColumn ProgressColumn"""
)
_SECOND = names_of("progress image metric pills radio segmented_control selectbox multiselect metric select_slider")
_NAMED = names_of("label help title text caption body options placeholder alt on_label off_label")


def shown(call: ast.Call) -> list[ast.expr] | None:
    """Those of a call; None for one of another function."""
    name, named = name_of(call), {k.arg: k.value for k in call.keywords if k.arg}
    if not isinstance(call.func, ast.Attribute) or name not in _FIRST | _SECOND | {"Page"} or _is_log(call.func):
        return None
    values = [*call.args[: name in _FIRST], *call.args[1 : 1 + (name in _SECOND)]]
    values += [value for key, value in named.items() if key in _NAMED]
    if form := named.get("format_func"):
        values = [value for value in values if value not in (named.get("options"), *call.args[1:2])] + [form]
    return values


def _is_log(function: ast.Attribute) -> bool:
    """Whether it warns the host, not the visitor."""
    return "log" in ast.unparse(function.value).lower()
