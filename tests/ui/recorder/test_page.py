"""The recorder page without a browser: whose camera, what it sees, its settings, its clips."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from live.recording.clip_index import Clip
from live.watching.booth_camera import BoothCamera
from live.watching.camera import CameraStatus
from live.watching.clipper import Reading
from tests.live.films import write_film
from tests.ui.visits import Player, labels, page, photo, press, said
from ui.common import own_clips
from ui.recorder import host_camera
from vision.motion.change import Change


@pytest.fixture(autouse=True)
def _server(player: Player, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A server of its own, without a camera."""
    monkeypatch.delenv("CLIP_DIR", raising=False)
    monkeypatch.delenv("SERVER_CAMERA", raising=False)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    for held in (own_clips._expiry, host_camera._watching):
        held.clear()
    yield
    own_clips._expiry().close()
    for held in (own_clips._expiry, host_camera._watching):
        held.clear()


@pytest.fixture
def recorder() -> AppTest:
    return page("recorder").run()


def own(app: AppTest) -> Any:
    return app.session_state["surveillance"]


def put(app: AppTest, name: str = "") -> Clip:
    store = own(app).store
    path = store.new_path()
    path.write_bytes(bytes(1000))
    found: Clip = store.add(Clip(path.name, time.time(), clip_end_s=3.0, peak_percent=12.5), photo())
    return found


def test_the_microphone_is_asked_for_only_where_sound_is_wanted(recorder: AppTest, player: Player) -> None:
    assert player.asked["media_stream_constraints"]["audio"] is False
    recorder.toggle(key="recorder sound").set_value(True).run()
    assert player.asked["media_stream_constraints"]["audio"] and player.asked["sink_audio_track"].listeners
    recorder.toggle(key="recorder sound").set_value(False).run()
    assert player.asked["media_stream_constraints"]["audio"] is False
    assert not player.asked["sink_audio_track"].listeners


def test_the_visitors_camera_is_the_one_that_looks_away_from_them(recorder: AppTest, player: Player) -> None:
    assert player.asked["media_stream_constraints"]["video"]["facingMode"] == {"ideal": "environment"}
    assert "Waiting for the video" in said(recorder) and "No clips yet." in said(recorder)
    assert "They are deleted" in own_clips.promise() and "The booth's camera" not in said(recorder)


def test_a_drawn_bird_house_needs_no_camera(recorder: AppTest, player: Player) -> None:
    recorder.segmented_control(key="watched").set_value("A drawn bird house").run()
    assert not recorder.exception and player.asked["sink_video_track"] is None
    stream = player.asked["source_video_track"]
    assert stream.feed(0.0).shape == (480, 640, 3)


def test_each_motion_becomes_a_card(recorder: AppTest) -> None:
    put(recorder)
    recorder.run()
    assert "at most 12.5 % moved" in said(recorder) and "No clips yet." not in said(recorder)
    assert "Play" in labels(recorder)


def reading(**more: Any) -> Reading:
    changes = (Change(1.0, 0.4), Change(2.0, 3.21, bool(more.pop("light", False))))
    told: dict[str, Any] = {"recording": False, "clips": 0, "discarded": 0, "dropped": 0, "late": 0}
    return Reading(changes, 0.1, **{**told, **more})


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ["Watching, all is quiet", "**3.2 %** moves now"]),
        ({"recording": True}, ["Recording a clip"]),
        ({"light": True}, ["Only the light changed"]),
        ({"discarded": 2, "dropped": 7}, ["2 too short to count", "7 pictures left out, the machine is busy"]),
        ({"problem": "The disk is full."}, ["The disk is full."]),
    ],
)
def test_the_meter_says_how_things_stand(
    recorder: AppTest, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any], words: list[str]
) -> None:
    monkeypatch.setattr(own(recorder), "meter", lambda: reading(**more))
    assert all(word in said(recorder.run()) for word in words)


