"""The page with what was found drawn on it: layers on and off, and a closer look."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from ui.common.controls import one_of
from vision.layout import PageLayout
from vision.layout.drawing import draw_layout, tint
from vision.layout.view import QUARTER, part_at, upright, view
from vision.types import Image

_LAYERS = {"lines": "Lines", "numbers": "Reading order", "columns": "Columns", "separators": "Gaps and rules"}
_ZOOMS = {1: "Whole page", 2: "2 ×", 4: "4 ×", 8: "8 ×"}
_MOST = 1500
PICKED = (250, 204, 21)


def show(image: Image, layout: PageLayout, picked: Collection[int] = ()) -> None:
    """The picture, upright, under its two rows of switches; `picked` lines (from 0) are marked."""
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
        layers = st.pills(
            "Shown on the page",
            list(_LAYERS),
            selection_mode="multi",
            default=list(_LAYERS),
            format_func=_LAYERS.__getitem__,
            key="page layers",
            label_visibility="collapsed",
            wrap=True,
        )
        zoom = one_of("Zoom", _ZOOMS, 1, "page zoom")
        st.button(
            "Turn",
            icon=":material/rotate_right:",
            help="A quarter to the right, where the machine got it wrong. All pages are done anew.",
            on_click=_turn,
            args=(layout.turned,),
            key="turn page",
        )
    image, layout = upright(image, layout)
    across, down = _place() if zoom > 1 else (0.0, 0.0)
    part = part_at(layout.width, layout.height, zoom, across, down)
    near = view(image, layout, _MOST, part)
    picture = draw_layout(near.image, near.layout, numbered=near.numbers, **{name: name in layers for name in _LAYERS})
    for number, line in zip(near.numbers, near.layout.lines, strict=True):
        if number - 1 in picked:
            tint(picture, line.box, PICKED, 0.5)
    st.image(picture, width="stretch", alt=f"The page with {len(layout.lines)} lines marked")


def _turn(now: int) -> None:
    """Say under Settings how the page lies: a quarter less than what was thought."""
    st.session_state["page turned"] = str((now - QUARTER) % 360)


def _place() -> tuple[float, float]:
    with st.container(horizontal=True, gap="medium"):
        across = st.slider("From left to right", 0, 100, 0, 5, "%d %%", key="zoom across", width=260)
        down = st.slider("From top to bottom", 0, 100, 0, 5, "%d %%", key="zoom down", width=260)
    return across / 100, down / 100
