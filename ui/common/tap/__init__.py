"""A picture on the page that tells where it was tapped or a mouse rests: Streamlit's own pictures do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui.common.pictures import served
from vision.imageio import save_jpeg
from vision.types import Image

_tap = st.components.v2.component("vision_booth_tap", html="<img>", js=Path(__file__).with_name("tap.js").read_text())


def tapped(image: Image, name: str, key: str, on_tap: Callable[[float, float], None], *, pixels: bool = True) -> None:
    """The picture under the name that screen readers say; `on_tap` gets the place in shares of width and height.

    pixels: single ones are what one taps; otherwise the picture is shown as smooth as others.
    """

    def told() -> None:
        at = st.session_state[key].at
        if at:
            on_tap(float(at["x"]), float(at["y"]))

    _tap(key=key, data={"src": served(save_jpeg(image), key), "name": name, "pixels": pixels}, on_at_change=told)
