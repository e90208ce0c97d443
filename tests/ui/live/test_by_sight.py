"""A recording that begins with what the filters find: a code that is held up for a while."""

from __future__ import annotations

import time

import pytest

from tests.ui.live.scene import Scene, picture
from tests.ui.live.test_page import qr_code
from ui.live import by_sight


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_sight, "_STAYS_S", 0.2)


def until_it_records(scene: Scene, records: bool) -> bool:
    """Whether it comes to that within some seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if ("Recording" in scene.run().text[0].value) == records:
            return True
    return False


def test_it_begins_with_a_finding_and_ends_when_that_is_gone(scene: Scene, quick: None) -> None:
    scene.open("qr_codes")
    app = scene.play(qr_code)
    app.toggle(key="record by sight").set_value(True)
    assert until_it_records(scene, True)
    time.sleep(1.0)
    scene.play(picture)
    assert until_it_records(scene, False)
    end = time.monotonic() + 10
    while not app.success and time.monotonic() < end:
        app = scene.run()
    assert "Saved below" in app.success[0].value


def test_only_what_is_named_counts(scene: Scene, quick: None) -> None:
    scene.open("qr_codes")
    app = scene.play(qr_code)
    app.session_state["record only"] = "cup"
    app.toggle(key="record by sight").set_value(True)
    for _ in range(5):
        scene.play(qr_code)
    assert scene.words() == "Live"
    app.text_input(key="record only").set_value("EXAMPLE.org")
    assert until_it_records(scene, True)


def test_a_recording_stopped_by_hand_does_not_begin_anew_while_the_thing_stays(scene: Scene, quick: None) -> None:
    scene.open("qr_codes")
    app = scene.play(qr_code)
    app.toggle(key="record by sight").set_value(True)
    assert until_it_records(scene, True)
    scene.press("stop recording")
    assert until_it_records(scene, False)
    for _ in range(3):
        scene.play(qr_code)
    assert scene.words().startswith("Live") and "Recording" not in scene.words()


def test_what_a_step_lacks_is_no_finding(scene: Scene, quick: None) -> None:
    scene.open("taught")
    app = scene.play(picture)
    assert "0 things taught yet" in scene.words()
    app.toggle(key="record by sight").set_value(True)
    for _ in range(3):
        scene.play(picture)
    assert scene.words().startswith("Live") and "Recording" not in scene.words()
