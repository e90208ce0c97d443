"""How the lines were found: the steps one after the other, with a sentence each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from ui.layout_work import Seen
from vision.layout import Steps
from vision.layout.drawing import draw_gaps, draw_heights, draw_ink, draw_layout, draw_words
from vision.layout.view import view
from vision.types import Image

_WIDE = 900


def show(seen: Seen) -> None:
    """Six pictures, in the order in which the machine works."""
    steps = seen.steps
    if steps.layout.text_direction.startswith("vertical"):
        st.caption("Lines that run from top to bottom are laid level first, so steps 2 to 5 show the page turned.")
    with st.grid(3, min_column_width=280):
        _card("1 · The page", _page_in_words(steps), lambda: view(seen.image, steps.layout, _WIDE).image)
        _card(
            "2 · Ink or paper",
            "Every pixel becomes black or white, by comparing it with its surroundings. Red is left out: dirt, "
            "pictures, rules and the edge of the sheet.",
            lambda: draw_ink(steps),
        )
        _card("3 · How high is a letter?", _heights_in_words(steps), lambda: draw_heights(steps), steps)
        _card(
            "4 · Gaps",
            "Blue marks white blocks that are too wide for a space between words and too tall for a chance: "
            "columns end there. Amber marks printed rules.",
            lambda: draw_gaps(steps),
        )
        _card(
            "5 · Words in a row",
            "Letters that stand side by side are joined, but never across a gap.",
            lambda: draw_words(steps),
        )
        _card(
            "6 · Lines, in order",
            "Words on one height become a line. Then the order: down a column first, then on to the next.",
            lambda: _finished(seen),
        )


def _card(title: str, sentence: str, draw: Callable[[], Image], measured: Steps | None = None) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{title}**")
        st.image(draw(), width="stretch", alt=title)
        st.caption(sentence)
        if measured is not None:
            _histogram(measured)


def _page_in_words(steps: Steps) -> str:
    skew = steps.layout.skew_degrees
    if abs(skew) < 0.1:
        return "It lies straight, so nothing had to be turned."
    side = "clockwise" if skew > 0 else "anticlockwise"
    return f"It is turned {side} by {abs(skew):.1f} degrees; the machine turns it back before it goes on."


def _heights_in_words(steps: Steps) -> str:
    return (
        f"The usual letter is {steps.layout.scale:.0f} pixels high (green); smaller marks are blue, larger ones red. "
        "This height is the ruler for all that follows."
    )


def _histogram(steps: Steps) -> None:
    height = np.rint(steps.letters.h / steps.scale * steps.layout.scale).astype(int)
    usual = height[(height > 0) & (height < 4 * steps.layout.scale)]
    values, count = np.unique(usual, return_counts=True)
    table = pd.DataFrame({"height in pixels": values, "how many": count})
    st.bar_chart(table, x="height in pixels", y="how many", height=140, alt="How many letters have which height")


def _finished(seen: Seen) -> Image:
    near = view(seen.image, seen.steps.layout, _WIDE)
    return draw_layout(near.image, near.layout)
