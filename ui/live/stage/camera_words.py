"""What our own picture does for the frame, where there is none: troubles in words, a line silent for a while."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common.language import _
from ui.common.webrtc import WORDS, WORDS_ALONE

_HERE = Path(__file__).parent
_SCRIPT = "".join(_HERE.joinpath(f"{part}.js").read_text() for part in ("blips", "camera_words"))
_say = st.components.v2.component("vision_booth_camera_words", js=_SCRIPT)


def show(microphone_alone: bool = False) -> None:
    """For the video of this page."""
    words = WORDS_ALONE if microphone_alone else WORDS
    refused, none = _(words["device_access_denied"]), _(words["device_not_available"])
    _say(key="camera words", data={"words": {"refused": refused, "none": none}})
