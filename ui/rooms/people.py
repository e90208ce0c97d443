"""Beside a room's picture: who is there, the chat, the link. Names and lines are words, never markup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from live.rooms.hub import Ticket
from live.rooms.media import MosaicFrame
from live.rooms.room import LONGEST_LINE, Member, Room
from ui.common import links
from ui.common.language import _, told
from ui.common.words import linked, plain
from ui.rooms import state
from vision.catalogue import label_of

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
            _("Press STOP, then START to be back. The chat goes on meanwhile."),
            title=_("The video's connection broke"),
            icon=":material/wifi_off:",
        )
    if room.recording:
        words = _("The opener is recording picture and sound.")
        st.error(words, title=_("Recording"), icon=":material/radio_button_checked:")
    if me is not None:
        if me.muted:
            st.info(_("The opener has muted you: nobody hears you for now."), icon=":material/mic_off:")
        if me.opener:
            _door(room, ticket)
        _members(room, me, ticket)
        _hand(me, ticket)
    _chat(room, ticket)


def wait(ticket: Ticket) -> None:
    """The page of one who waits at the door, drawn anew until the opener has let them in."""
    st.title(_("You are at the door"))
    st.fragment(_wait, run_every=BEAT_S)(ticket)
    st.button(_("Go away again"), icon=":material/logout:", key="room go away", on_click=state.leave)


def _wait(ticket: Ticket) -> None:
    me = state.seen(ticket).member(ticket.number)
    if me is None or not me.waiting:
        st.rerun()
    st.info(_("Whoever opened the room sees your name and can let you in."), icon=":material/hourglass_top:")


def _door(room: Room, ticket: Ticket) -> None:
    """For the opener: who waits."""
    if room.waiting:
        st.caption(_("AT THE DOOR · {number}", number=len(room.waiting)))
    for member in room.waiting:
        with st.container(horizontal=True, vertical_alignment="center", key=f"at the door {member.number}"):
            st.text(member.name)
            st.space("stretch")
            _button(_("Let in"), "login", member, partial(state.hub().let_in, ticket), word=True)
            _button(_("Turn away"), "block", member, partial(state.hub().remove, ticket))


def _hand(me: Member, ticket: Ticket) -> None:
    up = me.hand_s is not None
    act = state.doing(lambda: state.hub().raise_hand(ticket, not up, state.now()))
    sign = ":material/do_not_touch:" if up else ":material/back_hand:"
    label = _("Take my hand down") if up else _("Raise my hand")
    st.button(label, icon=sign, on_click=act, key="hand", width="stretch")


def _button(label: str, icon: str, member: Member, act: Callable[[int, float], object], *, word: bool = False) -> None:
    """What the opener may do with somebody, as a small button."""
    st.button(
        label if word else "",
        icon=f":material/{icon}:",
        key=f"{icon} {member.number}",
        help=label,
        type="secondary" if word else "tertiary",
        on_click=state.doing(lambda: act(member.number, state.now())),
    )


def _members(room: Room, me: Member, ticket: Ticket) -> None:
    newest = state.media(room.code).newest()
    st.caption(_("TAKING PART · {number}", number=len(room.people)))
    if newest is not None and not newest.places:
        st.caption(_("Nobody is on camera yet."))
    for member in room.people:
        _member(member, me, ticket, newest)
    if room.spectators:
        label = _("Watching · {number}", number=len(room.spectators))
        with st.expander(label, icon=":material/visibility:", key="room watching"):
            for member in room.spectators:
                _member(member, me, ticket, newest)


def _member(member: Member, me: Member, ticket: Ticket, newest: MosaicFrame | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"member {member.number}"):
        st.markdown(_sign(member, newest))
        st.text(member.name)
        if member.number == me.number:
            st.badge(_("you"), color="green")
        if member.opener:
            st.badge(_("opener"), color="gray")
        if member.hand_s is not None:
            st.badge(_("hand up"), icon=":material/back_hand:", color="orange")
        if member.muted:
            st.badge(_("muted"), icon=":material/mic_off:", color="gray")
        if without := _without(member, ticket):
            st.badge(without, icon=":material/warning:", color="orange")
        if me.opener and member.number != me.number:
            st.space("stretch")
            if not member.spectator:
                _voice(member, ticket)
            _button(_("Show out of the room"), "person_remove", member, partial(state.hub().remove, ticket))


def _without(member: Member, ticket: Ticket) -> str:
    """What the sign of warning on the member's tile means."""
    camera = state.media(ticket.code).camera_of(member.number)
    filters = ", ".join(_(label_of(name)) for name in camera.failing()) if camera is not None else ""
    if camera is None or not filters:
        return ""
    if camera.recipe.hiding:
        return _("hidden: {filters} could not work", filters=filters)
    return _("without {filters}: it could not work", filters=filters)


def _voice(member: Member, ticket: Ticket) -> None:
    on = not member.muted
    label = _("Mute for all") if on else _("Give the voice back")
    act = partial(_mute, ticket, on)
    _button(label, "mic" if on else "mic_off", member, act)


def _mute(ticket: Ticket, on: bool, number: int, now: float) -> None:
    state.hub().mute(ticket, number, on, now)


def _sign(member: Member, newest: MosaicFrame | None) -> str:
    """The number on the member's tile, or what they are doing instead."""
    if member.away(state.now()):
        return ":material/schedule:"
    if member.spectator:
        return ":material/visibility:"
    shown = [number for number, place in newest.places] if newest is not None else []
    return f"**{shown.index(member.number) + 1}**" if member.number in shown else ":material/videocam_off:"


def _chat(room: Room, ticket: Ticket) -> None:
    st.caption(_("CHAT"))
    with st.container(height=230, border=True, key="chat", autoscroll=True):
        lines = [f"**{plain(line.name)}:** {linked(line.text)}" for line in room.chat[-_SHOWN_LINES:]]
        st.markdown("  \n".join(lines) or _("Nobody has written yet."))
    say = state.doing(lambda: state.hub().say(ticket, st.session_state["chat line"] or "", state.now()))
    st.chat_input(_("Write to everybody"), key="chat line", max_chars=LONGEST_LINE, on_submit=say)
    if problem := state.problem():
        st.warning(plain(told(problem)), icon=":material/info:")


@st.fragment
def invitation(code: str) -> None:
    """The link to send around."""
    popover = st.popover(_("Invite"), icon=":material/person_add:", width="stretch", key="invite", on_change="rerun")
    with popover:
        st.write(_("Send this link to whoever should come in:"))
        links.show(
            links.link(**{state.PARAM: code}), _("A QR code with the address of this room"), square=bool(popover.open)
        )
