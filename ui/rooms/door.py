"""Before one is in a room: open one, or join by a link."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.room import LONGEST_NAME
from ui.common.limits import visitor
from ui.common.words import plain
from ui.rooms import state
from vision.types import BusyError, NotAllowedError, NotThereError, VisionError

_WAYS = {"Take part": ":material/videocam: Take part", "Watch": ":material/visibility: Only watch"}


def open_or_join() -> None:
    """Two cards: a room of one's own, or a code that somebody sent."""
    st.title("See each other, filtered")
    st.caption("A room is a video call in which everybody wears their own filters. Open one and send its link around.")
    left, right = st.columns(2, gap="medium", border=True)
    with left:
        st.subheader("Open a room", anchor=False)
        _open()
    with right:
        st.subheader("Join a room", anchor=False)
        st.write("Whoever opened a room can send you its link: open it, and you are at the door.")
        with st.form("code", border=False):
            code = st.text_input("Or type the room's code", placeholder="abcd-efgh-jkmn", max_chars=40)
            if st.form_submit_button("To the door", icon=":material/door_open:", width="stretch") and code.strip():
                st.query_params[state.PARAM] = code.strip().lower()
                st.rerun()
    st.caption(
        "Pictures, voices and chat pass through this server and are not kept. "
        "When everybody has left, the room is gone after half a minute."
    )


def _open() -> None:
    with st.form("open", border=False):
        name = _name_input()
        spectator = _way_input()
        passphrase = st.text_input(
            "Passphrase",
            type="password",
            placeholder="None: whoever has the link may come in",
            help="You tell it to your guests; without it the link alone opens nothing.",
        )
        if st.form_submit_button("Open a room", type="primary", icon=":material/add_circle:", width="stretch"):
            _try(lambda: state.hub().open(name, spectator, passphrase, state.now(), visitor=visitor()))


def join(code: str) -> None:
    """The door of one room: a nickname, a way in, the passphrase if it has one. It shows nothing of what is inside."""
    st.title("You are invited")
    st.caption("A room is a video call in which everybody wears their own filters. Choose a nickname to come in.")
    try:
        locked = state.hub().locked(code, state.now())
    except NotThereError as error:
        st.warning(plain(error), title="No room here", icon=":material/no_meeting_room:")
        if st.button("Open a room of your own", type="primary", icon=":material/add_circle:"):
            del st.query_params[state.PARAM]
            st.rerun()
        return
    with st.container(border=True, width=560), st.form("join", border=False):
        name = _name_input()
        spectator = _way_input()
        passphrase = st.text_input("Passphrase", type="password") if locked else ""
        with st.expander("I opened this room", icon=":material/key:"):
            st.caption("After a reload, the opener's key gives you your rights back. Everybody else leaves this empty.")
            key = st.text_input("Opener's key", type="password")
        if st.form_submit_button("Join", type="primary", icon=":material/login:", width="stretch"):
            _try(lambda: _join(code, name, spectator, passphrase, key))


def _join(code: str, name: str, spectator: bool, passphrase: str, key: str) -> Ticket:
    return state.hub().join(code, name, spectator, passphrase, state.now(), key.strip(), visitor=visitor())


def _name_input() -> str:
    return st.text_input("Your nickname", max_chars=LONGEST_NAME, placeholder="What the others call you")


def _way_input() -> bool:
    """True to watch."""
    tip = "Taking part needs a camera; the microphone is up to you. Who only watches is asked for neither."
    way = st.segmented_control(
        "How", list(_WAYS), default="Take part", required=True, format_func=_WAYS.__getitem__, help=tip
    )
    return way == "Watch"


def _try(enter: Callable[[], Ticket]) -> None:
    try:
        ticket = enter()
    except VisionError as error:
        st.warning(plain(error), icon=_sign(error))
        return
    state.enter(ticket)
    st.rerun()


def _sign(error: VisionError) -> str:
    if isinstance(error, NotAllowedError):
        return ":material/lock:"
    return ":material/hourglass_top:" if isinstance(error, BusyError) else ":material/info:"
