"""The looks that know things, with networks that answer as they are told: what they draw, count, hide and remember."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.vision.learned.test_gestures import hand
from tests.vision.models.absent import take_models_away
from vision.detect.follow import Following, follow
from vision.imageio import save_jpeg
from vision.learned import backdrop, costume, person_followed
from vision.learned.face_mesh import FACE_MESH
from vision.pipeline import Pipeline
from vision.processor import Moment
from vision.processors.learned import background, hands, things
from vision.recipe import Recipe
from vision.types import Detections, Image, KeyPoints, VisionError

HEIGHT, WIDTH = 240, 320
ROOM = np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
INSIDE = (slice(80, 160), slice(110, 210))
HIDERS = [
    "blur_background",
    "replace_background",
    "replace_background scene=colour",
    "replace_background scene=own",
    "cut_out",
    "cut_out paper=black",
]


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who fills the middle third of the picture."""
    share = np.zeros((144, 256), np.float32)
    share[40:104, 80:176] = 1
    monkeypatch.setattr(person_followed, "person_share", lambda image: share)
    monkeypatch.setattr(background, "at_edges", lambda share, image: _wide(share))


def _wide(share: np.ndarray) -> Any:
    import cv2

    return cv2.resize(share, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST)


def shows_the_room(image: Image) -> bool:
    outside = np.ones((HEIGHT, WIDTH), bool)
    outside[60:180, 90:230] = False
    return bool((np.abs(image.astype(int) - ROOM)[outside].max(axis=1) < 8).mean() > 0.2)


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("text", HIDERS)
def test_the_person_stays_and_the_room_is_gone(text: str) -> None:
    result = Pipeline().run(ROOM, Recipe.parse(text))
    assert result.hides and not result.errors
    for image in (result.image, result.unfiltered):
        assert np.array_equal(image[INSIDE], ROOM[INSIDE]) and not shows_the_room(image)


