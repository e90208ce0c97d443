"""What a visitor may tell the segmenter: a widget for each declared option, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from ui.common.controls import control
from ui.common.download import model_file
from ui.common.language import _
from vision.layout import Options
from vision.layout.options import Option, layout_options
from vision.layout.types import Mask
from vision.models.shelf import PAGE_LINES
from vision.words.said import N_

_WORDS = {
    "text_direction": N_("The text runs"),
    "turned": N_("The page lies turned clockwise"),
    "detector": N_("Lines are found"),
    "method": N_("Ink is what is darker than …"),
    "scale": N_("I know how high the letters are"),
    "max_column_separators": N_("Only so many white gaps part columns"),
    "black_column_separators": N_("Short upright strokes part columns too"),
    "keep_horizontal_rules": N_("Level rules belong to the text"),
    "pad": N_("Room left and right of each line"),
}
_CHOICES = {
    "horizontal-lr": N_("Left to right (Latin, Greek, Cyrillic …)"),
    "horizontal-rl": N_("Right to left (Arabic, Hebrew …)"),
    "vertical-rl": N_("Top to bottom, from the right (Chinese, Japanese)"),
    "vertical-lr": N_("Top to bottom, from the left (Mongolian)"),
    "auto": N_("find out"),
    "0": N_("not at all"),
    "90": N_("by a quarter (90°)"),
    "180": N_("upside down (180°)"),
    "270": N_("by three quarters (270°)"),
    "classical": N_("step by step, as shown below"),
    "learned": N_("by a neural network"),
    "wolf": N_("what is around it, in faint print too (Wolf)"),
    "sauvola": N_("what is around it (Sauvola)"),
    "niblack": N_("what is around it, greedily (Niblack)"),
    "otsu": N_("one limit for the whole page (Otsu)"),
    "dither": N_("a limit that wavers, as old printers did (dither)"),
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
    st.caption(_("It works without touching anything here. All pages are done anew after a change."))
    values = {}
    for option in layout_options():
        values[option.param.name] = _widget(option)
        if option.param.name == "detector" and values["detector"] == "learned" and not _has_network():
            values["detector"] = "classical"
    across = st.slider(_("Look only at this part, from left to right"), 0, 100, _WHOLE, 1, "%d %%", key="look across")
    down = st.slider(_("… and from top to bottom"), 0, 100, _WHOLE, 1, "%d %%", key="look down")
    return Knobs(Options(**values), across, down)


def _has_network() -> bool:
    return model_file.offer(PAGE_LINES, _("Until then lines are found step by step."))


def _widget(option: Option) -> Any:
    param = option.param
    label, tip, key = _(_WORDS.get(param.name, param.label)), _(param.help), f"page {param.name}"
    if param.kind == "choice":
        return st.selectbox(label, param.choices, format_func=_choice_in_words, key=key, help=tip)
    if not option.open:
        return control(param, param.default, key, label, tip)
    assert param.range is not None
    if not st.toggle(label, key=f"{key} known", help=tip):
        return None
    low, high = int(param.range.low), int(param.range.high)
    many = _("How many ({unit})", unit=_(param.range.unit)) if param.range.unit else _("How many")
    return st.number_input(many, low, high, _BEGIN.get(param.name, low), key=key)


def _choice_in_words(name: str) -> str:
    return _(_CHOICES.get(name, name))
