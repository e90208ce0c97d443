"""What a page is about in the browser's address bar, as its recipe, written by the browser itself.

Streamlit's own way sends it as a message, which a newer run may overtake or drop; what a component is given arrives
with the page, and the newest page wins.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

PARAM = "recipe"
_write = st.components.v2.component("vision_booth_address", js=Path(__file__).with_name("address.js").read_text())


def show(**params: str) -> None:
    """Keep these in the address bar as long as this is on the page; "" is none."""
    _write(key="address bar", data={"params": params}, height=1)


def speak(language: str, **params: str) -> None:
    """The same, and tell screen readers the language of all that stands on the page, as HTML calls it."""
    _write(key="address of the language", data={"params": params, "language": language}, height=1)
