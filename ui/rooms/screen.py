"""A screen to share: the component of the video asks for cameras alone, so the page asks in its place."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common.language import _

_share = st.components.v2.component(
    "vision_booth_screen", html="<i></i>", js=Path(__file__).with_name("screen.js").read_text()
)


def at_start(wanted: bool) -> None:
    """Whether the next START asks for a screen, a window or a tab instead of the camera."""
    _share(key="room screen share", data={"wanted": wanted, "cannot": _("This browser shares no screen.")})
