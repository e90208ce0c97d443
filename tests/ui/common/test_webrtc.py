"""The video on a page: what is asked of the browser, who may start, and when it is over."""

from __future__ import annotations

import importlib
import threading
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit_webrtc.config
from streamlit.runtime.runtime import Runtime
from streamlit.testing.v1 import AppTest

from live import transport
from live.video import heap, workers
from live.video.stream import LiveStream
from tests.live.clock import stopped
from tests.ui.visits import Player, said
from ui.common import waiting, webrtc
from ui.common.webrtc import CameraRequest
from vision.recipe import Recipe


class Session:
    """As far as streamlit-webrtc looks at one; its page is still the one before."""

    id, _state = "one", None

    def __init__(self) -> None:
        self._client_state = SimpleNamespace(page_script_hash="before")


def show(camera: bool) -> None:
    import streamlit as st

    from live.video.stream import LiveStream
    from ui.common import webrtc
    from vision.recipe import Recipe

    stream = webrtc.stream_named("test", lambda: LiveStream(Recipe()))
    connection = webrtc.show("test", stream, webrtc.CameraRequest(size=None, microphone=True) if camera else None)
    st.text(f"playing {connection.playing}, active {connection.active}")


@pytest.fixture
def page(player: Player) -> AppTest:
    return AppTest.from_function(show, default_timeout=20, args=(True,))


@pytest.fixture
def full(player: Player, monkeypatch: pytest.MonkeyPatch) -> LiveStream:
    """One place at the camera, and somebody in it."""
    monkeypatch.setenv("LIVE_STREAMS", "1")
    stream = LiveStream(Recipe())
    assert waiting.capacity().enter(stream, lambda: True)
    return stream


