"""The stand without a browser: what it gives, and what it forgets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.live.scene import Scene, still
from ui.common import links
from ui.live.stand import page, souvenir, times

HOME = Path(__file__).parents[3] / "pages" / "take_home.py"


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Scene]:
    made = Scene(monkeypatch, tmp_path)
    monkeypatch.delenv("CLIP_DIR")
    monkeypatch.setattr("ui.common.own_clips.clip_root", lambda: tmp_path)
    made.app.query_params["stand"] = "1"
    yield made
    made.close()


def addresses(app: AppTest) -> list[str]:
    return [f"token={token}" for token in app.session_state["takeaway tokens"]]


def at_home(address: str) -> AppTest:
    """The page that a telephone opens."""
    telephone = AppTest.from_file(HOME, default_timeout=60)
    telephone.query_params["token"] = address.partition("token=")[2]
    telephone.run()
    assert not telephone.exception
    return telephone


def gone(address: str) -> bool:
    return any("ten minutes" in i.value for i in at_home(address).info)


def test_only_who_asks_for_it_gets_a_stand(monkeypatch: pytest.MonkeyPatch, scene: Scene) -> None:
    assert scene.run().button(key="count_photo").label == "Photo"
    scene.app.query_params["stand"] = "0"
    assert "count_photo" not in [b.key for b in scene.run().button]


def test_a_photo_is_taken_home_and_put_away(scene: Scene) -> None:
    scene.run()
    scene.play(still)
    app = scene.press("stand photo")
    (address,) = addresses(app)
    assert not gone(address) and len(at_home(address).get("download_button")) == 1
    assert "put away" not in [b.key for b in scene.press("put away").button]


def test_a_clip_becomes_a_souvenir_when_it_is_finished(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(souvenir, "CLIP_S", 1.0)
    scene.run()
    scene.play(still)
    app = scene.press("stand clip")
    assert scene.words() == "Recording …"
    end = time.monotonic() + 20
    while "put away" not in [b.key for b in app.button] and time.monotonic() < end:
        app = scene.run()
    (address,) = addresses(app)
    assert not gone(address)


def test_i_am_done_leaves_nothing_that_no_telephone_has(scene: Scene, tmp_path: Path) -> None:
    scene.run()
    scene.play(still)
    scene.press("look negative")
    opened, left = addresses(scene.press("stand photo")) + addresses(scene.press("stand photo"))[1:]
    assert not gone(opened)
    stream = scene.stream
    app = scene.press("done")
    assert gone(left) and not gone(opened)
    assert str(stream.recipe) == "none" and scene.stream is stream, "the video goes on"
    assert "put away" not in [b.key for b in app.button]
    assert not list(tmp_path.rglob("*.mp4"))


def test_a_visitor_who_stirs_no_more_is_forgotten(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_SECONDS", "60")
    scene.run()
    scene.play(still)
    scene.press("look negative")
    (address,) = addresses(scene.press("stand photo"))
    monkeypatch.setenv("STAND_SECONDS", "2")
    time.sleep(2.1)
    app = scene.run()
    assert gone(address) and str(scene.stream.recipe) == "none" and not app.exception


def test_looks_change_by_themselves_while_nobody_is_there(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "TURN_S", 1.0)
    scene.run()
    scene.play(still)
    seen = []
    for _ in range(3):
        time.sleep(1.1)
        scene.run()
        seen.append(str(scene.stream.recipe))
    assert len(set(seen)) == 3 and "none" not in seen


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_SECONDS", "soon")
    with pytest.raises(ValueError, match="STAND_SECONDS must be a number"):
        times.idle_s()


def test_a_guessed_address_is_one_sentence() -> None:
    assert gone("token=abc") and gone("token=")


def test_the_host_says_how_others_reach_the_booth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://booth.example/")
    assert links.base() == "https://booth.example"