@pytest.mark.parametrize("text", HIDERS)
def test_without_a_mask_nothing_of_the_picture_is_seen(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_models_away(monkeypatch, tmp_path)
    result = Pipeline().run(ROOM, Recipe.parse(text))
    assert result.stand_in and "download it first" in result.errors[0].error
    assert not shows_the_room(result.image) and not shows_the_room(result.unfiltered)
    assert not (np.abs(result.image.astype(int) - ROOM)[INSIDE].max(axis=2) < 8).mean() > 0.2


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("text", HIDERS)
def test_a_network_that_fails_shows_nothing_and_goes_on_hiding(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline, recipe = Pipeline(), Recipe.parse(text)
    pipeline.run(ROOM, recipe, 0.0)

    def broken(image: Image) -> Any:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as patch:
        patch.setattr(person_followed, "person_share", broken)
        assert not shows_the_room(pipeline.run(ROOM, recipe, 0.1).image)
    assert pipeline.run(ROOM, recipe, 0.2).stand_in


@pytest.mark.usefixtures("somebody")
def test_a_picture_of_ones_own_is_behind_its_viewer_alone() -> None:
    beach: Image = np.zeros((120, 400, 3), np.uint8)
    beach[:, 110:290] = (200, 180, 90)  # the middle, which fills the frame
    pipeline, recipe = Pipeline(), Recipe.parse("replace_background scene=own")
    shown = pipeline.run(ROOM, recipe, 0.0, {"backdrop": beach}).image
    assert (shown[:50] == (200, 180, 90)).all() and np.array_equal(shown[INSIDE], ROOM[INSIDE])
    red: Image = np.full((50, 50, 3), (255, 0, 0), np.uint8)
    assert (pipeline.run(ROOM, recipe, 0.1, {"backdrop": red}).image[:50] == (255, 0, 0)).all()
    taken_away = pipeline.run(ROOM, recipe, 0.2).image
    assert not (taken_away[:50] == (255, 0, 0)).any() and not shows_the_room(taken_away)


def test_what_is_no_picture_hides_all() -> None:
    result = Pipeline().run(ROOM, Recipe.parse("replace_background scene=own"), 0.0, {"backdrop": "beach.jpg"})
    assert result.stand_in and not shows_the_room(result.image)


def test_a_large_picture_is_kept_no_larger_than_cameras_are() -> None:
    large: Image = np.full((900, 2400, 3), 70, np.uint8)
    assert backdrop.open_backdrop(save_jpeg(large)).shape == (720, 1920, 3)
    assert backdrop.open_backdrop(save_jpeg(large[:300, :400])).shape == (300, 400, 3)
    with pytest.raises(VisionError):
        backdrop.open_backdrop(b"no picture")


def test_a_mask_that_trembles_is_steadied_and_one_that_jumps_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "at_edges", lambda share, image: share)
    shares = iter([np.full((4, 4), v, np.float32) for v in (0.5, 0.6, 1.0)])
    monkeypatch.setattr(person_followed, "person_share", lambda image: next(shares))
    state, seen = person_followed.Followed(), []
    for i in range(3):
        share, state = background._person(ROOM, state, Moment(i / 30))
        seen.append(float(share[0, 0]))
    assert 0.5 < seen[1] < 0.58 and seen[2] > 0.95


def scene(found: Detections) -> Following:
    return follow(ROOM, Following(), Moment(0.0), lambda _: found)


def test_things_keep_their_number_and_take_the_words_of_the_last_look() -> None:
    one = Detections.of([100, 80, 180, 160], "2 fingers", class_id=(0,))
    state = follow(ROOM, Following(), Moment(0.0), lambda _: one)
    state = follow(ROOM, state, Moment(1.0), lambda _: replace(one, label=("3 fingers",)))
    found = state.detections()
    assert found.label == ("3 fingers",) and found.track_id == (0,) and found.class_id == (0,)
    other = Detections.of([10, 10, 60, 60], "cup", class_id=(41,))
    state = follow(ROOM, state, Moment(2.0), lambda _: one + other)
    assert state.detections().track_id == (0, 1)


def test_points_go_along_with_their_box() -> None:
    points = hand((True,) * 5)
    low, high = points.xy.min(axis=0), points.xy.max(axis=0)
    found = Detections.of([*low, *high], "hand", class_id=(0,), points=(points,))
    track = scene(found).tracks[0]
    moved = replace(track, box=track.box + np.float32(10)).finding().points[0]
    assert moved is not None and np.allclose(moved.xy, points.xy + 10, atol=1e-3)


def test_who_crosses_the_line_is_counted_once_each_way() -> None:
    passing = things.Passing()
    for beyond in ({1: False, 2: True}, {1: False, 2: True}, {1: True, 2: False}, {1: True}, {1: True, 3: True}):
        passing = passing.after(Following(), beyond)
    assert (passing.forth, passing.back) == (1, 1)


def test_the_counting_line_counts_what_walks_by(monkeypatch: pytest.MonkeyPatch) -> None:
    def at(image: Image, sure: float) -> Detections:
        (x,) = np.unique(np.argwhere((image == 255).all(axis=2))[:, 1])[:1]
        return Detections.of([x, 60, x + 60, 180], "person", class_id=(0,))

    monkeypatch.setattr(things, "find_objects", at)
    pipeline, recipe, states = Pipeline(), Recipe.parse("counting_line"), []
    for i in range(24):
        image = np.zeros_like(ROOM)
        image[60:180, 40 + 8 * i : 100 + 8 * i] = 255
        image[70:170, 50 + 8 * i : 90 + 8 * i] = ROOM[70:170, 50:90] // 2
        result = pipeline.run(image, recipe, i / 10)
        states.append(next(iter(pipeline._states.values())))
    assert not result.errors and (states[-1].forth, states[-1].back) == (1, 0) and states[5].forth == 0


def test_a_fingertip_paints_and_an_open_hand_wipes(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {"fingers": (False, True, False, False, False), "dx": 0.0}

    def found(image: Image, known: Detections, most: int) -> Detections:
        points = hand(shown["fingers"])  # type: ignore[arg-type]
        points = replace(points, xy=points.xy * np.float32(0.5) + np.array([shown["dx"], 0], np.float32))
        box = np.concatenate([points.xy.min(axis=0), points.xy.max(axis=0)])
        return Detections.of(box, "hand", class_id=(0,), points=(points,))

    monkeypatch.setattr(hands, "find_hands", found)
    pipeline, recipe = Pipeline(), Recipe.parse("air_drawing")
    plain = np.full_like(ROOM, 80)

    def paint() -> int:
        return int((next(iter(pipeline._states.values())).paint > 0).sum())

    for i in range(5):
        shown["dx"] = 12.0 * i
        pipeline.run(plain, recipe, i * 0.2)
    drawn = paint()
    assert drawn > 150
    shown["fingers"] = (False,) * 5
    pipeline.run(plain, recipe, 1.2)
    assert paint() == drawn, "a fist lifts the brush"
    shown["fingers"] = (True,) * 5
    pipeline.run(plain, recipe, 1.4)
    assert paint() == 0


@pytest.mark.parametrize("name", costume.COSTUMES)
def test_each_costume_sits_on_the_face_and_goes_where_it_goes(name: str) -> None:
    xy = np.zeros((468, 2), np.float32)
    xy[33], xy[263], xy[152] = (130, 130), (190, 130), (160, 205)
    mesh = KeyPoints(xy, np.ones(468, np.float32), FACE_MESH)
    plain = np.full_like(ROOM, 90)
    worn = costume.wear(plain, mesh, name)
    where = np.argwhere((worn != plain).any(axis=2))
    assert len(where) > 200 and (where.min(axis=0) > [0, 70]).all() and (where.max(axis=0) < [225, 250]).all()
    beside = costume.wear(plain, mesh.moved(1, 20, 10), name)
    assert np.array_equal(np.roll(worn, (10, 20), (0, 1)), beside) and (plain == 90).all()
