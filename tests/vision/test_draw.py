from __future__ import annotations

import numpy as np
import pytest

from vision.draw import colour_of, draw_detections, label_for, write_rimmed
from vision.letters import runs
from vision.letters.fonts import Typefaces
from vision.types import Detections


def test_a_box_is_drawn_on_a_copy_in_its_colour() -> None:
    grey = np.full((200, 300, 3), 100, np.uint8)
    drawn = draw_detections(grey, Detections.of([[40, 60, 140, 160]], "face"))
    assert (grey == 100).all()
    assert tuple(drawn[110, 40]) == colour_of("face") and (drawn[110, 90] == 100).all()


def test_boxes_at_and_beyond_the_border_do_no_harm() -> None:
    grey = np.full((20, 30, 3), 100, np.uint8)
    found = Detections.of([[0, 0, 30, 20], [-5, -5, 400, 400], [29, 19, 30, 20]], ["a", "b", "c"])
    assert draw_detections(grey, found, numbers=True).shape == grey.shape


def test_detections_pick_move_and_clip() -> None:
    found = Detections.of([[0, 0, 10, 10], [20, 20, 30, 30]], "face", [0.5, 0.9]) + Detections.none()
    assert found.pick([1]).xyxy.tolist() == [[20, 20, 30, 30]]
    assert found.pick(found.score > 0.6).label == ("face",)
    assert found.moved(2, dx=1).xyxy[1].tolist() == [41, 40, 61, 60]
    assert found.clipped(15, 15).xyxy.tolist() == [[0, 0, 10, 10]]


def test_tags_are_drawn_where_they_say_something() -> None:
    grey = np.full((200, 300, 3), 100, np.uint8)
    found = Detections.of([[40, 60, 140, 160], [180, 60, 280, 160]], "face")
    drawn = draw_detections(grey, found, tags=["7", ""])
    assert (drawn[:58, :150] != 100).any() and (drawn[:58, 150:] == 100).all()


def test_strength_makes_lines_thicker() -> None:
    grey = np.full((240, 240, 3), 100, np.uint8)
    found = Detections.of([[40, 60, 140, 160]], "face")
    usual, strong = ((draw_detections(grey, found, tags=[""], strength=s) != 100).sum() for s in (1, 4))
    assert strong > 2 * usual


@pytest.mark.parametrize("label", ["杯子", "ספל", "Café"])
def test_a_label_of_any_script_is_letters_on_its_colour(label: str) -> None:
    grey = np.full((480, 640, 3), 100, np.uint8)
    drawn = draw_detections(grey, Detections.of([[40, 60, 140, 160]], label))
    tag = drawn[38:58, 44:]
    assert (tag == colour_of(label)).all(-1).any() and (tag.sum(-1) < 150).any()


def test_rimmed_letters_of_any_script_stand_where_they_are_put() -> None:
    grey = np.full((100, 200, 3), 100, np.uint8)
    write_rimmed(grey, "小明 12", (20, 60), 1.0, rim=2)
    changed = np.argwhere((grey != 100).any(-1))
    assert changed[:, 1].min() >= 18 and 25 < changed[:, 0].min() < changed[:, 0].max() < 75
    assert grey.max() > 240 and grey.min() < 30


def test_a_label_is_drawn_as_the_viewer_calls_it_in_its_own_colour() -> None:
    grey = np.full((200, 300, 3), 100, np.uint8)
    found = Detections.of([[40, 60, 240, 160]], "face")
    german = draw_detections(grey, found, names={"face": "Gesicht"})
    assert np.array_equal(german, draw_detections(grey, found, tags=["Gesicht"]))
    assert not np.array_equal(german, draw_detections(grey, found))
    assert np.array_equal(draw_detections(grey, found, names={"eye": "Auge"}), draw_detections(grey, found))


def test_without_a_font_for_it_a_label_stays_english(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"face": "人脸", "eye": "Auge"}
    monkeypatch.setattr(runs, "found", lambda: Typefaces((), None))
    assert [label_for(label, names) for label in names] == ["face", "Auge"]
