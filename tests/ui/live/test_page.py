"""What the live page says and does, without a browser."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from live.recording.clips import ClipStore
from tests.live.clock import stopped
from tests.ui.live.scene import PAGE, Scene, picture
from tests.ui.visits import said
from ui.common import own_clips, webrtc
from ui.common.webrtc import Connection
from ui.live import panel
from ui.live.troubles import TROUBLES
from vision.models.files import FOLDER
from vision.types import Image


def test_the_page_stands_with_its_real_components(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webrtc, "player", lambda *_, **__: Connection())
    monkeypatch.setattr(ContextProxy, "cookies", {})
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not app.exception and app.selectbox(key="picture source").value == "webcam"


def test_a_look_reaches_the_video_the_sidebar_and_the_link_at_once(scene: Scene) -> None:
    scene.open("gamma")
    scene.play()
    app = scene.press("look negative")
    assert str(scene.stream.recipe) == "invert"
    assert [t.label for t in app.sidebar.toggle] == ["Invert", "See the code"]
    assert scene.app.button(key="look negative").proto.type == "primary"


def test_the_split_line_goes_where_it_is_moved_and_stays_there(scene: Scene) -> None:
    scene.open("invert")
    assert scene.stream.split is None
    scene.app.toggle(key="split").set_value(True)
    scene.run()
    assert scene.stream.split == 0.5
    scene.press("line")
    assert scene.stream.split == 0.25
    scene.app.toggle(key="split").set_value(False)
    scene.run()
    assert scene.stream.split is None
    scene.app.toggle(key="split").set_value(True)
    scene.run()
    assert scene.stream.split == 0.25


def test_what_was_wrong_with_the_link_is_said_until_the_recipe_is_another(scene: Scene) -> None:
    for app in (scene.open("gama"), scene.run(), scene.run()):
        assert "did you mean gamma" in app.warning[0].value
    assert not scene.press("look negative").warning
    assert not scene.press("look original").warning


def test_no_look_disappears_when_the_video_starts(scene: Scene) -> None:
    before = [b.label for b in scene.open().button if (b.key or "").startswith("look ")]
    after = [b.label for b in scene.play().button if (b.key or "").startswith("look ")]
    assert before == after and len(after) == 29


def test_a_look_whose_file_is_not_here_says_so_in_kind_words(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(FOLDER, raising=False)
    scene.open("objects")
    app = scene.play()
    words = (
        "Objects needs a file that is not here yet. Its button is in the recipe: at the left, "
        "on a telephone behind the arrows above."
    )
    assert [info.value for info in app.info] == [words] and not app.warning
    assert any("3.7 MB · from the YOLOX release" in caption.value for caption in app.caption)


def test_the_line_says_live_what_was_found_and_that_it_stopped(scene: Scene) -> None:
    scene.open()
    assert scene.words() == ""
    scene.connection = Connection(False, time.monotonic())
    scene.run()
    assert scene.words() == "Connecting …"
    scene.play()
    assert scene.words() == "Live"
    scene.connection = Connection()
    scene.run()
    assert scene.words() == "Camera stopped"


def test_a_code_is_read_as_text_to_copy(scene: Scene) -> None:
    scene.open("qr_codes")
    app = scene.play(qr_code)
    end = time.monotonic() + 20
    while not (codes := [c.value for c in app.main.code]) and time.monotonic() < end:
        app = scene.run()
    assert codes == ["https://example.org/menu"] and scene.words() == "Live"


def qr_code(time_s: float) -> Image:
    import cv2

    code = cv2.QRCodeEncoder.create().encode("https://example.org/menu")
    large = np.kron(np.pad(code, 4, constant_values=255), np.ones((8, 8), np.uint8))
    return np.repeat(large[: large.shape[0] & ~1, : large.shape[1] & ~1, None], 3, axis=2)


@pytest.mark.parametrize("name", TROUBLES)
def test_each_trouble_has_its_words_and_a_way_out(scene: Scene, name: str) -> None:
    scene.open()
    app = scene.press(f"trouble {name}")
    assert [w.value for w in app.warning] == [TROUBLES[name].advice]
    app = scene.press("trouble test_pattern")
    assert app.selectbox(key="picture source").value == "test_pattern" and not app.warning


def test_a_trouble_that_is_over_is_not_told_any_more(scene: Scene) -> None:
    scene.open()
    assert scene.press("trouble dark").warning
    assert not scene.press("trouble over").warning


def test_no_way_through_is_said_after_ten_seconds(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.open()
    clock = stopped(monkeypatch, panel)
    scene.connection = Connection(False, clock.now - 9.9)
    assert not scene.run().warning
    scene.connection = Connection(False, clock.now - 10.1)
    assert [w.value for w in scene.run().warning] == [TROUBLES["lost"].advice]


def test_a_camera_that_falls_silent_is_noticed_by_the_server(scene: Scene) -> None:
    scene.open()
    app = scene.play(began_s=time.monotonic() - 60)
    assert not app.warning
    over = threading.Event()
    scene.stream.feed = lambda time_s: picture(float(over.wait(30)))
    time.sleep(2.5)
    warnings = [w.value for w in scene.run().warning]
    over.set()
    assert warnings == [TROUBLES["still"].advice]


def test_a_step_that_fails_is_named(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.open()
    app = scene.play(broken)
    assert any("The source broke: no more film" in w.value for w in app.warning)


def broken(time_s: float) -> Image:
    raise RuntimeError("no more film")


def test_a_recording_begins_and_ends_with_one_button(scene: Scene) -> None:
    scene.open()
    scene.play()
    app = scene.press("record")
    assert app.button(key="stop recording").label == "Stop recording"
    assert scene.run().text[0].value == "Live · Recording"
    time.sleep(1.0)
    app = scene.press("stop recording")
    end = time.monotonic() + 10
    while not app.success and time.monotonic() < end:  # the file is finished on a thread of its own
        app = scene.run()
    assert "Saved below" in app.success[0].value and "Clip saved" in scene.run().text[0].value
    assert any(s.value == "Your recordings" for s in app.subheader)
    assert app.button(key="record").label == "Record"


def test_a_recording_that_cannot_begin_says_so_until_the_next(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.open()
    scene.play()
    with monkeypatch.context() as patch:
        patch.setattr(own_clips, "store", full)
        scene.press("record")
        assert [e.value for e in scene.run().error] == ["no space is left"]
    assert not scene.press("record").error
    scene.press("stop recording")


def full() -> ClipStore:
    raise OSError("no space is left")


def test_im_done_forgets_at_once_and_draws_nothing_more(scene: Scene) -> None:
    scene.open("gamma")
    scene.play()
    stream = scene.stream
    app = scene.press("done")
    assert stream.readyState == "ended" and "recipe_draft" not in app.session_state
    for again in (app, scene.run()):
        assert not again.button and any("location.replace" in str(h.proto) for h in again.get("html"))


def test_nothing_is_recorded_before_start(scene: Scene) -> None:
    assert scene.open().button(key="record").disabled


def test_the_numbers_are_sentences_for_those_who_open_them(scene: Scene) -> None:
    scene.open("invert")
    app = scene.play()
    assert not [m for m in app.markdown if "pictures a second" in m.value]
    scene.app.session_state["numbers"] = True
    told = next(m.value for m in scene.run().markdown if "pictures a second" in m.value)
    assert "64 × 48 pixels" in told and ":material/" not in told


def test_a_snapshot_is_said_once_and_stands_on_the_page(scene: Scene) -> None:
    scene.open("invert")
    scene.play()
    scene.app.session_state["snapshots"].take(scene.stream)
    app = scene.run()
    saves = [button.proto.label for button in app.get("download_button")]
    assert scene.words() == "Live · Picture saved" and saves.count("Filtered PNG") == 1


def test_what_one_pixel_gets_from_the_running_picture(scene: Scene) -> None:
    scene.open("invert kernel numbers=0,0,0,0,2,1,0,0,0")
    scene.app.session_state["pixel panel"] = True
    app = scene.play()
    (across,), (down,) = ([s for s in app.slider if s.label == label] for label in ("Across", "Down"))
    across.set_value(20).run()
    down.set_value(7)
    (table,) = scene.run().table
    shot = scene.stream.snapshot()
    assert shot is not None
    here, right = (255 - int(shot.raw[7, x, 1]) for x in (20, 21))
    assert table.value.iloc[1, 1] == f"{here} × 2" and f"**{2 * here + right}**" in said(app)
