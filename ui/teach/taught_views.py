"""Two components without a frame of their own: the classes with their buttons, and the answer with its map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


def _component(name: str, html: str) -> Any:
    script, style = (_HERE.joinpath(f"{name}.{end}").read_text() for end in ("js", "css"))
    return st.components.v2.component(f"vision_booth_{name}", html=html, js=script, css=style)


_classes = _component("taught_classes", '<div class="classes"></div>')
_ANSWER = """
<p class="verdict" role="status" aria-live="polite"></p>
<ul class="bars"></ul>
<div class="why">
  <svg class="map" viewBox="0 0 100 75" role="img"></svg>
  <div class="nearest"><p></p><div></div></div>
</div>
"""
_answer = _component("taught_answer", _ANSWER)


def classes(data: dict[str, Any], on_change: Callable[[dict[str, Any]], None]) -> None:
    """data: classes (name, count in words, ids of their pictures), live: whether pictures come, most: classes;
    pictures: those that were asked for, addresses by id; words: of its buttons, with places for {name} and {number}.

    on_change: called before the next run with what was done: hold, release, ten, delete, rename, add, remove; `at`
    tells the class, number or name the rest. Or missing: the ids of pictures that are wanted.
    """
    _classes(key="taught classes", data=data, **_heard("taught classes", on_change))


def answer(data: dict[str, Any], on_change: Callable[[dict[str, Any]], None]) -> None:
    """data: verdict, bars (name, share), best; map: its number, points (x, y, class) or None, as they are known;
    present; nearest (id, name), pictures; words: for the map and the nearest.

    on_change: like that of `classes`, for missing ids and, with points, a missing map.
    """
    _answer(key="taught answer", data=data, **_heard("taught answer", on_change))


def _heard(key: str, on_change: Callable[[dict[str, Any]], None]) -> dict[str, Callable[[], None]]:
    """Both kinds of what a component tells: an order must not be lost under a question."""

    def told(kind: str) -> None:
        what = getattr(st.session_state[key], kind)
        if what:
            on_change(dict(what))

    return {f"on_{kind}_change": partial(told, kind) for kind in ("done", "missing")}
