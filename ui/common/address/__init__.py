"""The recipe in the browser's address bar, written by the browser itself.

Streamlit's own way sends it as a message, which a newer run may overtake or drop; what a component is given arrives
with the page, and the newest page wins.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

PARAM = "recipe"
_write = st.components.v2.component("vision_booth_address", js=Path(__file__).with_name("address.js").read_text())


def show(recipe: str) -> None:
    """Keep `recipe` in the address bar as long as this is on the page."""
    _write(key="address bar", data={"name": PARAM, "value": recipe}, height=1)
