"""The knobs of motion detection in plain words, and the mask as a list of rectangles over the picture."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import streamlit as st

from ui.common.controls import control
from ui.common.language import _
from vision.motion.settings import MotionSettings, Rect, motion_params
from vision.types import Image, VisionError
from vision.words.said import N_

_WORDS = {
    "method": (N_("Compare each picture with"), N_("What counts as different depends on what it is compared with.")),
    "noise": (N_("Overlook differences up to"), N_("0 learns from the picture how grainy it is.")),
    "threshold": (
        N_("Share that must move (% of the picture)"),
        N_("Small for a bird in the garden, large for a person in a room."),
    ),
    "stable": (N_("Quiet moments that end it"), N_("So many pictures in a row without motion, and the clip is over.")),
    "fewest": (
        N_("Shortest motion that counts"),
        N_("With fewer moving pictures it is thrown away: a flicker, a fly."),
    ),
    "before": (N_("Keep from before"), N_("So that you see how it began.")),
    "after": (N_("Keep from after"), N_("So that you see how it ended.")),
    "join": (N_("Join across pauses up to"), N_("A bird that sits still for a moment stays one clip.")),
    "longest": (N_("Longest clip"), N_("What goes on longer is continued in another clip.")),
}
_METHODS = {
    "auto": N_("how the place usually looks and stirs"),
    "average": N_("how the place usually looks"),
    "difference": N_("the picture just before"),
    "mog2": N_("several looks of each spot (MOG2)"),
    "knn": N_("earlier looks of each spot (KNN)"),
}
_THRESHOLDS = [0.02, 0.04, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0]
_SIDES = {"left": N_("Left"), "top": N_("Top"), "right": N_("Right"), "bottom": N_("Bottom")}
_MASK = "mask table"
_OFFERED = "mask offered"


def settings() -> MotionSettings:
    """What the form holds; the defaults suit a room or a bird house."""
    values: dict[str, Any] = {}
    columns = st.columns(2)
    for i, param in enumerate(motion_params()):
        with columns[i % 2]:
            values[param.name] = _knob(param)
    return MotionSettings(**values)


def _knob(param: Any) -> Any:
    label, tip = (_(words) for words in _WORDS[param.name])
    key = f"motion {param.name}"
    if param.name == "method":
        return st.selectbox(label, _METHODS, format_func=lambda name: _(_METHODS[name]), key=key, help=tip)
    if param.name == "threshold":
        return st.select_slider(label, _THRESHOLDS, param.default, format_func=lambda v: f"{v:g}", key=key, help=tip)
    return control(param, param.default, key, label, tip)


def mask(picture: Image | None) -> tuple[Rect, ...]:
    """A table of rectangles in percent of the picture, and how they lie on it."""
    st.caption(
        _("Nothing inside these rectangles counts: a road, a tree, a clock. In percent, from the left and the top.")
    )
    columns = {
        side: st.column_config.NumberColumn(_(words), min_value=0, max_value=100, step=1, required=True, format="%d %%")
        for side, words in _SIDES.items()
    }
    offered: tuple[Rect, ...] = st.session_state.get(_OFFERED, ())
    begun = {side: [round(100 * rect[i]) for rect in offered] for i, side in enumerate(_SIDES)}
    key = f"{_MASK} {offered}" if offered else _MASK
    table: Any = st.data_editor(begun, num_rows="dynamic", hide_index=True, column_config=columns, key=key)
    rects, wrong = read_mask(zip(*(table[side] for side in _SIDES), strict=True))
    if wrong:
        words = _("In each rectangle, left must be less than right, and top less than bottom.")
        st.warning(words, icon=":material/crop:")
    if picture is None:
        st.caption(_("Once the video runs, they are drawn on its picture here."))
    else:
        st.image(masked(picture, rects), alt=_("The picture with what is left out darkened"), width="stretch")
    st.button(_("Show the newest picture"), icon=":material/refresh:", key="mask newest")
    return rects


def offer(rects: tuple[Rect, ...]) -> None:
    """Say that motion never ends, and offer to leave out where it is."""
    st.warning(_("Something has hardly rested for a minute: a tree, water, a road?"), icon=":material/all_inclusive:")
    label, icon = _("Leave these places out"), ":material/crop:"
    st.button(label, icon=icon, key="mask offer", on_click=_leave_out, args=(rects,))


def _leave_out(rects: tuple[Rect, ...]) -> None:
    st.session_state[_OFFERED] = (*st.session_state.get(_OFFERED, ()), *rects)
    st.rerun()


def read_mask(rows: Any) -> tuple[tuple[Rect, ...], bool]:
    """The rows of percentages that are whole and right as shares; whether any is wrong."""
    rects: list[Rect] = []
    wrong = False
    for row in rows:
        if any(v is None or math.isnan(v) for v in row):
            continue
        try:
            rects += MotionSettings(mask=(tuple(v / 100 for v in row),)).mask
        except VisionError:
            wrong = True
    return tuple(rects), wrong


def masked(picture: Image, rects: tuple[Rect, ...]) -> Image:
    """A new picture with the rectangles darkened and striped."""
    height, width = picture.shape[:2]
    out = picture.copy()
    for left, top, right, bottom in rects:
        rows = slice(math.floor(top * height), math.ceil(bottom * height))
        part = out[rows, math.floor(left * width) : math.ceil(right * width)]
        stripes = np.add.outer(np.arange(part.shape[0]), np.arange(part.shape[1])) // 8 % 2
        part[:] = part // 4 + (stripes * 40).astype(np.uint8)[..., None]
    return out
