"""What the opener may do: keep a moment, close the room, and come back as the opener."""

from __future__ import annotations

from functools import partial

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.room_recording import RoomRecording
from ui.common.language import _, ngettext, told
from ui.common.words import file_word, plain
from ui.rooms import state
from vision.imageio import save_png
from vision.words.said import N_

_RECORDING, _FILM, _SNAPSHOT = "room recording", "room film", "room snapshot"


def show(ticket: Ticket) -> None:
    """The opener's tools in a popover."""
    with st.popover(_("Opener's tools"), icon=":material/build:", width="stretch", key="room tools"):
        _snapshot(ticket)
        _record(ticket)
        st.caption(_("This browser knows you again after a reload. In another one, this key does; give it to nobody."))
        st.code(ticket.key, language=None)
        label, close = _("Close the room for all"), state.doing(partial(_close, ticket))
        st.button(label, icon=":material/cancel:", width="stretch", key="room close", on_click=close)


def _close(ticket: Ticket) -> None:
    state.hub().close(ticket, state.now())
    state.forget(N_("You have closed the room."))


@st.fragment
def _record(ticket: Ticket) -> None:
    held: tuple[int, RoomRecording] | None = st.session_state.get(_RECORDING)
    recording = held[1] if held is not None and held[0] == ticket.number else None
    if recording is None:
        record = state.doing(partial(_begin, ticket))
        label, icon = _("Record picture and sound"), ":material/radio_button_checked:"
        st.button(label, icon=icon, width="stretch", key="room record", on_click=record)
    else:
        st.caption(plain(told(recording.ended)) or _so_far(round(recording.elapsed_s)))
        stop = state.doing(partial(_end, ticket, recording))
        label, icon = _("Stop recording"), ":material/stop_circle:"
        st.button(label, type="primary", icon=icon, width="stretch", key="room stop", on_click=stop)
    film = st.session_state.get(_FILM)
    if film == b"":
        st.info(_("There was nothing to record. Press START first."), icon=":material/hourglass_empty:")
    elif film is not None:
        st.download_button(
            _("Save the film"),
            film,
            f"{file_word(N_('room'))}.mp4",
            "video/mp4",
            icon=":material/download:",
            width="stretch",
            key="room film to save",
            on_click="ignore",
        )
        st.caption(_("It is kept nowhere else, and gone when you leave the room."))


def _so_far(seconds: int) -> str:
    return ngettext(
        "Everybody sees the red sign. {number} second so far.",
        "Everybody sees the red sign. {number} seconds so far.",
        seconds,
    )


def _begin(ticket: Ticket) -> None:
    state.hub().record(ticket, True, state.now())
    st.session_state[_RECORDING] = ticket.number, RoomRecording(state.media(ticket.code))


def _end(ticket: Ticket, recording: RoomRecording) -> None:
    st.session_state.pop(_RECORDING, None)
    st.session_state[_FILM] = recording.finish() or b""
    state.hub().record(ticket, False, state.now())


@st.fragment
def _snapshot(ticket: Ticket) -> None:
    label, icon = _("Snapshot of everybody"), ":material/photo_camera:"
    st.button(label, icon=icon, width="stretch", key="room take", on_click=_take, args=(ticket,))
    png = st.session_state.get(_SNAPSHOT)
    if png == b"":
        st.info(_("There is no picture yet. Press START first."), icon=":material/hourglass_empty:")
    elif png is not None:
        st.image(png, alt=_("The room"))
        st.download_button(
            _("Save as PNG"),
            png,
            f"{file_word(N_('room'))}.png",
            "image/png",
            icon=":material/download:",
            width="stretch",
            key="room picture to save",
            on_click="ignore",
        )


def _take(ticket: Ticket) -> None:
    newest = state.media(ticket.code).newest()
    st.session_state[_SNAPSHOT] = save_png(newest.image) if newest is not None else b""
