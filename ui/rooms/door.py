"""Before one is in a room: open one, or join by a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.room import LONGEST_NAME
from ui.common.language import _
from ui.common.limits import visitor
from ui.common.words import plain
from ui.rooms import state
from vision.types import BusyError, NotAllowedError, NotThereError, VisionError
from vision.words.said import N_

_NAME, _WAY, _PASSPHRASE, _KEY, _CODE = "room name", "room way", "room passphrase", "room key", "room code"
_WAITS = "room waits"
_PROBLEM = "problem at the door"
_WAYS = {"Take part": N_("Take part"), "Watch": N_("Only watch")}
_WAY_SIGNS = {"Take part": ":material/videocam:", "Watch": ":material/visibility:"}


def open_or_join() -> None:
    """Two cards: a room of one's own, or a code that somebody sent."""
    st.title(_("See each other, filtered"))
    st.caption(
        _("A room is a video call in which everybody wears their own filters. Open one and send its link around.")
    )
    left, right = st.columns(2, gap="medium", border=True)
    with left:
        st.subheader(_("Open a room"), anchor=False)
        _open()
    with right:
        st.subheader(_("Join a room"), anchor=False)
        st.write(_("Whoever opened a room can send you its link: open it, and you are at the door."))
        with st.form("code", border=False):
            st.text_input(_("Or type the room's code"), placeholder="abcd-efgh-jkmn", max_chars=40, key=_CODE)
            icon = ":material/door_open:"
            st.form_submit_button(
                _("To the door"), icon=icon, width="stretch", key="to the door", on_click=_to_the_door
            )
    st.caption(
        _(
            "Pictures, voices and chat pass through this server and are not kept. "
            "When everybody has left, the room is gone after half a minute."
        )
    )


def _open() -> None:
    with st.form("open", border=False):
        _name_input()
        _way_input()
        st.text_input(
            _("Passphrase"),
            type="password",
            placeholder=_("None: whoever has the link may come in"),
            help=_("You tell it to your guests; without it the link alone opens nothing."),
            key=_PASSPHRASE,
        )
        st.checkbox(_("Guests wait until I let them in"), help=_("You see who is at the door."), key=_WAITS)
        st.form_submit_button(
            _("Open a room"),
            type="primary",
            icon=":material/add_circle:",
            width="stretch",
            key="open room",
            on_click=_try,
            args=(_opened,),
        )
    _say_problem()


def _opened() -> Ticket:
    name, spectator, passphrase = _written()
    waits = bool(st.session_state.get(_WAITS))
    return state.hub().open(name, spectator, passphrase, state.now(), visitor=visitor(), waits=waits)


def join(code: str) -> None:
    """The door of one room: a nickname, a way in, the passphrase if it has one. It shows nothing of what is inside."""
    st.title(_("You are invited"))
    st.caption(_("A room is a video call in which everybody wears their own filters. Choose a nickname to come in."))
    try:
        locked = state.hub().locked(code, state.now())
    except NotThereError as error:
        if there := state.elsewhere(code):
            st.link_button(_("To the room"), there, type="primary", icon=":material/door_open:")
            return
        st.warning(plain(error), title=_("No room here"), icon=":material/no_meeting_room:")
        label, icon = _("Open a room of your own"), ":material/add_circle:"
        st.button(label, type="primary", icon=icon, key="to no room", on_click=state.to_no_room)
        return
    known = state.known_opener(code)
    with st.container(border=True, width=560), st.form("join", border=False):
        if known is not None:
            st.info(_("This browser opened the room: you come back as its opener."), icon=":material/key:")
        _name_input(known.name if known is not None else "")
        _way_input()
        if locked and known is None:
            st.text_input(_("Passphrase"), type="password", key=_PASSPHRASE)
        if known is None:
            with st.expander(_("I opened this room"), icon=":material/key:", key="opened this room"):
                st.caption(_("In another browser, the opener's key gives you your rights. Others leave this empty."))
                st.text_input(_("Opener's key"), type="password", key=_KEY)
        enter = partial(_try, partial(_joined, code))
        icon = ":material/login:"
        st.form_submit_button(_("Join"), type="primary", icon=icon, width="stretch", key="join room", on_click=enter)
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
    hint = _("What the others call you")
    st.text_input(_("Your nickname"), before, max_chars=LONGEST_NAME, placeholder=hint, key=_NAME)


def _way_input() -> None:
    tip = _("Camera and microphone are up to you, also one alone. Who only watches is asked for neither.")
    st.segmented_control(
        _("How"), list(_WAYS), default="Take part", required=True, format_func=_way, help=tip, key=_WAY
    )


def _way(choice: str) -> str:
    return f"{_WAY_SIGNS[choice]} {_(_WAYS[choice])}"


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
