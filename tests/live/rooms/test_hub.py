"""The hub: rooms, their names and places, and when a room goes. Time is handed in."""

from __future__ import annotations

import threading

import pytest

from live.rooms.hub import RoomHub, RoomOverError, Ticket
from live.rooms.room import GONE_S, LONGEST_NAME, RoomLimits, clean_name
from tests.live.rooms.conftest import names
from vision.types import BusyError, VisionError


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


def test_an_empty_room_vanishes_in_half_a_minute(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "", 0)
    hub.leave(ada, 1)
    assert hub.room(ada.code, GONE_S - 0.1) is not None
    assert hub.room(ada.code, GONE_S + 1) is None
    with pytest.raises(RoomOverError, match="closed"):
        hub.seen(ada, GONE_S + 1)


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
