"""The live page's places, and START in its own before the rest of the page is even imported."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.common import webrtc
from ui.common.host_settings import setting

CAMERA = "camera"
_REST = "ui.live.page.rest"


@dataclass(frozen=True, slots=True)
class Places:
    """From above: `controls` begins with `start`; `started` when that holds a camera's button already."""

    errors: DeltaGenerator
    picture: DeltaGenerator
    controls: DeltaGenerator
    start: DeltaGenerator
    looks: DeltaGenerator
    side: DeltaGenerator
    started: bool


def begin() -> Places:
    """The page's empty places; at a server's first visit with START, since the rest takes a second to import.

    Where booths count together, there may be a line before a booth's first visitor. A START that was pressed already
    needs the rest: without it there is no stream to take the camera's pictures.
    """
    with st.container(key="live", horizontal=True):
        stage, side = st.container(key="stage"), st.container(key="side")
    with stage:
        errors, picture = st.container(), st.container()
        controls = st.container(key="controls", horizontal=True)
        looks = st.container()
    start = controls.container(key="start")
    first = _REST not in sys.modules and not setting("BOOTH_REDIS") and not webrtc.pressed(CAMERA)
    if first:
        with start:
            webrtc.start_button(CAMERA)
    return Places(errors, picture, controls, start, looks, side, first)
