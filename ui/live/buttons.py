"""The three buttons under the picture."""

from __future__ import annotations

import streamlit as st

from live.recording.microphone import SoundOrigin
from live.video.stream import LiveStream
from ui.common.language import _
from ui.common.webrtc import Connection
from ui.live import recording, snapshot


def show(stream: LiveStream, microphone: SoundOrigin | None, connection: Connection) -> None:
    """Snapshot, Record, Big picture."""
    with st.container(horizontal=True, key="buttons"):
        snapshot.button(stream, connection)
        recording.button(stream, microphone, connection)
        # The press itself is heard by the picture's script: browsers enlarge only what was asked for by hand.
        st.button(
            _("Big picture"),
            icon=":material/fullscreen:",
            key="big_picture",
            width="stretch",
            help=_("The key F does the same."),
        )
