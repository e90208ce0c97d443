"""What a visitor may tell the segmenter: a widget for each declared option, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from ui.common.controls import control
from ui.common.download import model_file
from vision.layout import Options
from vision.layout.options import Option, layout_options
from vision.layout.types import Mask
from vision.models.shelf import PAGE_LINES

_WORDS = {
    "text_direction": "The text runs",
    "turned": "The page lies turned clockwise",
    "detector": "Lines are found",
    "method": "Ink is what is darker than …",
    "scale": "I know how high the letters are",
    "max_column_separators": "Only so many white gaps part columns",
    "black_column_separators": "Short upright strokes part columns too",
    "keep_horizontal_rules": "Level rules belong to the text",
    "pad": "Room left and right of each line",
}
_CHOICES = {
    "horizontal-lr": "Left to right (Latin, Greek, Cyrillic …)",
    "horizontal-rl": "Right to left (Arabic, Hebrew …)",
    "vertical-rl": "Top to bottom, from the right (Chinese, Japanese)",
    "vertical-lr": "Top to bottom, from the left (Mongolian)",
    "auto": "find out",
    "0": "not at all",
    "90": "by a quarter (90°)",
    "180": "upside down (180°)",
    "270": "by three quarters (270°)",
    "classical": "step by step, as shown below",
    "learned": "by a neural network",
    "wolf": "what is around it, in faint print too (Wolf)",
    "sauvola": "what is around it (Sauvola)",
    "niblack": "what is around it, greedily (Niblack)",
    "otsu": "one limit for the whole page (Otsu)",
    "dither": "a limit that wavers, as old printers did (dither)",
}
_BEGIN = {"scale": 20, "max_column_separators": 2}
"""Where the slider of an option that is the machine's to find begins when it is taken over."""

_WHOLE = (0, 100)


@dataclass(frozen=True, slots=True)
class Knobs:
    """The options, and the part of the page that is looked at: across and down, in percent."""

    options: Options
    across: tuple[int, int] = _WHOLE
    down: tuple[int, int] = _WHOLE

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
    values = {}
    for option in layout_options():
        values[option.param.name] = _widget(option)
        if option.param.name == "detector" and values["detector"] == "learned" and not _has_network():
            values["detector"] = "classical"
    across = st.slider("Look only at this part, from left to right", 0, 100, _WHOLE, 1, "%d %%", key="look across")
    down = st.slider("… and from top to bottom", 0, 100, _WHOLE, 1, "%d %%", key="look down")
    return Knobs(Options(**values), across, down)


def _has_network() -> bool:
    return model_file.offer(PAGE_LINES, "Until then lines are found step by step.")


def _widget(option: Option) -> Any:
    param = option.param
    label, key = _WORDS.get(param.name, param.label), f"page {param.name}"
    if param.kind == "choice":
        return st.selectbox(
            label, param.choices, format_func=lambda name: _CHOICES.get(name, name), key=key, help=param.help
        )
    if not option.open:
        return control(param, param.default, key, label)
    assert param.range is not None
    if not st.toggle(label, key=f"{key} known", help=param.help):
        return None
    low, high = int(param.range.low), int(param.range.high)
    unit = f" ({param.range.unit})" if param.range.unit else ""
    return st.number_input(f"How many{unit}", low, high, _BEGIN.get(param.name, low), key=key)
