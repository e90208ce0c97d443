"""Into a room and out of it, without a browser: at the door, away, back again, and when it is over."""

from __future__ import annotations

import re

import pytest

from live.rooms.room import AWAY_S, GONE_S
from tests.ui.rooms.conftest import Clock
from tests.ui.rooms.guests import code, door, fill, joined, opened, people
from tests.ui.visits import Player, labels, page, press, said
from ui.rooms import state


def test_who_opens_a_room_is_in_it_with_the_link_and_the_tools() -> None:
    ada = opened()
    words = said(ada)
    assert "TAKING PART · 1" in words and people(ada) == ["Ada"] and "Nobody has written yet." in words
    assert any(c.value.endswith(f"?room={code(ada)}") for c in ada.code)
    assert "Record picture and sound" in labels(ada) and "Close the room for all" in labels(ada)


def test_a_name_is_asked_for() -> None:
    assert "Please give a name" in said(opened(name=" "))


def test_the_code_can_be_typed_and_a_guest_has_no_tools() -> None:
    ada = opened()
    ben = page("rooms").run()
    next(t for t in ben.text_input if t.label == "Or type the room's code").set_value(f" {code(ada).upper()} ")
    press(ben, "To the door")
    assert "You are invited" in said(ben) and "Ada" not in said(ben)
    press(fill(ben, "Ben"), "Join")
    assert people(ben) == ["Ada", "Ben"] and "Close the room for all" not in labels(ben)
    ada.run()
    assert people(ada) == ["Ada", "Ben"] and "TAKING PART · 2" in said(ada)


def test_a_code_without_a_room_leads_to_a_room_of_ones_own() -> None:
    app = door("none-such-room")
    assert "There is no room with this code." in said(app)
    press(app, "Open a room of your own")
    assert "See each other, filtered" in said(app)


@pytest.mark.parametrize(
    ("name", "more", "word"),
    [
        ("ada", {"Passphrase": "tea"}, "Somebody in this room has that name already"),
        ("Ben", {"Passphrase": "coffee"}, "This passphrase does not fit."),
        ("Ben", {"Passphrase": "tea", "Opener's_key": "guessed"}, "This is not the opener's key"),
    ],
)
def test_at_the_door_it_is_said_what_is_wrong(name: str, more: dict[str, str], word: str) -> None:
    ada = opened(Passphrase="tea")
    ben = joined(code(ada), name, **more)
    assert word in said(ben) and "You are invited" in said(ben)


def test_a_full_room_still_takes_one_who_watches_without_a_camera(player: Player) -> None:
    ada = opened()
    assert player.asked["mode"].name == "SENDRECV" and player.asked["media_stream_constraints"]["video"]
    joined(code(ada), "Ben")
    cem = joined(code(ada), "Cem")
    assert "All 2 places for taking part are taken" in said(cem)
    press(fill(cem, "Cem", watch=True), "Join")
    assert "Nobody asks for your camera." in said(cem) and player.asked["mode"].name == "RECVONLY"
    assert not [t for t in cem.toggle if t.label == "With my microphone"]
    assert "TAKING PART · 2" in said(cem) and [e.label for e in cem.expander][-1] == "Watching · 1"
    assert "All 1 places for watching" in said(joined(code(ada), "Dee", watch=True))


def test_guests_wait_at_the_door_until_they_are_let_in_and_see_nothing_before() -> None:
    ada = page("rooms").run()
    ada.checkbox[0].set_value(True)
    press(fill(ada, "Ada"), "Open a room")
    ben, cem = joined(code(ada), "Ben"), joined(code(ada), "Cem", watch=True)
    assert "You are at the door" in said(ben) and "Ada" not in said(ben) and not ben.chat_input
    ada.run()
    assert "AT THE DOOR · 2" in said(ada) and "TAKING PART · 1" in said(ada)
    ada.button(key="login 2").click().run()
    ada.button(key="block 3").click().run()
    assert "TAKING PART · 2" in said(ada) and "AT THE DOOR" not in said(ada)
    assert people(ben.run()) == ["Ada", "Ben"]
    assert "The opener has ended your stay" in said(cem.run())


def test_a_reload_brings_the_opener_back_without_key_or_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = opened("Ada Ö", Passphrase="tea")
    (cookie,) = re.findall(r'document.cookie = "([^;]*)', "".join(h.proto.body for h in ada.html))
    name, _, value = cookie.partition("=")
    monkeypatch.setattr(state, "_cookies", lambda: {name: value})
    back = door(code(ada))
    assert "you come back as its opener" in said(back)
    assert [t.value for t in back.text_input if t.label == "Your nickname"] == ["Ada Ö"]
    press(back, "Join")
    assert "Close the room for all" in labels(back) and people(back) == ["Ada Ö"]
    assert state.known_opener("another-room") is None


def test_the_opener_shows_somebody_out_who_is_told_why() -> None:
    ada = opened()
    ben = joined(code(ada), "Ben")
    ada.run()
    ada.button(key="person_remove 2").click().run()
    assert people(ada.run()) == ["Ada"]
    ben.run()
    assert "The opener has ended your stay in this room." in said(ben)
    assert "room" not in ben.query_params and "See each other, filtered" in said(ben)


def test_the_room_is_closed_for_all() -> None:
    ada = opened()
    ben = joined(code(ada), "Ben")
    press(ada, "Close the room for all")
    assert "You have closed the room." in said(ada)
    assert "The room is closed." in said(ben.run())


def test_who_leaves_frees_the_name_at_once_and_hears_nothing_more() -> None:
    ada = opened()
    ends = ada.session_state["room ends"][1]
    ben = joined(code(ada), "Ben")
    press(ada, "Leave")
    assert ends.screen.readyState == "ended" and "See each other, filtered" in said(ada)
    assert people(ben.run()) == ["Ben"] and people(joined(code(ben), "Ada")) == ["Ben", "Ada"]


def test_the_key_makes_one_the_opener_again(clock: Clock) -> None:
    ada = opened()
    room, key = code(ada), ada.session_state["room ticket"].key
    clock.ahead += AWAY_S + 0.1
    assert "Close the room for all" in labels(joined(room, "Ada", **{"Opener's_key": f" {key} "}))


def test_who_was_away_too_long_is_told(clock: Clock) -> None:
    ada = opened()
    ben = joined(code(ada), "Ben")
    for _ in range(2):
        clock.ahead += GONE_S / 2 + 1
        ada.run()
    assert people(ada) == ["Ada"]
    assert "You were away for too long" in said(ben.run())


def test_who_is_away_has_a_clock_for_a_sign(clock: Clock) -> None:
    ada = opened()
    joined(code(ada), "Ben")
    clock.ahead += AWAY_S + 0.1
    ada.run()
    assert ":material/schedule:" in [m.value for m in ada.markdown]


def test_another_room_in_the_address_bar_ends_the_stay() -> None:
    ada, ben = opened(), opened("Ben")
    ada.query_params["room"] = code(ben)
    ada.run()
    assert "You are invited" in said(ada) and state.hub().room(code(ben), state.now()) is not None


def test_a_room_keeps_its_code_when_another_page_was_shown() -> None:
    ada = opened()
    room = code(ada)
    del ada.query_params["room"]
    assert code(ada.run()) == room and people(ada) == ["Ada"]
