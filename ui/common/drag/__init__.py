"""Numbers that are dragged as well as typed: Streamlit's own are typed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_drag = st.components.v2.component("vision_booth_drag", js=Path(__file__).with_name("drag.js").read_text())


def numbers(place: str) -> None:
    """Let all number fields in the container of this key be dragged sideways; a tap types as ever."""
    _drag(key=f"drag {place}", data={"place": "st-key-" + place.replace(" ", "-")}, height=1)
