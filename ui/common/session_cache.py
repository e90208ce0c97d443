"""What one open page holds of pictures and results, let go the moment that page is closed.

`st.cache_data` is shared by all, and a session's state stays for minutes after its page was closed, in case the
connection only broke: pictures go to neither. After a break they are made again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar, cast
from weakref import WeakSet

import numpy as np
import streamlit as st

from live.video import heap
from vision.types import VisionError
from vision.words.said import N_

T = TypeVar("T")

_SHELF = "shelf"
_MOST, _MOST_BYTES = 128, 200_000_000
_GONE = N_("This page was closed meanwhile; please load it again.")


class Shelf:
    """places: what a part of the page keeps, by its name. results: of `remembered`, the latest asked for last."""

    def __init__(self) -> None:
        self.places: dict[str, Any] = {}
        self.results: dict[Hashable, Any] = {}
        self.laters: WeakSet[Later[Any]] = WeakSet()

    def clear(self) -> None:
        """The page was closed."""
        self.places.clear()
        self.results.clear()
        for later in list(self.laters):
            later.call = None
        heap.give_back()


class Later(Generic[T]):
    """A call for when it is asked for, such as a download; with the page goes what it holds."""

    def __init__(self, call: Callable[[], T]) -> None:
        self.call: Callable[[], T] | None = call
        _shelf().laters.add(self)

    def __call__(self) -> T:
        if self.call is None:
            raise VisionError(_GONE)
        return self.call()


def places() -> dict[str, Any]:
    """A room for what a part of the page keeps from one run to the next, by its name."""
    return _shelf().places


def remembered(what: Hashable, make: Callable[[], T]) -> T:
    """What `make` returned for `what` earlier on this page; the results not asked for longest go first."""
    results = _shelf().results
    result = cast(T, results.pop(what)) if what in results else make()
    results[what] = result
    while len(results) > 1 and (len(results) > _MOST or sum(map(_bytes, results.values())) > _MOST_BYTES):
        del results[next(iter(results))]
    return result


def is_remembered(what: Hashable) -> bool:
    return what in _shelf().results


def _shelf() -> Shelf:
    shelf: Shelf = st.session_state.setdefault(_SHELF, Shelf())
    _until_closed(shelf)
    return shelf


@st.cache_resource(scope="session", on_release=Shelf.clear, show_spinner=False)
def _until_closed(_shelf: Shelf) -> Shelf:
    """Streamlit releases it when the page is closed."""
    return _shelf


def _bytes(value: Any) -> int:
    """Of the arrays and files in it."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_bytes, value.values()))
    if isinstance(value, (tuple, list)):
        return sum(map(_bytes, value))
    if is_dataclass(value):
        return sum(_bytes(getattr(value, field.name)) for field in fields(value))
    return 0
