"""What was just said, for the line under the picture that is read aloud."""

from __future__ import annotations

import time

import streamlit as st

from ui.common.language import told

_SAID = "last words"
_FRESH_S = 5.0


def say(words: str) -> None:
    """Say this for some seconds; words marked by `N_`."""
    st.session_state[_SAID] = words, time.monotonic()


def said() -> str:
    """What is still to be said, "" for nothing."""
    words, at = st.session_state.get(_SAID, ("", 0.0))
    return told(words) if time.monotonic() - at < _FRESH_S else ""