def test_the_hour_behind_is_drawn_once_there_is_one(recorder: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "The last hour at most" not in said(recorder)
    put(recorder)
    now = time.monotonic()
    changes = tuple(Change(now - 60 + i, 0.1 * i) for i in range(60))
    monkeypatch.setattr(own(recorder), "timeline", lambda: changes)
    assert "The last hour at most; each orange bar is a clip." in said(recorder.run())
    assert len(recorder.get("vega_lite_chart")) + len(recorder.get("arrow_vega_lite_chart")) == 2


def test_settings_reach_the_camera_at_once(recorder: AppTest) -> None:
    recorder.slider(key="motion noise").set_value(33).run()
    recorder.selectbox(key="motion method").set_value("difference").run()
    assert not recorder.exception
    assert (own(recorder)._settings.noise, own(recorder)._settings.method) == (33, "difference")


def test_without_a_place_for_clips_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CLIP_DIR", str(tmp_path / "file" / "clips"))
    app = page("recorder").run()
    assert "The recorder cannot work" in said(app) and not app.button
    monkeypatch.setenv("CLIP_DIR", str(tmp_path / "right"))


@pytest.fixture
def booth(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[BoothCamera]:
    """The host's camera, which shows a film."""
    film = write_film(tmp_path / "film.mp4", [i / 30 for i in range(30)])
    monkeypatch.setenv("SERVER_CAMERA", str(film))
    monkeypatch.setenv("SERVER_CAMERA_MASK", "0,0,0.5,1")
    host_camera.start()
    (camera,) = host_camera.booth_cameras()
    yield camera
    camera.close()


def test_the_hosts_camera_comes_first_and_is_not_the_visitors_to_change(booth: BoothCamera, player: Player) -> None:
    app = page("recorder").run()
    assert app.segmented_control(key="watched").options == ["The booth's camera", "My camera", "A drawn bird house"]
    assert "Its settings are the host's." in said(app) and player.asked["sink_video_track"] is None
    assert booth.motion.settings.mask == ((0.0, 0.0, 0.5, 1.0),)
    assert "delete" not in " ".join(str(b.key) for b in app.button)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (CameraStatus(False, problem="It stopped."), "It stopped. It is tried again and again"),
        (CameraStatus(False), "It is being opened."),
        (CameraStatus(True, reconnects=1), "The camera was lost for a while and is back."),
    ],
)
def test_a_camera_that_is_away_is_said(
    booth: BoothCamera, monkeypatch: pytest.MonkeyPatch, status: CameraStatus, words: str
) -> None:
    monkeypatch.setattr(booth, "status", lambda: status)
    assert words in said(page("recorder").run())


def test_while_the_camera_is_away_the_badge_says_so(booth: BoothCamera, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booth, "status", lambda: CameraStatus(False))
    text = said(page("recorder").run())
    assert "The camera is away" in text and "all is quiet" not in text


def test_the_address_of_a_camera_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_CAMERA", "http://me:secret@127.0.0.1:9/way?password=secret")
    (camera,) = host_camera.booth_cameras()
    deadline = time.monotonic() + 10
    while not camera.status().problem and time.monotonic() < deadline:
        time.sleep(0.05)
    text = said(page("recorder").run())
    camera.close()
    assert "The booth's camera cannot be opened" in text
    assert not any(word in text for word in ("secret", "127.0.0.1", "/way"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", ()),
        ("/dev/video0", (("The booth's camera", "/dev/video0"),)),
        ("http://a/x?u=1", (("The booth's camera", "http://a/x?u=1"),)),
        (
            "Garden = rtsp://a/b?c=d | Door=0\n1\n2",
            (("Garden", "rtsp://a/b?c=d"), ("Door", "0"), ("The booth's camera", "1"), ("The booth's camera 4", "2")),
        ),
    ],
)
def test_a_host_may_name_several_cameras(text: str, named: tuple[tuple[str, str], ...]) -> None:
    assert host_camera.named_sources(text) == named


def test_clips_of_the_booth_are_shown_to_all(booth: BoothCamera) -> None:
    path = booth.store.new_path()
    path.write_bytes(bytes(1000))
    booth.store.add(Clip(path.name, time.time(), clip_end_s=3.0), photo())
    app = page("recorder").run()
    assert "Everybody who can open this page sees the clips of the booth's camera." in said(app)
    press(app, "Play")
    assert not app.exception and len(app.get("video")) == 1


def form(picture: object) -> None:
    from ui.recorder import motion_form

    motion_form.mask(picture)  # type: ignore[arg-type]


def test_the_mask_lies_on_the_newest_picture() -> None:
    app = AppTest.from_function(form, default_timeout=20, args=(photo(),)).run()
    assert not app.exception and "Show the newest picture" in labels(app)
    assert 'alt: "The picture with what is left out darkened"' in str(app.image[0].proto)


def test_motion_that_never_ends_is_said_and_its_mask_offered(
    recorder: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reading((), 0.1, True, 0, 0, 0, 0, endless=((0.0, 0.0, 0.5, 0.25),))
    monkeypatch.setattr(own(recorder), "meter", lambda: reading)
    recorder.run()
    assert "hardly rested" in said(recorder)
    next(b for b in recorder.button if b.label == "Leave these places out").click().run()
    assert not recorder.exception
    assert own(recorder)._settings.mask == ((0.0, 0.0, 0.5, 0.25),)
