"""What this visitor may take home with a telephone, and the page's address for it."""

from __future__ import annotations

import streamlit as st

from live.recording.takeaways import Takeaways
from ui.common.host_settings import setting

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
    return f"{base()}/{PAGE}?token={token}"


def leave() -> None:
    """The visitor goes, and so does what no telephone has opened."""
    shelf().leave(st.session_state.get(_TOKENS, []))


def base() -> str:
    """The booth's address as others reach it: what the host says (PUBLIC_URL), else what this browser uses."""
    given = setting("PUBLIC_URL")
    if given:
        return str(given).rstrip("/")
    scheme, _, rest = str(st.context.url or "http://localhost").partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