def text(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(t.value for t in app.text)


def stream_of(app: AppTest) -> LiveStream:
    found: LiveStream = app.session_state["stream test"]
    return found


def test_a_camera_is_asked_for_by_wishes_that_any_camera_can_meet() -> None:
    wishes = CameraRequest(facing="environment", size=(1280, 720), rate=15).constraints()
    assert wishes["video"] == {
        "facingMode": {"ideal": "environment"},
        "frameRate": {"ideal": 15, "max": 30},
        "width": {"ideal": 1280},
        "height": {"ideal": 720},
    }
    assert wishes["audio"] is False
    loud = CameraRequest(size=None, microphone=True).constraints()
    assert "width" not in loud["video"] and loud["audio"]["echoCancellation"] is False


def test_pictures_and_sound_of_the_visitor_come_in_and_only_pictures_go_back(page: AppTest, player: Player) -> None:
    assert text(page.run()) == "playing False, active False"
    asked, stream = player.asked, stream_of(page)
    assert asked["mode"].name == "SENDRECV" and asked["media_stream_constraints"]["audio"]
    assert asked["source_video_track"] is asked["sink_video_track"] is stream
    assert asked["sink_audio_track"] is page.session_state["microphone test"][1] and not asked["sendback_audio"]
    assert asked["rtc_configuration"] == {"iceServers": []} and asked["video_html_attrs"]["muted"]
    assert asked["video_html_attrs"]["playsInline"] and asked["video_html_attrs"]["autoPlay"]


def test_what_is_drawn_here_asks_for_no_camera(player: Player) -> None:
    AppTest.from_function(show, default_timeout=20, args=(False,)).run()
    assert player.asked["mode"].name == "RECVONLY" and player.asked["sink_video_track"] is None
    assert player.asked["media_stream_constraints"] == {"video": True, "audio": False}


def test_the_connection_remembers_when_start_was_pressed(
    page: AppTest, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = stopped(monkeypatch, webrtc, 50.0)
    player.signalling = True
    assert text(page.run()) == "playing False, active True"
    clock.now += 7
    player.playing = True
    assert text(page.run()) == "playing True, active True"
    assert page.session_state["began webrtc test"] == 50.0
    player.playing = player.signalling = False
    assert text(page.run()) == "playing False, active False" and "began webrtc test" not in page.session_state


def test_each_stream_and_its_microphone_serve_one_connection(page: AppTest) -> None:
    first, heard = stream_of(page.run()), page.session_state["microphone test"][1]
    assert stream_of(page.run()) is first and page.session_state["microphone test"][1] is heard
    first.stop()
    assert stream_of(page.run()) is not first and page.session_state["microphone test"][1] is not heard


def test_all_places_taken_is_said_and_start_comes_by_itself(page: AppTest, player: Player, full: LiveStream) -> None:
    page.run()
    assert "All places at the camera are taken" in said(page) and "You are next." in said(page)
    assert not player.asked
    full.stop()
    page.run()
    assert player.asked and "All places" not in said(page)


def test_who_comes_later_waits_behind(page: AppTest, full: LiveStream) -> None:
    assert waiting.capacity().place_in_line("somebody") == 1
    assert "1 before you." in said(page.run())


def test_a_turn_ends_and_says_so_until_the_next_start(
    page: AppTest, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISIT_MINUTES", "1")
    page.run()
    assert player.asked["desired_playing_state"] is None
    player.playing = True
    page.run()
    assert "Your time at the camera is over" not in said(page) and player.asked["desired_playing_state"] is None
    (turn,) = waiting.capacity().turns()
    turn.began -= 61
    page.run()
    assert "Your time at the camera is over" in said(page) and player.asked["desired_playing_state"] is False
    player.playing = False
    page.run()
    assert "Your time at the camera is over" in said(page) and not waiting.capacity().turns()
    player.playing = True
    page.run()
    assert "Your time at the camera is over" not in said(page)


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [("ICE_SERVERS", "nonsense", "ICE_SERVERS must be"), ("LIVE_STREAMS", "many", "LIVE_STREAMS must be")],
)
def test_a_broken_setting_is_one_sentence(
    page: AppTest, player: Player, monkeypatch: pytest.MonkeyPatch, name: str, value: str, word: str
) -> None:
    monkeypatch.setenv(name, value)
    page.run()
    assert word in page.error[0].value and not player.asked


def test_through_the_relay_alone_both_ends_are_told(
    page: AppTest, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []
    monkeypatch.setenv("ICE_TRANSPORT_POLICY", "relay")
    monkeypatch.setattr(webrtc, "_prepare_server", told.append)
    page.run()
    assert player.asked["rtc_configuration"]["iceTransportPolicy"] == "relay" and told == [True]


def test_the_server_is_made_ready_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    runtime: Any = SimpleNamespace()
    monkeypatch.setattr(Runtime, "instance", lambda: runtime)
    config: Any = streamlit_webrtc.config
    monkeypatch.setattr(config, "AiortcRTCConfiguration", None)
    for module, name in (
        (transport, "install"),
        (workers, "share_cores"),
        (heap, "settle"),
    ):
        monkeypatch.setattr(module, name, lambda name=f"{module.__name__}.{name}": done.append(name))
    webrtc._prepare_server.clear()
    for _ in range(2):
        webrtc._prepare_server(True)
    webrtc._prepare_server.clear()
    assert done == [
        "live.transport.install",
        "live.video.workers.share_cores",
        "live.video.heap.settle",
    ]
    assert isinstance(getattr(runtime, webrtc._RELAY.rpartition(".")[2]), transport.DirectRelay)
    assert config.AiortcRTCConfiguration().iceTransportPolicy.value == "relay"


def test_a_page_that_the_session_learns_late_does_not_end_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    shutdown: Any = importlib.import_module("streamlit_webrtc.shutdown")
    page_of = shutdown._get_current_page_script_hash
    monkeypatch.setattr(shutdown, "_get_current_page_script_hash", webrtc.after_first_look(page_of))
    monkeypatch.setattr(shutdown, "get_script_run_ctx", lambda: SimpleNamespace(page_script_hash="live"))
    session = Session()
    monkeypatch.setattr(shutdown, "get_this_session_info", lambda: SimpleNamespace(session=session))
    ended = threading.Event()
    observer = shutdown.SessionShutdownObserver(ended.set)
    assert not ended.wait(0.3)
    session._client_state.page_script_hash = "live"
    assert not ended.wait(1.2)
    session._client_state.page_script_hash = "faces"
    assert ended.wait(5), "who leaves the page keeps the connection"
    observer.stop()
