"""What one visitor may hold of the server: all such limits, and the settings with which a host changes them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.common.host_settings import number
from work.machine import memory_bytes

_MB = 1_000_000
_SHARE_OF_MEMORY = 0.25


@dataclass(frozen=True, slots=True)
class VisitorLimits:
    """upload_bytes: held of one visitor's uploads; uploads_bytes: of everybody's. live: places at the camera.
    rooms: opened and not over yet. host_tries, host_wait_s: wrong passwords by everybody together before each more
    has to wait, and how long at most.
    """

    upload_bytes: int = 200 * _MB
    uploads_bytes: int = 1000 * _MB
    live: int = 2
    rooms: int = 3
    host_tries: int = 5
    host_wait_s: float = 60.0


@st.cache_resource(show_spinner=False)
def limits() -> VisitorLimits:
    """From the settings VISITOR_UPLOAD_MB, UPLOADS_MB, VISITOR_LIVE and VISITOR_ROOMS. Raises ValueError for a broken
    one."""
    usual = VisitorLimits()
    together = min(usual.uploads_bytes, int(memory_bytes() * _SHARE_OF_MEMORY))
    uploads = _setting("UPLOADS_MB", together / _MB, 1) * _MB
    return VisitorLimits(
        upload_bytes=int(min(_setting("VISITOR_UPLOAD_MB", usual.upload_bytes / _MB, 1) * _MB, uploads)),
        uploads_bytes=int(uploads),
        live=int(_setting("VISITOR_LIVE", usual.live, 1)),
        rooms=int(_setting("VISITOR_ROOMS", usual.rooms, 1)),
    )


def visitor() -> str:
    """The page of a browser that this run belongs to."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _setting(name: str, default: float, least: float) -> float:
    value = number(name, default, least)
    return default if value is None else value
