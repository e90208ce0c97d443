"""The hub's door: codes, passphrases, keys, and who waits. Time is handed in."""

from __future__ import annotations

import pytest

from live.rooms.hub import RoomHub, RoomOverError
from tests.live.rooms.conftest import names
from vision.types import NotAllowedError, NotThereError, VisionError


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


def test_the_passphrase_is_kept_nowhere_as_it_was_given(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "sesame", 0)
    assert "sesame" not in repr(vars(hub))
    assert not hub.locked(hub.open("Bea", False, "", 0).code, 0)
    assert hub.locked(ada.code, 0)


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


def test_the_openers_key_needs_no_passphrase_and_takes_the_place_of_the_stay_before(hub: RoomHub) -> None:
    ada = hub.open("Ada", False, "sesame", 0)
    again = hub.join(ada.code, "ada", False, "", 1, ada.key)
    assert again.key == ada.key and names(hub, ada.code, 1) == ["ada"]
    with pytest.raises(RoomOverError):
        hub.seen(ada, 1)
    with pytest.raises(VisionError, match="that name already"):
        hub.join(ada.code, "Ada", False, "sesame", 1)
