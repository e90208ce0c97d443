"""Two components without a frame of their own: the classes with their buttons, and the answer with its map."""

from __future__ import annotations

from collections.abc import Callable
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
  <svg class="map" viewBox="0 0 100 75" role="img" aria-label="A map of all examples, and where the picture lies"></svg>
  <div class="nearest"><p></p><div></div></div>
</div>
"""
_answer = _component("taught_answer", _ANSWER)


def classes(data: dict[str, Any], on_change: Callable[[dict[str, Any]], None]) -> None:
    """data: classes (name, count, thumbs: addresses of small pictures), live: whether pictures come, most: classes.

    on_change: called before the next run with what was done: hold, release, ten, delete, rename, add, remove; `at`
    tells the class, number or name the rest.
    """

    def told() -> None:
        done = st.session_state["taught classes"].done
        if done:
            on_change(dict(done))

    _classes(key="taught classes", data=data, on_done_change=told)


def answer(data: dict[str, Any]) -> None:
    """data: verdict, words, bars (name, share), best; points (x, y, class), present; nearest (src, name)."""
    _answer(key="taught answer", data=data)
