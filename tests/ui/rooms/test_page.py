"""Rooms without a browser: at the door, inside, as the opener, and when it is over."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from live.rooms.media import MosaicFrame
from live.rooms.mosaic import layout
from live.rooms.room import AWAY_S, GONE_S
from tests.ui.conftest import Downloads
from tests.ui.visits import Player, labels, page, press, said
from ui.rooms import mosaic, state
from vision.imageio import load_image


class Clock:
    """The rooms' clock, which stands still until it is set forward: on a busy machine nobody is away for that."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.ahead = 0.0

    def __call__(self) -> float:
        return self.began + self.ahead


@pytest.fixture(autouse=True)
def _server(player: Player, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server without rooms, for up to two people and one spectator each."""
    monkeypatch.setenv("ROOM_PEOPLE", "2")
    monkeypatch.setenv("ROOM_WATCHERS", "1")
    monkeypatch.setenv("ROOMS", "not a number")
    for held in (state.hub, state._media):
        held.clear()
    yield
    for held in (state.hub, state._media):
        held.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(state, "now", found)
    return found


def fill(app: AppTest, name: str, *, watch: bool = False, **more: str) -> AppTest:
    for label, text in ({"Your nickname": name} | {k.replace("_", " "): v for k, v in more.items()}).items():
        next(t for t in app.text_input if t.label == label).set_value(text)
    if watch:
        next(s for s in app.segmented_control if s.label == "How").set_value("Watch")
    return app


def opened(name: str = "Ada", **more: Any) -> AppTest:
    return press(fill(page("rooms").run(), name, **more), "Open a room")


def code(app: AppTest) -> str:
    return str(app.query_params["room"])


def door(room: str) -> AppTest:
    app = page("rooms")
    app.query_params["room"] = room
    return app.run()


def joined(room: str, name: str, **more: Any) -> AppTest:
    return press(fill(door(room), name, **more), "Join")


def people(app: AppTest) -> list[str]:
    return [t.value for t in app.text if ":" not in t.value and t.value != "Nobody has written yet."]


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


def test_the_microphone_is_asked_for_when_it_is_switched_on(player: Player) -> None:
    ada = opened()
    assert player.asked["media_stream_constraints"]["audio"] is False
    next(t for t in ada.toggle if t.label == "With my microphone").set_value(True).run()
    assert player.asked["media_stream_constraints"]["audio"] is True


def test_a_voice_is_changed_for_the_others_and_said_to_hide_nobody(player: Player) -> None:
    ada = opened()
    assert not [box for box in ada.selectbox if box.key == "room voice"], "the microphone is off"
    ada.toggle(key="room microphone").set_value(True).run()
    ada.selectbox(key="room voice").set_value("higher_or_lower").run()
    assert "An effect hides nobody" in said(ada)
    ada.slider(key="room higher_or_lower steps").set_value(-7).run()
    effect = player.asked["sink_audio_track"].voice.effect
    assert effect.name == "higher_or_lower" and effect.values == {"steps": -7}
    ada.selectbox(key="room voice").set_value("").run()
    assert not player.asked["sink_audio_track"].voice.effect.name


def test_what_is_said_stands_in_the_chat_as_it_was_typed() -> None:
    ada = opened()
    ben = joined(code(ada), "**Ben**")
    ben.chat_input[0].set_value("# hello :red[x]").run()
    ada.run()
    assert "****Ben**:** # hello :red[x]" in said(ada)
    ben.chat_input[0].set_value("   ").run()
    assert "There is nothing in this line to send." in said(ben)


def test_an_address_in_the_chat_can_be_clicked_and_shows_where_it_leads() -> None:
    ada = opened()
    ada.chat_input[0].set_value("see https://example.org/a?b=1, or https://user@evil.example").run()
    chat = next(m.value for m in ada.markdown if "see" in m.value)
    assert re.findall(r"\]\(([^)]*)\)", chat) == ["https://example.org/a?b=1"]


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


def test_the_opener_mutes_somebody_and_gives_the_voice_back() -> None:
    ada = opened()
    ben = joined(code(ada), "Ben")
    ada.run()
    ada.button(key="mic 2").click().run()
    assert "The opener has muted you" in said(ben.run())
    ada.button(key="mic_off 2").click().run()
    assert "The opener has muted you" not in said(ben.run())


def test_a_raised_hand_is_seen_by_all_until_it_is_taken_down() -> None:
    ada = opened()
    ben = press(joined(code(ada), "Ben"), "Raise my hand")
    assert "hand up" in said(ada.run())
    press(ben, "Take my hand down")
    assert "hand up" not in said(ada.run())


def test_one_takes_part_by_voice_alone(player: Player) -> None:
    ada = opened()
    ada.toggle(key="room camera").set_value(False)
    ada.toggle(key="room microphone").set_value(True).run()
    assert player.asked["media_stream_constraints"] == {"video": False, "audio": True}
    assert player.asked["sink_video_track"] is None and player.asked["sink_audio_track"] is not None
    assert "may use your microphone." in said(ada)
    ada.toggle(key="room microphone").set_value(False).run()
    assert player.asked["mode"].name == "RECVONLY" and "Nobody asks for your camera." in said(ada)


def test_a_screen_is_asked_for_where_it_is_wanted_and_only_with_a_picture() -> None:
    ada = opened()
    ada.toggle(key="room screen").set_value(True).run()
    assert "may use your screen." in said(ada)
    ada.toggle(key="room camera").set_value(False).run()
    assert ada.toggle(key="room screen").disabled and "Nobody asks for your camera." in said(ada)


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


def test_each_wears_a_recipe_of_their_own() -> None:
    ada = opened()
    camera = ada.session_state["room ends"][1].camera
    looks = next(p for p in ada.pills if p.label == "Looks")
    looks.set_value(looks.options[2]).run()
    assert str(camera.recipe) == str(ada.session_state["recipe_draft"].recipe) != "none"


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


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Ada's room with her tile in it."""
    ada = opened()
    mosaic = np.full((540, 960, 3), 80, np.uint8)
    media = state.media(code(ada))
    monkeypatch.setattr(media, "newest", lambda: MosaicFrame(mosaic, 1.0, ((1, layout(1)[0]),)))
    return ada.run()


def test_ones_own_tile_is_marked_and_numbered(seen: AppTest) -> None:
    assert "**1**" in [m.value for m in seen.markdown]
    box = layout(1)[0]
    assert any(f"left:{100 * box.left / 960:.2f}%" in str(h.proto) for h in seen.html)


def test_a_snapshot_of_everybody(seen: AppTest, downloads: Downloads) -> None:
    press(seen, "Snapshot of everybody")
    assert load_image(downloads["Save as PNG"]).shape == (540, 960, 3)


def test_before_the_video_runs_there_is_nothing_to_keep() -> None:
    ada = opened()
    press(ada, "Snapshot of everybody")
    assert "There is no picture yet. Press START first." in said(ada)
    press(ada, "Record picture and sound")
    assert "Everybody sees the red sign. 0 seconds so far." in said(ada)
    ben = joined(code(ada), "Ben")
    assert "The opener is recording picture and sound." in said(ben)
    press(ada, "Stop recording")
    assert "There was nothing to record. Press START first." in said(ada)
    assert "The opener is recording" not in said(ben.run())


def test_a_recording_is_the_openers_to_save(downloads: Downloads) -> None:
    ada = press(opened(), "Record picture and sound")
    media = state.media(code(ada))
    for i in range(20):
        for see in media.on_mosaic:
            see(MosaicFrame(np.full((540, 960, 3), 10 * i, np.uint8), i / 10))
    press(ada, "Stop recording")
    assert downloads["Save the film"][4:8] == b"ftyp"
    press(ada, "Leave")
    assert "room film" not in ada.session_state


def test_help_comes_when_nothing_gets_through(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mosaic, "_PATIENCE_S", -1)
    player.signalling = True
    assert "No connection yet" in said(opened())
    player.playing = True
    assert "The video's connection broke" in said(opened("Ben"))


def test_a_filter_that_breaks_is_said_to_the_one_who_wears_it(player: Player) -> None:
    ada = opened()
    player.playing = True
    camera = ada.session_state["room ends"][1].camera
    camera._meter._errors["invert"] = (time.monotonic() + 60, "RuntimeError: out of ink")
    assert "Invert could not work on your picture" in said(ada.run())
    assert "without Invert: it could not work" in said(joined(code(ada), "Ben"))


def test_an_empty_picture_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = opened()
    mosaic = np.zeros((540, 960, 3), np.uint8)
    monkeypatch.setattr(state.media(code(ada)), "newest", lambda: MosaicFrame(mosaic, 1.0))
    assert "Nobody is on camera yet." in said(ada.run())
