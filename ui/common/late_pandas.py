"""START waits for no tables: Streamlit loads pandas to ask whether what a component is given is one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from live.libraries import found, replace

_ASKED = (
    "streamlit.components.v1.custom_component:is_dataframe_like",
    "streamlit.components.v2.bidi_component.serialization:is_dataframe_like",
)


@cache
def install() -> None:
    """For this process. Without pandas there is no table yet; with it Streamlit's own answer holds."""
    for place in _ASKED:
        replace(place, _unless_there_are_none(found(place)))


def _unless_there_are_none(is_dataframe_like: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: "pandas" in sys.modules and is_dataframe_like(value)
