"""The server's rooms, and the visitor's stay in one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode

import streamlit as st

from live.rooms.hub import RoomHub, RoomOverError, Ticket
from live.rooms.media import MediaRegistry, MemberEnds, RoomMedia
from live.rooms.room import Room, RoomLimits
from ui.common.host_settings import setting
from ui.common.limits import limits
from ui.common.links import place
from vision.recipe import Recipe
from vision.types import VisionError

PARAM = "room"
_TICKET, _ENDS, _NEWS, _PROBLEM = "room ticket", "room ends", "room news", "room problem"
_COOKIE, _KEPT_S = "vision-booth-room", 12 * 3600
_OF_A_STAY = (_TICKET, _ENDS, "room recording", "room film", "room snapshot", _PROBLEM)


@st.cache_resource(show_spinner=False)
def hub() -> RoomHub:
    """Limits from the settings ROOMS, ROOM_PEOPLE (at most 9), ROOM_WATCHERS and VISITOR_ROOMS."""
    usual = RoomLimits()
    return RoomHub(
        RoomLimits(
            _number("ROOMS", usual.rooms, 1, 1000),
            _number("ROOM_PEOPLE", usual.people, 1, 9),
            _number("ROOM_WATCHERS", usual.spectators, 0, 1000),
            limits().rooms,
        ),
        place(),  # with which its rooms' codes begin
    )


def elsewhere(code: str) -> str | None:
    """The address, seen from the top, of a room whose code names another booth behind the same door."""
    here, there = place(), code.partition("-")[0]
    return f"/{there}/rooms?{urlencode({PARAM: code})}" if here and there.isdigit() and there != here else None


def _number(name: str, usual: int, low: int, high: int) -> int:
    given = setting(name)
    try:
        return usual if given is None else min(high, max(low, int(given)))
    except ValueError:
        return usual


@st.cache_resource(show_spinner=False)
def _media() -> MediaRegistry:
    return MediaRegistry(hub())


def media(code: str) -> RoomMedia:
    return _media().of(code, now())


def now() -> float:
    """The clock that the hub goes by."""
    return time.monotonic()


def ticket() -> Ticket | None:
    """The visitor's stay. An address bar with another room in it ends it; one without a room gets its code back."""
    held: Ticket | None = st.session_state.get(_TICKET)
    code = st.query_params.get(PARAM)
    if held is not None and code is not None and code != held.code:
        leave()
        held, st.query_params[PARAM] = None, code
    if held is not None and code is None:
        st.query_params[PARAM] = held.code
    return held


def seen(held: Ticket) -> Room:
    """The room, which notes that this visitor is there; when it is over, the page is drawn again and says so."""
    try:
        return hub().seen(held, now())
    except RoomOverError as over:
        forget(str(over))
        st.rerun()


def enter(new: Ticket) -> None:
    st.session_state[_TICKET] = new
    st.query_params[PARAM] = new.code


@dataclass(frozen=True, slots=True)
class KnownOpener:
    """Who opened a room in this browser, and the key that says so."""

    name: str
    key: str


def known_opener(code: str) -> KnownOpener | None:
    """What `remember_opener` left with this browser, for this room."""
    held = unquote(str(_cookies().get(_COOKIE) or "")).split(" ", 2)
    return KnownOpener(held[2], held[1]) if len(held) == 3 and held[0] == code else None


def _cookies() -> Mapping[str, str]:
    return st.context.cookies


def remember_opener(held: Ticket, name: str) -> None:
    """Leave the opener's key with this browser, so that a reload makes them the opener again."""
    token, seconds = quote(f"{held.code} {held.key} {name}"), _KEPT_S
    secure = "; Secure" if str(st.context.url or "").startswith("https") else ""
    st.html(
        f'<script>document.cookie = "{_COOKIE}={token}; path=/; max-age={seconds}; SameSite=Lax{secure}"</script>',
        unsafe_allow_javascript=True,
        width="content",
    )


def to_no_room() -> None:
    """Take the code of a room that is gone out of the address bar."""
    st.query_params.pop(PARAM, None)


def leave() -> None:
    """End the stay, on the visitor's wish."""
    held: Ticket | None = st.session_state.get(_TICKET)
    if held is not None:
        hub().leave(held, now())
        media(held.code).disconnect(held.number)
    forget("")


def forget(news: str) -> None:
    """The stay is over; `news` says why on the page that comes next."""
    for key in _OF_A_STAY:
        st.session_state.pop(key, None)
    st.query_params.pop(PARAM, None)
    if news:
        st.session_state[_NEWS] = news


def doing(act: Callable[[], object]) -> Callable[[], None]:
    """The act as a callback; what stands against it is said below the chat."""

    def do() -> None:
        st.session_state.pop(_PROBLEM, None)
        try:
            act()
        except VisionError as error:
            st.session_state[_PROBLEM] = str(error)

    return do


def problem() -> str | None:
    """What stood against the last act."""
    text: str | None = st.session_state.get(_PROBLEM)
    return text


def news() -> str | None:
    """Why the last stay ended, once."""
    text: str | None = st.session_state.pop(_NEWS, None)
    return text


def ends(held: Ticket, name: str, recipe: Recipe | None) -> MemberEnds:
    """The ends of the visitor's connection; new ones once the former have served, since each serves one."""
    made: tuple[int, MemberEnds] | None = st.session_state.get(_ENDS)
    if made is None or made[0] != held.number or made[1].screen.readyState == "ended":
        made = st.session_state[_ENDS] = (held.number, media(held.code).connect(held, name, recipe))
    return made[1]
