"""A picture of the visitor's own behind them: on this page alone, in no link, gone when it is taken away."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ui.live.scene import Scene
from tests.ui.visits import press, said
from vision.imageio import save_png
from vision.types import Image

BEACH: Image = np.full((40, 60, 3), (200, 180, 90), np.uint8)


def uploader(scene: Scene) -> str:
    (found,) = [u.key for u in scene.app.file_uploader if str(u.key).endswith("backdrop")]
    return str(found)


@pytest.fixture
def behind(scene: Scene) -> Scene:
    scene.open("replace_background scene=own")
    assert "your background is blurred" in said(scene.app) and not scene.stream.own
    scene.app.file_uploader(key=uploader(scene)).set_value([("beach.png", save_png(BEACH), "image/png")])
    scene.run()
    return scene


def test_it_reaches_the_running_video_and_stands_in_no_link(behind: Scene) -> None:
    assert np.array_equal(behind.stream.own["backdrop"], BEACH)
    assert str(behind.stream.recipe) == "replace_background scene=own"
    assert "beach" not in str(behind.app.query_params)


def test_it_goes_when_its_file_is_taken_back(behind: Scene) -> None:
    behind.app.file_uploader(key=uploader(behind)).set_value([])
    behind.run()
    assert not behind.stream.own and "your background is blurred" in said(behind.app)


def test_it_goes_with_the_visitor(behind: Scene) -> None:
    behind.press("done")
    assert "stream camera" not in behind.app.session_state or not behind.stream.own


def test_what_is_no_picture_is_said_and_the_background_stays_blurred(scene: Scene) -> None:
    scene.open("replace_background scene=own")
    scene.app.file_uploader(key=uploader(scene)).set_value([("beach.png", b"sand", "image/png")])
    scene.run()
    assert scene.app.warning and not scene.stream.own


def test_no_place_to_bring_one_where_another_scene_is_behind(scene: Scene) -> None:
    scene.open("replace_background scene=rocket")
    assert not [u for u in scene.app.file_uploader if str(u.key).endswith("backdrop")]


def test_a_press_takes_it_away_where_the_file_is_no_longer_at_hand(behind: Scene) -> None:
    step = uploader(behind).removesuffix(" backdrop")
    behind.app.toggle(key=f"{step} on").set_value(False)
    behind.run()
    behind.app.toggle(key=f"{step} on").set_value(True)
    behind.run()
    assert behind.stream.own and "**beach" not in str(behind.app.query_params)
    if behind.app.file_uploader(key=uploader(behind)).value in (None, []):
        press(behind.app, "Take it away")
        assert not behind.stream.own
