"""What remembers, held against short films that the test draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pytest

from vision.catalogue import find
from vision.processor import Moment
from vision.types import Image

GREY: Image = np.full((120, 160, 3), 60, np.uint8)


def run(name: str, frames: Iterable[tuple[float, Image]], **values: Any) -> list[Image]:
    processor, state, answers = find(name), None, []
    for time_s, frame in frames:
        answer, state = processor(frame, state, Moment(time_s), processor.complete(values))
        answers.append(answer)
    return answers


def square_at(x: int, y: int = 50, level: int = 220) -> Image:
    frame = GREY.copy()
    frame[y : y + 30, x : x + 30] = level
    return frame


def textured(shift: int) -> Image:
    rng = np.random.default_rng(4)
    wide = rng.integers(0, 256, (30, 60, 1), np.uint8).repeat(6, 0).repeat(6, 1).repeat(3, 2)
    return wide[:120, 100 - shift : 260 - shift].copy()


def still(seconds: float, frame: Image = GREY) -> Iterator[tuple[float, Image]]:
    return ((i / 10, frame) for i in range(round(seconds * 10)))


def test_frame_difference_is_the_difference() -> None:
    first, second = run("frame_difference", [(0, GREY), (0.1, square_at(40))], gain=1.0)
    assert not first.any()
    assert (second[50:80, 40:70] == 160).all() and second.sum() == 160 * 3 * 900


@pytest.mark.parametrize("name", ["background_motion", "background_subtraction"])
def test_what_enters_a_learned_scene_is_masked(name: str) -> None:
    film = [*still(3), (3.0, square_at(40))]
    mask = run(name, film, show="mask")[-1][..., 0] > 0
    inside = np.zeros_like(mask)
    inside[50:80, 40:70] = True
    assert (mask & inside).sum() / (mask | inside).sum() > 0.75


@pytest.mark.parametrize("method", ["mog2", "knn"])
def test_background_subtraction_gets_used_to_what_stays(method: str) -> None:
    film = [*still(2), *((2 + t, f) for t, f in still(4, square_at(40)))]
    masks = run("background_subtraction", film, show="mask", method=method, memory=0.5)
    assert masks[20].any() and not masks[-1].any()
    background = run("background_subtraction", film, show="background", method=method, memory=0.5)[-1]
    assert np.abs(background[55:75, 45:65].astype(int) - 220).max() <= 3


def test_optical_flow_sees_the_direction_of_a_moving_picture() -> None:
    colours = {}
    for name, shifts in (("right", (0, 4)), ("left", (4, 0))):
        wheel = run("optical_flow", [(i / 10, textured(s)) for i, s in enumerate(shifts)], show="wheel")[-1]
        colours[name] = wheel[30:90, 30:130].reshape(-1, 3).mean(axis=0)
    assert colours["right"].argmax() == 0 and colours["right"].max() > 60, "right is red"
    assert colours["left"].argmin() == 0, "left is its opposite"
    arrows = run("optical_flow", [(0, textured(0)), (0.1, textured(0))])[-1]
    assert not (arrows == (255, 176, 0)).all(axis=2).any(), "nothing moves, no arrow"


def test_trails_keep_light_and_let_it_fade_by_the_clock() -> None:
    flash = [(0.0, square_at(40, level=250)), (0.6, GREY * 0), (1.2, GREY * 0)]
    _, soon, later = run("trails", flash, seconds=1.2)
    assert soon[60, 50, 0] == pytest.approx(250 * np.exp(-0.5), abs=1)
    assert later[60, 50, 0] == pytest.approx(250 * np.exp(-1), abs=2)
    many = [(0.0, square_at(40)), *((0.02 * i, GREY * 0) for i in range(1, 400))]
    assert not run("trails", many, seconds=1.0)[-1].any(), "light goes out"


def test_echo_shows_ghosts_of_earlier_places() -> None:
    film = [(0.3 * i, square_at(10 + 35 * i)) for i in range(4)]
    last = run("echo", film, copies=3, apart=0.3)[-1]
    now, before, long_ago, first = (int(last[60, 25 + 35 * i, 0]) for i in (3, 2, 1, 0))
    assert now > before > long_ago > first > 60


def test_slit_scan_freezes_each_column_as_the_line_passes() -> None:
    film = [(i / 40, np.full_like(GREY, i)) for i in range(161)]
    result = run("slit_scan", film, seconds=4.0)[-1]
    assert np.array_equal(result[0, :, 0], result[-1, :, 0])
    assert np.abs(result[0, :159, 0].astype(int) - np.arange(159)).max() <= 2


def test_heat_map_is_warm_where_something_moved_and_the_picture_elsewhere() -> None:
    film = [(i / 10, square_at(90 + 10 * (i % 2))) for i in range(20)]
    result = run("heat_map", film)[-1].astype(int)
    assert np.abs(result[:20, :40] - 60).max() <= 2
    assert result[65, 90, 0] > result[65, 90, 2] + 40, "red is warm"
