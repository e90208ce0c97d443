"""What one pixel gets: its neighbours under a kernel, the products, the sum; tapped, pointed at or set by sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui.common import tap
from ui.common.language import _
from vision.pixels.kernels import Neighbourhood
from vision.recipe import Step
from vision.stills.one_pixel import CHANNELS, marked, one_pixel
from vision.types import Image

if TYPE_CHECKING:
    import pandas as pd

_NARROW = 240  # pixels of the picture at least beside its numbers


def show(image: Image, step: Step, key: str) -> None:
    """`image`: what the kernel of `step` is laid over."""
    height, width = image.shape[:2]
    across, down = f"{key} x {width}", f"{key} y {height}"

    def move(x: float, y: float) -> None:
        st.session_state[across] = min(width - 1, int(x * width))
        st.session_state[down] = min(height - 1, int(y * height))

    st.session_state.setdefault(across, width // 2)
    st.session_state.setdefault(down, height // 2)
    row = st.grid(2, min_column_width=_NARROW, gap="medium")
    with row.cell():
        grid = step.params["numbers"]
        assert isinstance(grid, tuple)
        at = st.session_state[across], st.session_state[down]
        tap.tapped(marked(image, *at, grid), _("The picture under the grid; tap a pixel"), f"{key} tap", move)
        x = st.slider(_("Across"), 0, max(1, width - 1), key=across)
        y = st.slider(_("Down"), 0, max(1, height - 1), key=down)
        channel = st.segmented_control(
            _("Colour"), CHANNELS, default="green", required=True, format_func=_, key=f"{key} channel"
        )
    with row.cell():
        told = one_pixel(image, step, min(x, width - 1), min(y, height - 1), str(channel))
        st.markdown(_("**Its neighbours**, each with the number of the grid over it"))
        st.table(_products(told, x, y))
        st.markdown(_sum(told))
        if step.params["second"]:
            st.caption(_("So for the first grid; the second has a sum of its own, and both are joined."))


def _products(told: Neighbourhood, x: int, y: int) -> pd.DataFrame:
    """Headed by the places of columns and rows in the picture."""
    import pandas as pd  # 40 MB that the live page is without until here

    side, reach = range(len(told.levels)), len(told.levels) // 2
    rows = [[f"{told.levels[r, c]:g} × {told.weights[r, c]:g}" for c in side] for r in side]
    return pd.DataFrame(rows, [str(y + r - reach) for r in side], [str(x + c - reach) for c in side])


def _sum(told: Neighbourhood) -> str:
    """All products in one line, and what comes of them."""
    terms = " + ".join(f"{p:g}" if p >= 0 else f"({p:g})" for p in told.products.ravel() if p) or "0"
    line = f"{terms} = **{told.total:.6g}**"
    if told.divisor != 1:
        answer = f"**{told.answer:.6g}**"
        line = _("{sum}, divided by {divisor:g}: {answer}", sum=line, divisor=told.divisor, answer=answer)
    return f"{line}." if 0 <= told.answer <= 255 else f"{line}. {_('A screen shows 0 to 255.')}"
