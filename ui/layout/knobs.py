"""What a visitor may tell the segmenter, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from vision.layout import TextDirection
from vision.layout.ink.binarise import Method
from vision.layout.types import Mask

_DIRECTIONS: dict[TextDirection, str] = {
    "horizontal-lr": "Left to right (Latin, Greek, Cyrillic …)",
    "horizontal-rl": "Right to left (Arabic, Hebrew …)",
    "vertical-rl": "Top to bottom, from the right (Chinese, Japanese)",
    "vertical-lr": "Top to bottom, from the left (Mongolian)",
}
_METHODS: dict[Method, str] = {
    "wolf": "what is around it, in faint print too (Wolf)",
    "sauvola": "what is around it (Sauvola)",
    "niblack": "what is around it, greedily (Niblack)",
    "otsu": "one limit for the whole page (Otsu)",
    "dither": "a limit that wavers, as old printers did (dither)",
}
_ALL = 99
_WHOLE = (0, 100)


@dataclass(frozen=True, slots=True)
class Knobs:
    """The arguments of `segment` that the page offers; across, down: the part that is looked at, in percent."""

    text_direction: TextDirection = "horizontal-lr"
    method: Method = "wolf"
    max_column_separators: int | None = None
    black_column_separators: bool = False
    keep_horizontal_rules: bool = False
    pad: int = 0
    scale: float | None = None
    across: tuple[int, int] = _WHOLE
    down: tuple[int, int] = _WHOLE

    def arguments(self, height: int, width: int) -> dict[str, Any]:
        """Keywords for `segment` on a page of this size."""
        return {
            "text_direction": self.text_direction,
            "method": self.method,
            "max_column_separators": self.max_column_separators,
            "black_column_separators": self.black_column_separators,
            "keep_horizontal_rules": self.keep_horizontal_rules,
            "pad": self.pad,
            "scale": self.scale,
            "mask": self.mask(height, width),
        }

    def mask(self, height: int, width: int) -> Mask | None:
        """(height, width) true where the page is looked at; None for all of it."""
        if self.across == self.down == _WHOLE:
            return None
        mask = np.zeros((height, width), bool)
        x0, x1 = (round(width * share / 100) for share in self.across)
        y0, y1 = (round(height * share / 100) for share in self.down)
        mask[y0:y1, x0:x1] = True
        return mask


def turn() -> Knobs:
    """The widgets, and what they are set to."""
    st.caption("It works without touching anything here. All pages are done anew after a change.")
    direction = st.selectbox("The text runs", list(_DIRECTIONS), format_func=_DIRECTIONS.__getitem__, key="text runs")
    method = st.selectbox(
        "Ink is what is darker than …",
        list(_METHODS),
        format_func=_METHODS.__getitem__,
        key="ink method",
        help="Five ways to decide which pixels are ink. One limit fails when a page is dark on one side.",
    )
    gaps = st.select_slider(
        "White gaps that may part columns",
        [0, 1, 2, 3, 4, 6, 8, _ALL],
        _ALL,
        lambda n: "all" if n == _ALL else str(n),
        key="white gaps",
        help="At most so many, the widest first. With 0, lines run across the columns.",
    )
    upright = st.toggle("Short upright strokes part columns too", key="black strokes")
    rules = st.toggle("Level rules belong to the text", key="level rules", help="Otherwise they are taken out.")
    pad = st.slider("Room left and right of each line, in pixels", 0, 60, 0, key="line room")
    known = st.toggle("I know how high the letters are", key="height known")
    scale = st.number_input("Height of a letter, in pixels", 4, 400, 20, key="letter height") if known else None
    across = st.slider("Look only at this part, from left to right", 0, 100, _WHOLE, 1, "%d %%", key="look across")
    down = st.slider("… and from top to bottom", 0, 100, _WHOLE, 1, "%d %%", key="look down")
    return Knobs(
        direction,
        method,
        None if gaps == _ALL else gaps,
        upright,
        rules,
        pad,
        scale and float(scale),
        across,
        down,
    )
