"""How much of the frame moves, in percent: what differs from the scene, is last_only changing, and is no light."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.motion.light import Plane, follow_light, unlit
from vision.motion.settings import MotionSettings, Rect
from vision.pixels.channels import to_gray
from vision.types import Image, as_gray

Spots = NDArray[np.uint8]

_LONG_SIDE = 240
_MEMORY_S = 8.0
_SLOWEST_S = 1.0
_MOST_PATCHES = 16
_SMALLEST = 4
_SUDDEN_FROM, _SUDDEN_TO = 25.0, 60.0
_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Change:
    """percent: of the frame (what the mask leaves of it) that moves, [0, 100]. light: the light changed instead."""

    time_s: float
    percent: float
    light: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is remembered: how the scene looks when nothing moves, and the picture of the last change.

    mean, latest: (h, w) float32, reduced grey. covered: percent that differed from `mean` just before. `model` is
    OpenCV's, for mog2 and knn; it learns in place, so a Scene that holds one is used up by the next measure.
    """

    key: tuple[Any, ...]
    mean: Plane
    latest: Plane
    time_s: float
    latest_s: float
    covered: float = 0.0
    model: cv2.BackgroundSubtractor | None = None


def measure(image: Image, time_s: float, scene: Scene | None, settings: MotionSettings) -> tuple[Change, Scene]:
    """The change that `image` shows, and the scene with it learned; the first picture shows none.

    A spot counts when it differs from the scene (by the chosen method) in a patch where something also differs from
    the picture of the last change: what came and then stands still is no motion. A patch that is only lighter or
    darker than the scene is light, and so is a sudden change of most of the frame. A new frame size starts anew.
    time_s: seconds, not backwards.
    """
    small = reduced(image)
    key = (image.shape, settings.method)
    if scene is None or scene.key != key:
        return Change(time_s, 0.0), _fresh(small, time_s, key)
    mean, latest = follow_light(small, scene.mean, scene.latest)
    looked_at = looked_at_spots(small.shape[:2], settings.mask)
    away = cv2.absdiff(small, mean)
    spots = _differing(small, away, scene, settings) & looked_at
    area = max(1, int(np.count_nonzero(looked_at)))
    covered = 100 * np.count_nonzero(spots) / area
    if covered >= _SUDDEN_TO and scene.covered <= _SUDDEN_FROM:
        return Change(time_s, 0.0, light=True), _fresh(small, time_s, key)
    active = _limited(cv2.absdiff(small, latest), settings.noise) & looked_at
    moving, lit = _sort_patches(small, mean, spots, active, settings.noise)
    size = int(np.count_nonzero(moving))
    last_only = settings.method == "difference"
    learned = small if last_only else _learn(mean, small, time_s - scene.time_s, moving)
    after = replace(scene, mean=learned, latest=latest, time_s=time_s, covered=covered)
    if size or last_only or time_s - scene.latest_s > _SLOWEST_S:
        after = replace(after, latest=small, latest_s=time_s)
    return Change(time_s, 100 * size / area, light=lit and not size), after


def reduced(image: Image) -> Plane:
    """(h, w) float32 grey, averaged over whole blocks of pixels, its longer side at most 240, slightly smoothed."""
    gray = to_gray(image)
    height, width = gray.shape
    block = math.ceil(max(height, width) / _LONG_SIDE)
    h, w = max(1, height // block), max(1, width // block)
    whole = gray[: h * block, : w * block] if min(height, width) >= block else gray
    small = cv2.resize(whole, (w, h), interpolation=cv2.INTER_AREA)
    blurred: NDArray[Any] = cv2.GaussianBlur(small.astype(np.float32), (5, 5), 0)
    return blurred


@lru_cache(maxsize=32)
def looked_at_spots(shape: tuple[int, int], mask: tuple[Rect, ...]) -> Spots:
    """(h, w), 1 where the mask leaves the picture to be looked at, read-only."""
    height, width = shape
    spots = np.ones(shape, np.uint8)
    for left, top, right, bottom in mask:
        rows = slice(math.floor(top * height), math.ceil(bottom * height))
        spots[rows, math.floor(left * width) : math.ceil(right * width)] = 0
    spots.flags.writeable = False
    return spots


def _fresh(small: Plane, time_s: float, key: tuple[Any, ...]) -> Scene:
    model: cv2.BackgroundSubtractor | None = None
    if "mog2" in key:
        model = cv2.createBackgroundSubtractorMOG2(detectShadows=False)
    elif "knn" in key:
        model = cv2.createBackgroundSubtractorKNN(detectShadows=False)
    if model is not None:
        model.apply(cv2.convertScaleAbs(small), learningRate=1.0)
    return Scene(key, small, small, time_s, time_s, model=model)


def _limited(difference: NDArray[Any], limit: float) -> Spots:
    return (difference >= limit).astype(np.uint8)


def _differing(small: Plane, away: NDArray[Any], scene: Scene, settings: MotionSettings) -> Spots:
    """(h, w), 1 where the picture differs from the scene; lone spots are dropped, cracks closed."""
    spots = _limited(away, settings.noise)
    if scene.model is not None:
        spots &= as_gray(scene.model.apply(cv2.convertScaleAbs(small), learningRate=-1)) & 1
    spots = as_gray(cv2.morphologyEx(spots, cv2.MORPH_OPEN, _KERNEL[:2, :2]))
    return as_gray(cv2.morphologyEx(spots, cv2.MORPH_CLOSE, _KERNEL))


def _sort_patches(
    small: Plane, mean: Plane, spots: Spots, active: Spots, noise: float
) -> tuple[NDArray[np.bool_], bool]:
    """(h, w), where it moves; and whether some patch was only light. A patch with nothing active is neither."""
    moving = np.zeros(small.shape, np.bool_)
    lit = False
    _, labels, stats, _ = cv2.connectedComponentsWithStats(spots, connectivity=8)
    sizes = stats[1:, cv2.CC_STAT_AREA]
    for index in np.argsort(-sizes, kind="stable")[:_MOST_PATCHES] + 1:
        left, top, width, height, size = stats[index]
        if size < _SMALLEST:
            break
        window = np.s_[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2]
        patch = labels[window] == index
        if np.count_nonzero(active[window] & patch) < 2:
            continue
        solid = unlit(small[window], mean[window], patch, noise)
        lit = lit or solid is not patch
        if np.count_nonzero(active[window] & solid) >= 2:
            moving[window] |= solid
    return moving, lit


def _learn(mean: Plane, small: Plane, elapsed_s: float, moving: NDArray[np.bool_]) -> Plane:
    """The mean that forgets with a time constant, and more slowly under what moves."""
    rate = 1 - math.exp(-max(0.0, elapsed_s) / _MEMORY_S)
    learned: Plane = mean + np.float32(rate) * (small - mean)
    if moving.any():
        learned[moving] = mean[moving] + np.float32(rate / 8) * (small - mean)[moving]
    return learned
