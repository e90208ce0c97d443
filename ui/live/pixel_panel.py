"""Beside the video: what one pixel gets from a kernel, once a second while it runs."""

from __future__ import annotations

import streamlit as st

from live.video.stream import LiveStream
from ui.common import recipe_state
from ui.common.language import _
from ui.common.recipe import pixel_view
from ui.common.webrtc import Connection
from ui.common.words import plain
from vision.stills.one_pixel import kernel_in, under_the_kernel
from vision.types import VisionError


def panel(stream: LiveStream, connection: Connection) -> None:
    """Nothing without a kernel when the page is drawn: one more part that is drawn each second slows a busy machine."""
    if kernel_in(recipe_state.current().recipe) is None:
        return
    with st.container(key="one-pixel"):  # a fragment that shows nothing must not move what stands beside it
        st.fragment(_panel, run_every=1.0 if connection.active else None)(stream, connection)


def _panel(stream: LiveStream, connection: Connection) -> None:
    recipe = recipe_state.current().recipe
    step = kernel_in(recipe)
    if step is None:
        return
    title, icon = _("What one pixel gets"), ":material/grid_on:"
    with st.expander(title, icon=icon, key="pixel panel", on_change="rerun") as opened:
        if not opened.open:
            return
        shot = stream.snapshot() if connection.active else None
        if shot is None:
            st.caption(_("Press START: the numbers are those of the running picture."))
            return
        try:
            pixel_view.show(under_the_kernel(shot.raw, recipe), step, "live pixel")
        except VisionError as error:
            st.caption(plain(error))
