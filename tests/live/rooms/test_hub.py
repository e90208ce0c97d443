"""The hub: who is in which room, and for how long. Time is handed in."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from live.rooms.hub import RoomHub, RoomOverError, Ticket
from live.rooms.room import AWAY_S, GONE_S, LONGEST_NAME, RoomLimits, clean_name
from vision.types import BusyError, NotAllowedError, NotThereError, VisionError

TEACHER_AND_TWO = RoomLimits(rooms=2, people=2, spectators=1)


@pytest.fixture
def hub() -> RoomHub:
    return RoomHub(TEACHER_AND_TWO)


def names(hub: RoomHub, code: str, now: float = 0) -> list[str]:
    room = hub.room(code, now)
    assert room is not None
    return [m.name for m in room.members]


def test_one_opens_and_another_joins_by_the_code(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    ben = hub.join(ada.code, "Ben", False, "", 1)
    assert names(hub, ada.code) == ["Ada", "Ben"]
    assert ben.number != ada.number and not ben.key


def test_codes_are_long_random_and_never_the_same() -> None:
    hub = RoomHub(RoomLimits(rooms=200))
    codes = {hub.open("Ada", False, "", 0).code for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code.replace("-", "")) == 12 for code in codes)


def test_behind_a_shared_door_a_code_begins_with_its_servers_place() -> None:
    code = RoomHub(place="2").open("Ada", False, "", 0).code
    assert code.startswith("2-") and len(code.replace("-", "")) == 13


def test_a_made_up_code_opens_nothing(hub: RoomHub) -> None:
    hub.open("Ada", False, "", 0)
    with pytest.raises(NotThereError, match="no room with this code"):
        hub.join("abcd-efgh-jkmn", "Eve", True, "", 0)
    with pytest.raises(VisionError, match="no room"):
        hub.locked("abcd-efgh-jkmn", 0)


def test_a_wrong_passphrase_lets_nobody_in_and_says_nothing_of_the_room(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "sesame", 0)
    assert hub.locked(ada.code, 0)
    for wrong in ("", "Sesame", "sesame "):
        with pytest.raises(VisionError) as refused:
            hub.join(ada.code, "Eve", False, wrong, 0)
        assert "Ada" not in str(refused.value) and "sesame" not in str(refused.value)
    hub.join(ada.code, "Ben", False, "sesame", 0)
    assert names(hub, ada.code) == ["Ada", "Ben"]


def test_wrong_passphrases_cost_the_visitor_and_the_room_ever_more_time() -> None:
    hub = RoomHub()
    ada = hub.open("Ada", False, "sesame", 0)
    for _ in range(3):
        with pytest.raises(VisionError, match="does not fit"):
            hub.join(ada.code, "Eve", False, "guess", 0, visitor="eve")
    with pytest.raises(VisionError, match="wait 1 s"):
        hub.join(ada.code, "Eve", False, "sesame", 0, visitor="eve")
    hub.join(ada.code, "Ben", False, "sesame", 0, visitor="ben")
    for n in range(7):
        with pytest.raises(VisionError, match="does not fit"):
            hub.join(ada.code, "Eve", False, "guess", 0, visitor=f"eve {n}")
    with pytest.raises(VisionError, match="wait"):
        hub.join(ada.code, "Cem", False, "sesame", 0, visitor="cem")
    hub.join(ada.code, "Cem", False, "sesame", 10, visitor="cem")


def test_wrong_keys_are_tries_too() -> None:
    hub = RoomHub()
    ada = hub.open("Ada", False, "", 0)
    for _ in range(3):
        with pytest.raises(VisionError, match="not the opener's key"):
            hub.join(ada.code, "Eve", False, "", 0, "guess", visitor="eve")
    with pytest.raises(VisionError, match="wait"):
        hub.join(ada.code, "Eve", False, "", 0, ada.key, visitor="eve")
    hub.join(ada.code, "Eve", False, "", 0, visitor="eve")


def test_one_visitor_opens_a_few_rooms_and_not_all() -> None:
    hub = RoomHub(RoomLimits(opened=2))
    for _ in range(2):
        ticket = hub.open("Ada", False, "", 0, visitor="ada")
    with pytest.raises(VisionError, match="opened 2 rooms"):
        hub.open("Ada", False, "", 0, visitor="ada")
    hub.open("Ben", False, "", 0, visitor="ben")
    hub.close(ticket, 0)
    hub.open("Ada", False, "", 0, visitor="ada")
    hub.open("Ada", False, "", GONE_S, visitor="ada")


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


def test_the_passphrase_is_kept_nowhere_as_it_was_given(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "sesame", 0)
    assert "sesame" not in repr(vars(hub))
    assert not hub.locked(hub.open("Bea", False, "", 0).code, 0)
    assert hub.locked(ada.code, 0)


def test_the_next_one_after_the_last_place_gets_a_sentence(hub: RoomHub) -> None:
    code = hub.open("Ada", False, "", 0).code
    hub.join(code, "Ben", False, "", 0)
    hub.join(code, "Cem", True, "", 0)
    with pytest.raises(BusyError, match="All 2 places for taking part are taken; you can still watch"):
        hub.join(code, "Dot", False, "", 0)
    with pytest.raises(BusyError, match="All 1 places for watching"):
        hub.join(code, "Dot", True, "", 0)
    hub.open("Eve", False, "", 0)
    with pytest.raises(BusyError, match="as many rooms"):
        hub.open("Fay", False, "", 0)


def test_two_do_not_share_a_name_in_any_case(hub: RoomHub) -> None:
    code = hub.open("Ada", False, "", 0).code
    with pytest.raises(VisionError, match="that name already"):
        hub.join(code, " aDA ", True, "", 0)


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


def test_an_empty_room_vanishes_in_half_a_minute(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    hub.leave(ada, 1)
    assert hub.room(ada.code, GONE_S - 0.1) is not None
    assert hub.room(ada.code, GONE_S + 1) is None
    with pytest.raises(RoomOverError, match="closed"):
        hub.seen(ada, GONE_S + 1)


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


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u202e", "\u200d", "\x00\n"])
def test_an_invisible_name_is_none(name: str) -> None:
    with pytest.raises(VisionError, match="Please give a name"):
        clean_name(name)


def test_names_keep_their_script_and_lose_what_is_invisible() -> None:
    assert clean_name(" 田中  さくら ") == "田中 さくら"
    assert clean_name("👩\u200d🔬") == "👩\u200d🔬"
    assert clean_name("A\u202eda\n") == "A da"
    assert len(clean_name("x" * 100)) == LONGEST_NAME


def test_a_hundred_at_once_get_exactly_the_places_there_are() -> None:
    hub = RoomHub(RoomLimits(people=9))
    code = hub.open("Ada", False, "", 0).code
    got: list[Ticket] = []

    def enter(i: int) -> None:
        try:
            got.append(hub.join(code, f"guest {i}", False, "", 0))
        except VisionError:
            return

    threads = [threading.Thread(target=enter, args=(i,)) for i in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8 and len({t.number for t in got}) == 8


def test_half_a_minute_without_a_sign_and_the_room_is_gone(hub: RoomHub) -> None:
    code = hub.open("Ada", False, "", 0).code
    assert hub.room(code, 29.9) is not None
    assert hub.room(code, 30.1) is None


def test_five_seconds_without_a_sign_count_as_away(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    with pytest.raises(VisionError, match="that name already"):
        hub.join(ada.code, "Ada", False, "", 4.9)
    assert hub.join(ada.code, "Ada", False, "", 5.1).number == 2


def test_names_have_24_characters_and_lines_300(hub: RoomHub) -> None:
    ada = hub.open("A" * 40, False, "", 0)
    assert names(hub, ada.code) == ["A" * 24]
    assert [line.text for line in hub.say(ada, "x" * 400, 1).chat] == ["x" * 300]


def test_guests_wait_at_the_door_and_can_neither_speak_nor_let_themselves_in() -> None:
    hub = RoomHub()
    ada = hub.open("Ada", False, "", 0, waits=True)
    ben, cem = (hub.join(ada.code, name, False, "", 1) for name in ("Ben", "Cem"))
    room = hub.seen(ben, 1)
    assert [m.name for m in room.waiting] == ["Ben", "Cem"] and [m.name for m in room.people] == ["Ada"]
    for act in (lambda: hub.say(ben, "hello", 1), lambda: hub.raise_hand(ben, True, 1)):
        with pytest.raises(NotAllowedError, match="still at the door"):
            act()
    with pytest.raises(NotAllowedError, match="Only who opened"):
        hub.let_in(ben, ben.number, 1)
    hub.let_in(ada, ben.number, 2)
    with pytest.raises(NotAllowedError, match="Only who opened"):
        hub.let_in(ben, cem.number, 2)
    assert [m.name for m in hub.say(ben, "hello", 2).people] == ["Ada", "Ben"]


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


def test_the_openers_key_needs_no_passphrase_and_takes_the_place_of_the_stay_before(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "sesame", 0)
    again = hub.join(ada.code, "ada", False, "", 1, ada.key)
    assert again.key == ada.key and names(hub, ada.code, 1) == ["ada"]
    with pytest.raises(RoomOverError):
        hub.seen(ada, 1)
    with pytest.raises(VisionError, match="that name already"):
        hub.join(ada.code, "Ada", False, "sesame", 1)
