"""Why the camera does not come, in a visitor's words, where the library's frame would say it in the browser's."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common.language import _
from ui.common.webrtc import WORDS, WORDS_ALONE

_say = st.components.v2.component("vision_booth_camera_words", js=Path(__file__).with_suffix(".js").read_text())


def show(microphone_alone: bool = False) -> None:
    """For the video of this page."""
    words = WORDS_ALONE if microphone_alone else WORDS
    refused, none = _(words["device_access_denied"]), _(words["device_not_available"])
    _say(key="camera words", data={"words": {"refused": refused, "none": none}})
