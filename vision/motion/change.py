"""How much of the frame moves, in percent: what differs from the scene, is still changing, lives, and is no light."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.background import Background
from vision.motion.light import is_tinted, other_light, unlit
from vision.motion.picture import Plane, Planes, Spots, looked_at_spots, reduced
from vision.motion.settings import MotionSettings, Rect
from vision.motion.things import Thing, follow, remembered
from vision.motion.weather import Weather
from vision.types import Image, as_gray, as_uint8

_SLOWEST_S = 1.0
_MOST_PATCHES = 16
_SMALLEST = 4
_SUDDEN_FROM, _SUDDEN_TO = 25.0, 60.0
_LEARNING_S, _LEARNING_FRAMES = 1.0, 5
_RIM = 0.25
_TINTS = 2.0
_LEARNS_S = 0.15
_STILL = np.float32(0.25)
LOOK_BACK_S = 1.0
_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Change:
    """percent: of the frame (what the mask leaves of it) that moves, [0, 100]. light: the light changed instead.

    since_s: when what moves began to, at most `LOOK_BACK_S` before, since a small thing is followed before it counts;
    None for now. weather: it rains or snows. where: what moves, as shares of the frame.
    """

    time_s: float
    percent: float
    light: bool = False
    since_s: float | None = None
    weather: bool = False
    where: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is remembered: how the scene looks when nothing moves, the picture of the last change, what is followed.

    latest: (3, h, w), reduced. learned_s: when the background was last learned. covered: percent that differed from the
    background just before. `model` is OpenCV's, for mog2 and knn; it learns in place, so a Scene that holds one is used
    up by the next measure.
    """

    key: tuple[Any, ...]
    background: Background
    latest: Planes
    time_s: float
    latest_s: float
    learned_s: float
    weather: Weather
    covered: float = 0.0
    frames: int = 0
    things: tuple[Thing, ...] = ()
    model: cv2.BackgroundSubtractor | None = None

    @property
    def is_learning(self) -> bool:
        return self.frames < _LEARNING_FRAMES or self.background.known_s < _LEARNING_S


@dataclass(slots=True, eq=False)
class _Found:
    """The things there; since when something moves; where, (h, w), None for nowhere, and on how many pixels as an eye
    would count them; whether some patch was only light."""

    things: list[Thing]
    since_s: float
    moving: NDArray[np.bool_] | None = None
    size: int = 0
    lit: bool = False
    where: list[Rect] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Looked:
    """A picture, that of the last change, the distance from the background that is known, and what is looked at."""

    small: Planes
    latest: Planes
    distance: Plane
    looked_at: Spots
    known: Background

    def active(self, window: tuple[slice, slice]) -> NDArray[np.bool_]:
        """Where something still changes in a window of the picture."""
        step = self.known.step(self.small[:, *window], self.latest[:, *window])
        still = np.maximum(np.float32(1), _STILL * self.distance[window])
        return np.asarray((step > still) & (self.looked_at[window] > 0))


def measure(image: Image, time_s: float, scene: Scene | None, settings: MotionSettings) -> tuple[Change, Scene]:
    """The change that `image` shows, and the scene with it learned; in its first second none, it is getting known.

    A spot counts when it differs from the scene (by the chosen method) in a patch where something also differs from
    the picture of the last change: what came and then stands still is no motion. A patch that is only lighter or
    darker than the scene is light, and so is a sudden change of most of the frame. A small patch counts once it has
    been followed for some pictures, and in rain or snow only what lasts does. A new frame size starts anew.
    time_s: seconds, not backwards.
    """
    small = reduced(image)
    key = (image.shape, settings.method, settings.noise)
    if scene is None or scene.key != key:
        return Change(time_s, 0.0), _fresh(small, time_s, key, 0.0)
    elapsed = max(0.0, time_s - scene.time_s)
    known, latest = scene.background, scene.latest
    light = other_light(small, known.mean, known.light)
    if light is not None:
        known, latest = known.lit(light), light.on(latest)
    looked_at = looked_at_spots(small.shape[1:], settings.mask)
    area = max(1, int(np.count_nonzero(looked_at)))
    distance = known.distance(small)
    where = looked_at if scene.model is None else looked_at & as_gray(scene.model.apply(_for_opencv(small)))
    spots = _differing(distance, known, settings) & where
    covered = 100 * np.count_nonzero(spots) / area
    if covered >= _SUDDEN_TO and scene.covered <= _SUDDEN_FROM and not scene.is_learning:
        return Change(time_s, 0.0, light=True), _fresh(small, time_s, key, scene.weather.fleeting)
    weather = scene.weather.seen(spots, distance, time_s, elapsed, known.known_s)
    if weather.falls and len(weather.recent) > 1:
        distance = weather.lasting(small, known)
        spots = as_gray(cv2.morphologyEx(_differing(distance, known, settings) & where, cv2.MORPH_OPEN, _KERNEL))
    found = _Found([], time_s)
    if spots.any():
        _sort_patches(found, _Looked(small, latest, distance, looked_at, known), spots, scene.things, weather.falls)
    size = 0 if scene.is_learning else found.size
    learns = scene.is_learning or bool(found.things) or time_s - scene.learned_s > _LEARNS_S
    if learns:
        known = known.learned(small, distance, time_s - scene.learned_s, found.moving)
        known = known if settings.noise else known.listened(small, found.lit)
    last_only = settings.method == "difference"
    is_latest = size or last_only or scene.is_learning or time_s - scene.latest_s > _SLOWEST_S
    after = Scene(
        key,
        known.looking(small) if last_only else known,
        small if is_latest else latest,
        time_s,
        time_s if is_latest else scene.latest_s,
        time_s if learns else scene.learned_s,
        weather,
        covered,
        scene.frames + 1,
        remembered(scene.things, found.things, time_s),
        scene.model,
    )
    since = max(found.since_s, time_s - LOOK_BACK_S) if size else None
    return Change(
        time_s, 100 * size / area, found.lit and not size, since, bool(weather.falls), tuple(found.where)
    ), after


