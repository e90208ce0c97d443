"""What is seen and heard in a room, without a browser: cameras, voices, the picture of all."""

from __future__ import annotations

import time

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from live.rooms.media import MosaicFrame
from live.rooms.mosaic import layout
from tests.ui.conftest import Downloads
from tests.ui.rooms.guests import code, joined, opened
from tests.ui.visits import Player, press, said
from ui.rooms import mosaic, state
from vision.imageio import load_image


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


@pytest.mark.usefixtures("look_buttons")
def test_each_wears_a_recipe_of_their_own() -> None:
    ada = opened()
    camera = ada.session_state["room ends"][1].camera
    ada.main.button(key="look comic").click().run()
    assert str(camera.recipe) == str(ada.session_state["recipe_draft"].recipe) != "none"


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
