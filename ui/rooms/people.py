"""Beside a room's picture: who is there, the chat, the link. Names and lines are shown as text, never as markup."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.media import MosaicFrame
from live.rooms.room import LONGEST_LINE, Member, Room
from ui.common import links
from ui.common.words import plain
from ui.rooms import state

BEAT_S = 2.0
"""Seconds between two signs of life of a page."""
_SHOWN_LINES = 40


def side(ticket: Ticket, lost: Callable[[], bool]) -> None:
    """The panel, drawn anew every two seconds: that is also what tells the room that this page is still open.

    lost: whether the video's connection broke.
    """
    st.fragment(_side, run_every=BEAT_S)(ticket, lost)


def _side(ticket: Ticket, lost: Callable[[], bool]) -> None:
    room = state.seen(ticket)
    me = room.member(ticket.number)
    if lost():
        st.warning(
            "Press STOP, then START to be back. The chat goes on meanwhile.",
            title="The video's connection broke",
            icon=":material/wifi_off:",
        )
    if room.recording:
        st.error(
            "The opener is recording picture and sound.", title="Recording", icon=":material/radio_button_checked:"
        )
    if me is not None:
        _members(room, me, ticket)
    _chat(room, ticket)


def _members(room: Room, me: Member, ticket: Ticket) -> None:
    newest = state.media(room.code).newest()
    st.caption(f"TAKING PART · {len(room.people)}")
    for member in room.people:
        _member(member, me, ticket, newest)
    if room.spectators:
        with st.expander(f"Watching · {len(room.spectators)}", icon=":material/visibility:"):
            for member in room.spectators:
                _member(member, me, ticket, newest)


def _member(member: Member, me: Member, ticket: Ticket, newest: MosaicFrame | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"member {member.number}"):
        st.markdown(_sign(member, newest))
        st.text(member.name)
        if member.number == me.number:
            st.badge("you", color="green")
        if member.opener:
            st.badge("opener", color="gray")
        if me.opener and member.number != me.number:
            st.space("stretch")
            st.button(
                ":material/person_remove:",
                key=f"remove {member.number}",
                help="Show out of the room",
                type="tertiary",
                on_click=state.doing(lambda: state.hub().remove(ticket, member.number, state.now())),
            )


def _sign(member: Member, newest: MosaicFrame | None) -> str:
    """The number on the member's tile, or what they are doing instead."""
    if member.away(state.now()):
        return ":material/schedule:"
    if member.spectator:
        return ":material/visibility:"
    shown = [number for number, _ in newest.places] if newest is not None else []
    return f"**{shown.index(member.number) + 1}**" if member.number in shown else ":material/videocam_off:"


def _chat(room: Room, ticket: Ticket) -> None:
    st.caption("CHAT")
    with st.container(height=230, border=True, key="chat", autoscroll=True):
        st.text(
            "\n".join(f"{line.name}: {line.text}" for line in room.chat[-_SHOWN_LINES:]) or "Nobody has written yet."
        )
    say = state.doing(lambda: state.hub().say(ticket, st.session_state["chat line"] or "", state.now()))
    st.chat_input("Write to everybody", key="chat line", max_chars=LONGEST_LINE, on_submit=say)
    if problem := state.problem():
        st.warning(plain(problem), icon=":material/info:")


@st.fragment
def invitation(code: str) -> None:
    """The link to send around."""
    popover = st.popover("Invite", icon=":material/person_add:", width="stretch", key="invite", on_change="rerun")
    with popover:
        st.write("Send this link to whoever should come in:")
        links.show(links.link(**{state.PARAM: code}), "this room", square=bool(popover.open))
