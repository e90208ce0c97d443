"""What the opener may do: keep a moment, close the room, and come back as the opener."""

from __future__ import annotations

from functools import partial

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.room_recording import RoomRecording
from ui.common.words import plain
from ui.rooms import state
from vision.imageio import save_png

_RECORDING, _FILM, _SNAPSHOT = "room recording", "room film", "room snapshot"


def show(ticket: Ticket) -> None:
    """The opener's tools in a popover."""
    with st.popover("Opener's tools", icon=":material/build:", width="stretch"):
        _snapshot(ticket)
        _record(ticket)
        st.caption("This browser knows you again after a reload. In another one, this key does; give it to nobody.")
        st.code(ticket.key, language=None)
        close = state.doing(partial(_close, ticket))
        st.button("Close the room for all", icon=":material/cancel:", width="stretch", on_click=close)


def _close(ticket: Ticket) -> None:
    state.hub().close(ticket, state.now())
    state.forget("You have closed the room.")


@st.fragment
def _record(ticket: Ticket) -> None:
    held: tuple[int, RoomRecording] | None = st.session_state.get(_RECORDING)
    recording = held[1] if held is not None and held[0] == ticket.number else None
    if recording is None:
        record = state.doing(partial(_begin, ticket))
        icon = ":material/radio_button_checked:"
        st.button("Record picture and sound", icon=icon, width="stretch", on_click=record)
    else:
        st.caption(plain(recording.ended) or f"Everybody sees the red sign. {recording.elapsed_s:.0f} seconds so far.")
        stop = state.doing(partial(_end, ticket, recording))
        icon = ":material/stop_circle:"
        st.button("Stop recording", type="primary", icon=icon, width="stretch", on_click=stop)
    film = st.session_state.get(_FILM)
    if film == b"":
        st.info("There was nothing to record. Press START first.", icon=":material/hourglass_empty:")
    elif film is not None:
        st.download_button(
            "Save the film",
            film,
            "room.mp4",
            "video/mp4",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
        )
        st.caption("It is kept nowhere else, and gone when you leave the room.")


def _begin(ticket: Ticket) -> None:
    state.hub().record(ticket, True, state.now())
    st.session_state[_RECORDING] = ticket.number, RoomRecording(state.media(ticket.code))


def _end(ticket: Ticket, recording: RoomRecording) -> None:
    st.session_state.pop(_RECORDING, None)
    st.session_state[_FILM] = recording.finish() or b""
    state.hub().record(ticket, False, state.now())


@st.fragment
def _snapshot(ticket: Ticket) -> None:
    st.button("Snapshot of everybody", icon=":material/photo_camera:", width="stretch", on_click=_take, args=(ticket,))
    png = st.session_state.get(_SNAPSHOT)
    if png == b"":
        st.info("There is no picture yet. Press START first.", icon=":material/hourglass_empty:")
    elif png is not None:
        st.image(png, alt="The room")
        st.download_button(
            "Save as PNG", png, "room.png", "image/png", icon=":material/download:", width="stretch", on_click="ignore"
        )


def _take(ticket: Ticket) -> None:
    newest = state.media(ticket.code).newest()
    st.session_state[_SNAPSHOT] = save_png(newest.image) if newest is not None else b""
