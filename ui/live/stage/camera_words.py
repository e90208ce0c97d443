"""Why the camera does not come, in a visitor's words, where the library's frame would say it in the browser's."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.common.language import _
from ui.common.webrtc import WORDS, WORDS_ALONE

_REFUSED, _NONE = "device_access_denied", "device_not_available"
_TROUBLES = {
    "NotAllowedError": _REFUSED,
    "SecurityError": _REFUSED,
    "NotFoundError": _NONE,
    "OverconstrainedError": _NONE,
    "NotReadableError": _NONE,
    "AbortError": _NONE,
}
"""What browsers call what getUserMedia may meet (Media Capture and Streams, 10.2), and which words say it."""
_say = st.components.v2.component("vision_booth_camera_words", js=Path(__file__).with_suffix(".js").read_text())


def show(microphone_alone: bool = False) -> None:
    """For the video of this page."""
    words = WORDS_ALONE if microphone_alone else WORDS
    _say(key="camera words", data={"words": {name: _(words[place]) for name, place in _TROUBLES.items()}})
