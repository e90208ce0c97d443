"""A stay in a room: who is away, what the opener may, chat and hands. Time is handed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from live.rooms.hub import RoomHub, RoomOverError
from live.rooms.room import AWAY_S
from tests.live.rooms.conftest import names
from vision.types import BusyError, NotAllowedError, VisionError


@pytest.mark.parametrize("again", ["Eve", "Mallory"])
def test_who_leaves_and_comes_back_has_no_more_lines(again: str) -> None:
    hub = RoomHub()
    code = hub.open("Ada", False, "", 0).code
    ticket = hub.join(code, "Eve", False, "", 0, visitor="eve")
    for n in range(5):
        hub.say(ticket, f"line {n}", 0)
    hub.leave(ticket, 0)
    ticket = hub.join(code, again, False, "", 1, visitor="eve")
    with pytest.raises(VisionError, match="a lot at once"):
        hub.say(ticket, "and more", 1)
    hub.say(hub.join(code, "Ben", False, "", 1, visitor="ben"), "hello", 1)
    hub.say(ticket, "and more", 6)


def test_who_dropped_comes_back_under_the_same_name_but_without_the_openers_rights(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    ben = hub.join(ada.code, "Ben", False, "", 0)
    hub.seen(ben, AWAY_S)
    back = hub.join(ada.code, "Ada", False, "", AWAY_S)
    assert names(hub, ada.code, AWAY_S) == ["Ben", "Ada"]
    with pytest.raises(RoomOverError, match="place was given up"):
        hub.seen(ada, AWAY_S)
    with pytest.raises(NotAllowedError, match="Only who opened"):
        hub.close(back, AWAY_S)
    hub.leave(back, AWAY_S)
    with pytest.raises(NotAllowedError, match="not the opener's key"):
        hub.join(ada.code, "Ada", False, "", AWAY_S, key="0123456789abcdef")
    hub.close(hub.join(ada.code, "Ada", False, "", AWAY_S, key=ada.key), AWAY_S)


def test_who_is_away_gives_up_the_place_for_one_who_comes(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    hub.join(ada.code, "Ben", False, "", 0)
    hub.seen(ada, AWAY_S)
    hub.join(ada.code, "Cem", False, "", AWAY_S)
    assert names(hub, ada.code, AWAY_S) == ["Ada", "Cem"]


def test_a_sign_of_life_keeps_the_room_and_only_the_silent_are_forgotten(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    ben = hub.join(ada.code, "Ben", False, "", 0)
    for now in range(0, 120, 4):
        hub.seen(ada, now)
    assert names(hub, ada.code, 120) == ["Ada"]
    with pytest.raises(RoomOverError, match="away for too long"):
        hub.seen(ben, 120)


def test_only_the_opener_removes_records_and_closes(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    ben = hub.join(ada.code, "Ben", False, "", 0)
    attempts: list[Callable[[], object]] = [
        lambda: hub.remove(ben, ada.number, 0),
        lambda: hub.record(ben, True, 0),
        lambda: hub.close(ben, 0),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowedError, match="Only who opened"):
            attempt()
    hub.record(ada, True, 0)
    assert hub.seen(ben, 0).recording
    hub.record(ada, False, 0)
    assert not hub.seen(ben, 0).recording
    hub.remove(ada, ben.number, 0)
    with pytest.raises(RoomOverError, match="opener has ended your stay"):
        hub.seen(ben, 0)
    hub.close(ada, 0)
    with pytest.raises(RoomOverError, match="closed"):
        hub.seen(ada, 0)


def test_a_recording_ends_when_the_opener_has_gone(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    ben = hub.join(ada.code, "Ben", False, "", 0)
    hub.record(ada, True, 0)
    hub.leave(ada, 1)
    assert not hub.seen(ben, 1).recording


def test_the_chat_is_text_and_bounded(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    rude = "**bold** <b>x</b> :red[x] $x$"
    assert hub.say(ada, rude, 0).chat[-1].text == rude
    assert hub.say(ada, "two\nlines\x07", 0).chat[-1].text == "two lines"
    with pytest.raises(VisionError, match="nothing in this line"):
        hub.say(ada, " \n\u200b", 0)
    for i in range(150):
        hub.seen(ada, i * 2)
        room = hub.say(ada, f"line {i} " + "x" * 1000, i * 2)
    assert len(room.chat) == 100 and room.lines == 152
    assert len(room.chat[-1].text) <= 300


def test_a_flood_is_stopped_for_a_while(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    for _ in range(5):
        hub.say(ada, "hey", 0)
    with pytest.raises(BusyError, match="wait a few seconds"):
        hub.say(ada, "hey", 1)
    hub.say(ada, "hey", 6)


def test_only_the_opener_mutes_and_hands_stand_in_the_order_they_rose(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    ben = hub.join(ada.code, "Ben", False, "", 1)
    with pytest.raises(NotAllowedError, match="Only who opened"):
        hub.mute(ben, ada.number, True, 1)
    hub.mute(ada, ben.number, True, 1)
    hub.raise_hand(ben, True, 2)
    hub.raise_hand(ada, True, 3)
    hub.raise_hand(ben, True, 4)
    room = hub.seen(ada, 4)
    assert [m.name for m in room.hands] == ["Ben", "Ada"] and [m.muted for m in room.members] == [False, True]
    hub.mute(ada, ben.number, False, 5)
    hub.raise_hand(ben, False, 5)
    room = hub.seen(ada, 5)
    assert [m.name for m in room.hands] == ["Ada"] and not any(m.muted for m in room.members)
