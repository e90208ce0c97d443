"""Whether this is a stand, and its times."""

from __future__ import annotations

import streamlit as st

from ui.common.host_settings import number, setting


def wanted() -> bool:
    """Whether the address (`?stand=1`) or the host (STAND=1) asks for the stand."""
    asked = st.query_params.get("stand", setting("STAND"))
    return str(asked or "0").lower() not in ("0", "no", "false")


def idle_s() -> float:
    """Seconds without a movement or touch after which a visitor counts as gone (STAND_SECONDS)."""
    return number("STAND_SECONDS", 60.0, 2.0) or 60.0


TURN_S = 8.0
CLIP_S = 8.0
