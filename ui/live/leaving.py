"""A visitor leaves: what was theirs goes at once."""

from __future__ import annotations

import streamlit as st

from live.video.stream import LiveStream
from ui.common import own_clips
from ui.common.language import _
from ui.live import own_takeaways

_LEFT = "visitor has left"


def forget(keep: tuple[str, ...] = ()) -> None:
    """Delete this visitor's recipe, pictures, clips and settings, here and on the disk.

    keep: beginnings of the names that stay in the session, such as the video of a stand whose camera never rests.
    """
    own_takeaways.leave()
    own_clips.leave()
    for key in [str(key) for key in st.session_state]:
        if key.startswith(keep):
            continue
        held = st.session_state.pop(key)
        if isinstance(held, LiveStream):
            held.stop()


def begin_anew_if_left() -> None:
    """After I'm done, load the page afresh, without the recipe in its address, and draw nothing else."""
    if st.session_state.get(_LEFT):
        own_clips.forget_secret()
        script = "<script>location.replace(location.pathname)</script>"
        st.html(script, unsafe_allow_javascript=True, width="content")
        st.stop()


def button() -> None:
    """I'm done: the next visitor finds nothing of this one."""
    st.button(
        _("I'm done"),
        icon=":material/logout:",
        width="stretch",
        help=_("Your recipe, pictures and clips are deleted here, and the page begins anew for the next visitor."),
        key="done",
        on_click=_leave,
    )


def _leave() -> None:
    forget()
    st.session_state[_LEFT] = True
