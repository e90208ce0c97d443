"""Weather, night and leaves, drawn small: what they alone do is no event, and who walks through them is one."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vision.motion.change import Change, Scene, measure
from vision.motion.events import Decision, Event, EventState, Finish, decide, finish
from vision.motion.settings import MotionSettings
from vision.types import as_image

FPS, LENGTH_S, CROSSES = 10, 26, (18.0, 24.0)
WIDTH, HEIGHT = 160, 90
Plane = NDArray[np.float32]
Scenery = Callable[[Plane, float], Plane]


def noise(i: int, strength: float) -> Plane:
    drawn = np.random.default_rng(i).normal(0, strength, (HEIGHT, WIDTH, 3))
    return drawn.astype(np.float32)


def plain(picture: Plane, time_s: float) -> Plane:
    return picture


def rain(picture: Plane, time_s: float) -> Plane:
    drops = np.random.default_rng(round(time_s * FPS) + 1000)
    veil = np.zeros((HEIGHT, WIDTH), np.float32)
    for x, y in drops.integers((0, -10), (WIDTH, HEIGHT), (60, 2)):
        cv2.line(veil, (int(x), int(y)), (int(x) + 1, int(y) + 8), float(drops.uniform(0.3, 0.9)), 1)
    wet: Plane = picture + (230 - picture) * veil[..., None]
    return wet


def leaves(picture: Plane, time_s: float) -> Plane:
    rough = cv2.GaussianBlur(np.random.default_rng(4).normal(0, 1, (60, 60)).astype(np.float32), (0, 0), 1.5)
    y, x = np.mgrid[0:40, 0:50].astype(np.float32)
    to_x, to_y = x + 5 + 2 * np.sin(2.1 * time_s + y / 9), y + 5 + np.sin(2.6 * time_s)
    swayed = cv2.remap(rough, to_x.astype(np.float32), to_y.astype(np.float32), cv2.INTER_LINEAR)
    out: Plane = picture.copy()
    out[2:42, 20:70] = (50, 90, 40) + 60 * (swayed / rough.std())[..., None] * (0.5, 1, 0.5)
    return out


def insect(picture: Plane, time_s: float) -> Plane:
    if not 5 < time_s < 8:
        return picture
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    at = 160 * (time_s - 5) / 3 + 12 * np.sin(9 * time_s), 45 + 30 * np.sin(7 * time_s)
    glow = 180 * np.exp(-(((x - at[0]) / 7) ** 2) - ((y - at[1]) / 5) ** 2)
    lit: Plane = (picture + glow[..., None]).astype(np.float32)
    return lit


def beam(picture: Plane, time_s: float) -> Plane:
    edge = np.abs(np.arange(WIDTH) - (90 * (time_s - 5) - 20))
    lit = 2.0 / (1 + np.exp((edge - 18) / 1.6)) if 5 < time_s < 8 else np.zeros(WIDTH)
    bright: Plane = (picture * (1 + lit)[None, :, None]).astype(np.float32)
    return bright


def film(
    scenery: Scenery, colour: tuple[float, float, float], size: tuple[int, int], ground: float, grain: float
) -> list[Change]:
    """What is measured while a thing of this colour and size crosses, or nothing does when it has no size."""
    scene: Scene | None = None
    changes = []
    width, height = size
    for i in range(FPS * LENGTH_S):
        time_s = i / FPS
        picture = np.full((HEIGHT, WIDTH, 3), ground, np.float32)
        if CROSSES[0] <= time_s < CROSSES[1] and width:
            left = round(150 * (time_s - CROSSES[0]) / (CROSSES[1] - CROSSES[0]))
            picture[80 - height : 80, left : left + width] = colour
        seen = scenery(picture, time_s) + noise(i, grain)
        change, scene = measure(as_image(np.clip(seen, 0, 255).astype(np.uint8)), time_s, scene, MotionSettings())
        changes.append(change)
    return changes


def events(changes: list[Change]) -> list[Event]:
    state, made = EventState(), list[Decision]()
    for change in changes:
        state, decisions = decide(state, change, MotionSettings())
        made += decisions
    return [d.event for d in (*made, *finish(state, MotionSettings())[1]) if isinstance(d, Finish)]


@pytest.mark.parametrize("scenery", [plain, rain, leaves, insect, beam])
@pytest.mark.parametrize("ground", [30.0, 120.0])
def test_weather_alone_is_no_event(scenery: Scenery, ground: float) -> None:
    late = [e for e in events(film(scenery, (0, 0, 0), (0, 0), ground, 3)) if e.end_s > 15]
    assert not late, "leaves may take fifteen seconds to be known"


@pytest.mark.parametrize("scenery", [plain, rain, leaves, insect, beam])
@pytest.mark.parametrize(("ground", "colour"), [(30.0, (70, 20, 20)), (120.0, (60, 50, 90))])
def test_who_walks_through_it_is_one(scenery: Scenery, ground: float, colour: tuple[float, float, float]) -> None:
    (event,) = (e for e in events(film(scenery, colour, (9, 26), ground, 3)) if e.end_s > 15)
    assert CROSSES[0] - 0.5 < event.start_s < CROSSES[0] + 2 and CROSSES[1] - 2 < event.end_s < CROSSES[1] + 1


def test_colour_alone_is_seen() -> None:
    same_brightness = (170.0, 95.0, 120.0)
    assert len(events(film(plain, same_brightness, (9, 26), 120, 3))) == 1


def test_somebody_far_away_in_the_dark_is_seen_from_the_first_picture_on() -> None:
    (event,) = events(film(plain, (4, 4, 4), (3, 7), 34, 3))
    assert event.start_s == pytest.approx(CROSSES[0], abs=0.3)


def test_somebody_hardly_darker_than_the_night_is_no_shadow() -> None:
    (event,) = events(film(plain, (21, 21, 21), (8, 28), 28, 3))
    assert event.start_s == pytest.approx(CROSSES[0], abs=0.3) and event.end_s > CROSSES[1] - 0.5


def test_rain_is_told_from_a_dry_day() -> None:
    assert film(rain, (0, 0, 0), (0, 0), 30, 3)[-1].weather
    assert not any(c.weather for c in film(plain, (60, 50, 90), (9, 26), 120, 3))
