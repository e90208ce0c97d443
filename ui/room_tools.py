"""What the opener may do: keep a moment, close the room, and come back as the opener."""

from __future__ import annotations

import streamlit as st

from live.rooms import Ticket
from ui import room_state
from vision.imageio import save_png


def show(ticket: Ticket) -> None:
    """The opener's tools in a popover."""
    with st.popover("Opener's tools", icon=":material/build:", width="stretch"):
        _snapshot(ticket)
        st.caption("Your key: it makes you the opener again after a reload. Give it to nobody.")
        st.code(ticket.key, language=None)
        if st.button("Close the room for all", icon=":material/cancel:", width="stretch"):
            room_state.hub().close(ticket, room_state.now())
            room_state.forget("You have closed the room.")
            st.rerun()


@st.fragment
def _snapshot(ticket: Ticket) -> None:
    if st.button("Snapshot of everybody", icon=":material/photo_camera:", width="stretch"):
        moment = room_state.stage(ticket.code).moment()
        if moment is None:
            st.info("There is no picture yet. Press START first.", icon=":material/hourglass_empty:")
            return
        st.session_state["room snapshot"] = save_png(moment.image)
    if png := st.session_state.get("room snapshot"):
        st.image(png, alt="The room")
        st.download_button(
            "Save as PNG", png, "room.png", "image/png", icon=":material/download:", width="stretch", on_click="ignore"
        )
