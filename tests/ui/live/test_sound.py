"""Sound as the source of the live page, without a browser: what is asked for, heard and said."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from live.recording.microphone import Microphone
from live.sound.heard_picture import HeardPicture
from live.sound.played_sound import PlayedSound
from live.video.stream import LiveStream
from tests.live.sound.sounds import tone, written
from tests.ui.live.scene import Scene
from tests.ui.visits import said
from ui.common import webrtc
from ui.common.webrtc import Connection


@pytest.fixture
def asked(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the connection is told in the page's last run."""
    last: dict[str, Any] = {}

    def player(component: str, constraints: dict[str, Any] | None, **tracks: Any) -> Connection:
        last.clear()
        last.update(tracks, component=component, constraints=constraints)
        return scene.connection

    monkeypatch.setattr(webrtc, "player", player)
    return last


def take(scene: Scene, source: str) -> AppTest:
    scene.app.selectbox(key="picture source").set_value(source)
    return scene.run()


def stream_of(app: AppTest, name: str) -> LiveStream:
    stream: LiveStream = app.session_state[f"stream {name}"]
    return stream


def test_a_microphone_is_asked_for_alone_and_nobody_hears_themselves(scene: Scene, asked: dict[str, Any]) -> None:
    scene.open()
    app = take(scene, "microphone")
    stream = stream_of(app, "microphone")
    assert asked["constraints"]["video"] is False and asked["constraints"]["audio"]["autoGainControl"] is False
    assert asked["source_video_track"] is stream and asked["sink_video_track"] is None
    assert isinstance(asked["sink_audio_track"], Microphone) and isinstance(stream.feed, HeardPicture)
    assert asked["muted"] and asked["source_audio_track"] is None and not asked["sendback_audio"]
    assert stream.feed.hear in asked["sink_audio_track"].listeners
    again = asked["sink_audio_track"]
    scene.run()
    assert asked["sink_audio_track"] is again and again.listeners.count(stream.feed.hear) == 1
    assert "You do not hear yourself." in said(app)


def test_its_picture_has_knobs_and_is_explained(scene: Scene, asked: dict[str, Any]) -> None:
    scene.open()
    app = take(scene, "microphone")
    feed = stream_of(app, "microphone").feed
    assert isinstance(feed, HeardPicture) and feed.values == {"seconds": 4.0, "axis": "mel", "colours": "magma"}
    app.slider(key="sound picture sound_seen seconds").set_value(2.0)
    app.segmented_control(key="sound picture sound_seen axis").set_value("logarithmic")
    app = scene.run()
    assert feed.values == {"seconds": 2.0, "axis": "logarithmic", "colours": "magma"}
    assert "Whistle, and you draw a line" in said(app) and "Telling birds, bats and whales" in said(app)


def test_a_voice_is_changed_and_said_to_hide_nobody(scene: Scene, asked: dict[str, Any]) -> None:
    scene.open()
    app = scene.run()
    assert not [box for box in app.selectbox if box.key == "live voice"], "the microphone is off"
    app.toggle(key="microphone").set_value(True)
    scene.run()
    app.selectbox(key="live voice").set_value("robot")
    app = scene.run()
    assert "An effect hides nobody" in said(app)
    app.slider(key="live robot pitch").set_value(150)
    scene.run()
    effect = asked["sink_audio_track"].voice.effect
    assert effect.name == "robot" and effect.values == {"pitch": 150}
    app.selectbox(key="live voice").set_value("")
    scene.run()
    assert not asked["sink_audio_track"].voice.effect.name


def test_a_sound_file_is_sent_to_be_heard_and_seen(scene: Scene, asked: dict[str, Any]) -> None:
    scene.open()
    app = take(scene, "sound")
    assert "Choose a file" in said(app)
    app.file_uploader(key="uploaded sound").set_value([("a.wav", written(tone(440, 1.0)), "audio/wav")])
    app = scene.run()
    playing = stream_of(app, "sound").feed
    assert isinstance(playing, PlayedSound) and asked["source_audio_track"] is playing.track
    assert asked["constraints"] is None and asked["sink_audio_track"] is None and asked["muted"] is False
    assert playing(0.0).shape == (480, 640, 3)
    app.toggle(key="hear the sound file").set_value(False)
    scene.run()
    assert asked["muted"] is True and asked["source_audio_track"] is playing.track


def test_what_is_no_sound_is_one_sentence(scene: Scene) -> None:
    scene.open()
    app = take(scene, "sound")
    app.file_uploader(key="uploaded sound").set_value([("a.wav", b"nothing of the kind" * 9, "audio/wav")])
    assert "This is not a sound that can be read" in said(scene.run())


@pytest.mark.parametrize(
    ("trouble", "words"),
    [("refused", "The microphone was refused"), ("none", "There is no microphone"), ("insecure", "hides the micro")],
)
def test_troubles_speak_of_the_microphone(scene: Scene, asked: dict[str, Any], trouble: str, words: str) -> None:
    scene.open()
    take(scene, "microphone")
    app = scene.press(f"trouble {trouble}")
    assert words in said(app) and "camera" not in app.warning[0].value
    app = scene.press("trouble test_pattern")
    assert app.selectbox(key="picture source").value == "test_pattern" and not app.warning
