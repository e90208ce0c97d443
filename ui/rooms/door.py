"""Before one is in a room: open one, or join by a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.room import LONGEST_NAME
from ui.common.limits import visitor
from ui.common.words import plain
from ui.rooms import state
from vision.types import BusyError, NotAllowedError, NotThereError, VisionError

_NAME, _WAY, _PASSPHRASE, _KEY, _CODE = "room name", "room way", "room passphrase", "room key", "room code"
_WAITS = "room waits"
_PROBLEM = "problem at the door"
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
            st.text_input("Or type the room's code", placeholder="abcd-efgh-jkmn", max_chars=40, key=_CODE)
            st.form_submit_button("To the door", icon=":material/door_open:", width="stretch", on_click=_to_the_door)
    st.caption(
        "Pictures, voices and chat pass through this server and are not kept. "
        "When everybody has left, the room is gone after half a minute."
    )


def _open() -> None:
    with st.form("open", border=False):
        _name_input()
        _way_input()
        st.text_input(
            "Passphrase",
            type="password",
            placeholder="None: whoever has the link may come in",
            help="You tell it to your guests; without it the link alone opens nothing.",
            key=_PASSPHRASE,
        )
        st.checkbox("Guests wait until I let them in", help="You see who is at the door.", key=_WAITS)
        icon = ":material/add_circle:"
        st.form_submit_button("Open a room", type="primary", icon=icon, width="stretch", on_click=_try, args=(_opened,))
    _say_problem()


def _opened() -> Ticket:
    name, spectator, passphrase = _written()
    waits = bool(st.session_state.get(_WAITS))
    return state.hub().open(name, spectator, passphrase, state.now(), visitor=visitor(), waits=waits)


def join(code: str) -> None:
    """The door of one room: a nickname, a way in, the passphrase if it has one. It shows nothing of what is inside."""
    st.title("You are invited")
    st.caption("A room is a video call in which everybody wears their own filters. Choose a nickname to come in.")
    try:
        locked = state.hub().locked(code, state.now())
    except NotThereError as error:
        if there := state.elsewhere(code):
            st.link_button("To the room", there, type="primary", icon=":material/door_open:")
            return
        st.warning(plain(error), title="No room here", icon=":material/no_meeting_room:")
        icon = ":material/add_circle:"
        st.button("Open a room of your own", type="primary", icon=icon, on_click=state.to_no_room)
        return
    known = state.known_opener(code)
    with st.container(border=True, width=560), st.form("join", border=False):
        if known is not None:
            st.info("This browser opened the room: you come back as its opener.", icon=":material/key:")
        _name_input(known.name if known is not None else "")
        _way_input()
        if locked and known is None:
            st.text_input("Passphrase", type="password", key=_PASSPHRASE)
        if known is None:
            with st.expander("I opened this room", icon=":material/key:"):
                st.caption("In another browser, the opener's key gives you your rights. Others leave this empty.")
                st.text_input("Opener's key", type="password", key=_KEY)
        enter = partial(_try, partial(_joined, code))
        st.form_submit_button("Join", type="primary", icon=":material/login:", width="stretch", on_click=enter)
    _say_problem()


def _joined(code: str) -> Ticket:
    name, spectator, passphrase = _written()
    known = state.known_opener(code)
    key = str(st.session_state.get(_KEY, "")).strip() if known is None else known.key
    return state.hub().join(code, name, spectator, passphrase, state.now(), key, visitor=visitor())


def _to_the_door() -> None:
    code = str(st.session_state[_CODE]).strip().lower()
    if code:
        st.query_params[state.PARAM] = code


def _name_input(before: str = "") -> None:
    st.text_input("Your nickname", before, max_chars=LONGEST_NAME, placeholder="What the others call you", key=_NAME)


def _way_input() -> None:
    tip = "Camera and microphone are up to you, also one alone. Who only watches is asked for neither."
    st.segmented_control(
        "How", list(_WAYS), default="Take part", required=True, format_func=_WAYS.__getitem__, help=tip, key=_WAY
    )


def _written() -> tuple[str, bool, str]:
    """The form's name, whether they only watch, and the passphrase."""
    held = st.session_state
    return str(held[_NAME]), held[_WAY] == "Watch", str(held.get(_PASSPHRASE, ""))


def _try(enter: Callable[[], Ticket]) -> None:
    """Come in; what stands against it is said below the form."""
    st.session_state.pop(_PROBLEM, None)
    try:
        state.enter(enter())
    except VisionError as error:
        st.session_state[_PROBLEM] = error


def _say_problem() -> None:
    error: VisionError | None = st.session_state.pop(_PROBLEM, None)
    if error is not None:
        st.warning(plain(error), icon=_sign(error))


def _sign(error: VisionError) -> str:
    if isinstance(error, NotAllowedError):
        return ":material/lock:"
    return ":material/hourglass_top:" if isinstance(error, BusyError) else ":material/info:"