def _fresh(small: Planes, time_s: float, key: tuple[Any, ...], fleeting: float) -> Scene:
    model: cv2.BackgroundSubtractor | None = None
    _, method, noise = key
    if method == "mog2":
        model = cv2.createBackgroundSubtractorMOG2(detectShadows=False)
    elif method == "knn":
        model = cv2.createBackgroundSubtractorKNN(detectShadows=False)
    if model is not None:
        model.apply(_for_opencv(small), learningRate=1.0)
    weather = Weather(np.zeros(small.shape[1:], np.uint8), fleeting)
    return Scene(key, Background.of(small, float(noise)), small, time_s, time_s, time_s, weather, model=model)


def _for_opencv(small: Planes) -> NDArray[np.uint8]:
    merged: NDArray[np.uint8] = as_uint8(cv2.convertScaleAbs(cv2.merge(list(small))))
    return merged


def _differing(distance: Plane, known: Background, settings: MotionSettings) -> Spots:
    """(h, w), 1 where the picture differs from the scene; lone spots are dropped."""
    auto = settings.method == "auto"
    spots = known.unusual(distance) if auto else (distance > 1).astype(np.uint8)
    return as_gray(cv2.morphologyEx(spots, cv2.MORPH_OPEN, _KERNEL[:2, :2]))


def _sort_patches(found: _Found, at: _Looked, spots: Spots, known: tuple[Thing, ...], falls: bool) -> None:
    """What moves among the patches. A patch with nothing active is neither motion nor light."""
    time_s, usual, noise = found.since_s, at.known.mean, at.known.light
    joined = cv2.morphologyEx(spots, cv2.MORPH_CLOSE, _KERNEL)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for index in np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable")[:_MOST_PATCHES] + 1:
        left, top, width, height, size = (int(v) for v in stats[index])
        if size < _SMALLEST:
            break
        thing = follow(known, (left, top, left + width, top + height), size, time_s, falls)
        found.things.append(thing)
        window = np.s_[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2]
        patch = labels[window] == index
        active = at.active(window)
        if np.count_nonzero(active & patch) < 2:
            continue
        now, before = at.small[:, *window], usual[:, *window]
        tinted = is_tinted(now, before, patch, _TINTS * at.known.colour)
        solid = patch if tinted else unlit(now[0], before[0], patch, noise)
        found.lit = found.lit or solid is not patch
        if np.count_nonzero(active & solid) < 2:
            continue
        found.things[-1] = thing = replace(thing.stirred(time_s), size=int(np.count_nonzero(solid)))
        if thing.counts(spots.size, falls):
            if found.moving is None:
                found.moving = np.zeros(spots.shape, np.bool_)
            found.moving[window] |= solid
            found.size += _size(at.distance[window][solid])
            h, w = spots.shape
            found.where.append((left / w, top / h, (left + width) / w, (top + height) / h))
            found.since_s = min(found.since_s, thing.stirs_s or time_s)


def _size(distances: NDArray[np.float32]) -> int:
    """Pixels of a patch without the blurred rim around what differs much."""
    middle = np.partition(distances, len(distances) // 2)[len(distances) // 2]
    return int(np.count_nonzero(distances >= _RIM * middle))
