"""The page with what was found drawn on it: layers on and off, and a closer look."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st

from ui.common.controls import one_of
from ui.common.language import _, ngettext
from ui.common.tap import tapped
from vision.layout import PageLayout
from vision.layout.drawing import draw_layout, tint
from vision.layout.view import QUARTER, View, line_at, part_at, upright, view
from vision.types import Image
from vision.words.said import N_

_LAYERS = {
    "lines": N_("Lines"),
    "numbers": N_("Reading order"),
    "columns": N_("Columns"),
    "separators": N_("Gaps and rules"),
    "kinds": N_("Regions"),
}
_AT_FIRST = [name for name in _LAYERS if name != "kinds"]
_MOST = 1500
PICKED = (250, 204, 21)


def show(
    image: Image, layout: PageLayout, picked: Collection[int] = (), on_line: Callable[[int], None] | None = None
) -> None:
    """The picture, upright, under its two rows of switches; `picked` lines (from 0) are marked.

    on_line: called with the line that is pressed; None: the picture is only looked at.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
        layers = st.pills(
            _("Shown on the page"),
            list(_LAYERS),
            selection_mode="multi",
            default=_AT_FIRST,
            format_func=lambda name: _(_LAYERS[name]),
            key="page layers",
            label_visibility="collapsed",
            wrap=True,
        )
        zoom = one_of(_("Zoom"), {1: _("Whole page"), 2: "2 ×", 4: "4 ×", 8: "8 ×"}, 1, "page zoom")
        st.button(
            _("Turn"),
            icon=":material/rotate_right:",
            help=_("A quarter to the right, where the machine got it wrong. All pages are done anew."),
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
    count = len(layout.lines)
    if on_line is None:
        name = ngettext("The page with {number} line marked", "The page with {number} lines marked", count)
        st.image(picture, width="stretch", alt=name)
    else:
        name = ngettext(
            "The page with {number} line marked; press one", "The page with {number} lines marked; press one", count
        )
        tapped(picture, name, "page tap", partial(_tell, near, on_line), pixels=False)


def _tell(near: View, on_line: Callable[[int], None], across: float, down: float) -> None:
    """Say which line was pressed, if one was."""
    line = line_at(near, across, down)
    if line is not None:
        on_line(line)


def _turn(now: int) -> None:
    """Say under Settings how the page lies: a quarter less than what was thought."""
    st.session_state["page turned"] = str((now - QUARTER) % 360)


def _place() -> tuple[float, float]:
    with st.container(horizontal=True, gap="medium"):
        across = st.slider(_("From left to right"), 0, 100, 0, 5, "%d %%", key="zoom across", width=260)
        down = st.slider(_("From top to bottom"), 0, 100, 0, 5, "%d %%", key="zoom down", width=260)
    return across / 100, down / 100
