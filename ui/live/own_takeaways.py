"""What this visitor may take home with a telephone, and the page's address for it."""

from __future__ import annotations

import streamlit as st

from live.recording.takeaways import Takeaways
from ui.common import links

PAGE = "take_home"
_TOKENS = "takeaway tokens"


@st.cache_resource(show_spinner=False)
def shelf() -> Takeaways:
    """The server's one shelf."""
    return Takeaways()


def put(data: bytes, kind: str, name: str) -> str:
    """The file's address for a telephone, valid for some minutes. Raises VisionError."""
    token = shelf().put(data, kind, name)
    st.session_state.setdefault(_TOKENS, []).append(token)
    return links.link(PAGE, token=token)


def leave() -> None:
    """The visitor goes, and so does what no telephone has opened."""
    shelf().leave(st.session_state.get(_TOKENS, []))
