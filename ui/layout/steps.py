"""How the lines were found: the steps one after the other, with a sentence each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from ui.common.controls import one_of
from ui.common.language import _
from ui.layout.outcomes import Seen
from vision.layout import Steps
from vision.layout.drawing import draw_gaps, draw_heights, draw_ink, draw_layout, draw_words
from vision.layout.view import magnified, part_at, view
from vision.types import Image

_WIDE = 900
_STRAIGHT = 0.1  # degrees
_WHERE = (0.5, 0.3)  # across and down: in the middle, where gaps between columns are


def show(seen: Seen) -> None:
    """Six pictures, in the order in which the machine works."""
    steps, layout = seen.steps, seen.steps.layout
    zoom = one_of(_("Size"), {3: _("Closer"), 1: _("Whole page")}, 3, "steps zoom")
    if layout.text_direction.startswith("vertical"):
        words = _("Lines that run from top to bottom are laid level first, so steps 2 to 5 show the page turned.")
        st.caption(words)
    page = view(seen.image, layout, _WIDE, part_at(layout.width, layout.height, zoom, *_WHERE))
    with st.grid(3, min_column_width=280):
        _card(_("1 · The page"), _tilt_in_words(steps), page.image)
        _card(
            _("2 · Ink or paper"),
            _(
                "Every pixel becomes black or white, by comparing it with its surroundings. Red is left out: dirt, "
                "pictures, rules and the edge of the sheet."
            ),
            _near(draw_ink(steps), zoom),
        )
        _card(_("3 · How high is a letter?"), _height_in_words(steps), _near(draw_heights(steps), zoom))
        _card(
            _("4 · Gaps"),
            _(
                "Blue marks white blocks that are too wide for a space between words and too tall for a chance: "
                "columns end there. Amber marks printed rules."
            ),
            _near(draw_gaps(steps), zoom),
        )
        _card(
            _("5 · Words in a row"),
            _("Letters that stand side by side are joined, but never across a gap."),
            _near(draw_words(steps), zoom),
        )
        _card(
            _("6 · Lines, in order"),
            _("Words on one height become a line. Then the order: down a column first, then on to the next."),
            draw_layout(page.image, page.layout, numbered=page.numbers),
        )
    st.markdown(_("**Step 3 in numbers:** how many letters have which height, in pixels"))
    _histogram(steps)


def _card(title: str, sentence: str, picture: Image) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{title}**")
        st.image(picture, width="stretch", alt=title)
        st.caption(sentence)


def _near(picture: Image, zoom: int) -> Image:
    return magnified(picture, part_at(picture.shape[1], picture.shape[0], zoom, *_WHERE), _WIDE)


def _tilt_in_words(steps: Steps) -> str:
    skew, turned = steps.layout.skew_degrees, steps.layout.turned
    words = []
    if turned:
        words.append(_("It lies turned by {angle}° clockwise; the machine lays it upright first.", angle=turned))
    if skew >= _STRAIGHT:
        words.append(
            _("It lies {angle:.1f} degrees clockwise; the machine turns it back before it goes on.", angle=skew)
        )
    if skew <= -_STRAIGHT:
        words.append(
            _("It lies {angle:.1f} degrees anticlockwise; the machine turns it back before it goes on.", angle=-skew)
        )
    return " ".join(words) or _("It lies straight, so nothing has to be turned.")


def _height_in_words(steps: Steps) -> str:
    return _(
        "The usual letter is {height:.0f} pixels high (green); smaller marks are blue, larger ones red. "
        "This height is the ruler for all that follows.",
        height=steps.layout.scale,
    )


def _histogram(steps: Steps) -> None:
    height = np.rint(steps.letters.h / steps.scale * steps.layout.scale).astype(int)
    values, count = np.unique(height[height < 4 * steps.layout.scale], return_counts=True)
    x, y = _("height"), _("letters")
    table = pd.DataFrame({x: values, y: count})
    st.bar_chart(table, x=x, y=y, x_label="", y_label="", height=150, alt=_("How many letters have which height"))
