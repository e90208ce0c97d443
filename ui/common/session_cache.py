"""Results kept for one session: `st.cache_data` is shared by all, so their pictures never go there."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import streamlit as st

T = TypeVar("T")

_SHELF = "remembered"
_MOST = 128


def remembered(what: Hashable, make: Callable[[], T]) -> T:
    """What `make` returned for `what` earlier in this session; the results not asked for longest go first."""
    shelf: dict[Hashable, object] = st.session_state.setdefault(_SHELF, {})
    result = cast(T, shelf.pop(what)) if what in shelf else make()
    shelf[what] = result
    while len(shelf) > _MOST:
        del shelf[next(iter(shelf))]
    return result


def is_remembered(what: Hashable) -> bool:
    return what in st.session_state.get(_SHELF, {})
