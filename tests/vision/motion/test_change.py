from __future__ import annotations

from typing import get_args

import cv2
import numpy as np
import pytest

from vision.motion.change import Change, Scene, measure
from vision.motion.picture import reduced
from vision.motion.settings import MotionMethod, MotionSettings
from vision.types import Image, as_image

SETTINGS = MotionSettings()
QUIET = 40  # pictures, until the place is known


def room(width: int = 320, height: int = 240) -> Image:
    """A textured wall, the same each time."""
    rough = cv2.GaussianBlur(np.random.default_rng(3).normal(0, 1, (height, width)), (0, 0), 4)
    gray = np.clip(100 + 25 * rough / rough.std(), 0, 255).astype(np.uint8)
    return np.dstack([gray, gray, gray])


def with_square(x: int, y: int = 90, size: int = 48, level: int = 230) -> Image:
    image = room()
    image[y : y + size, x : x + size] = level
    return image


def lit(image: Image, gain: float) -> Image:
    return as_image(np.clip(image * gain, 0, 255).astype(np.uint8))


def run(images: list[Image], settings: MotionSettings = SETTINGS, fps: float = 30) -> list[Change]:
    scene: Scene | None = None
    changes = []
    for i, image in enumerate(images):
        image.flags.writeable = False
        change, scene = measure(image, i / fps, scene, settings)
        changes.append(change)
    return changes


@pytest.mark.parametrize("method", get_args(MotionMethod))
def test_every_method_sees_what_moves_and_nothing_else(method: MotionMethod) -> None:
    images = [room()] * QUIET + [with_square(40 + 6 * i) for i in range(15)] + [room()] * 20
    percents = [c.percent for c in run(images, SETTINGS.changed(method=method))]
    assert max(percents[:QUIET]) == 0 and min(percents[QUIET + 4 : QUIET + 15]) > 0.3 and max(percents[-18:]) == 0


def test_the_percentage_is_the_size_of_what_moves() -> None:
    changes = run([room()] * QUIET + [with_square(40 + 6 * i) for i in range(5)])
    assert changes[-1].percent == pytest.approx(100 * 48 * 48 / (320 * 240), rel=0.3)


def test_what_came_and_stands_still_is_no_motion() -> None:
    changes = run([room()] * QUIET + [with_square(40 + 6 * i) for i in range(5)] + [with_square(64)] * 10)
    assert changes[QUIET + 4].percent > 0 and [c.percent for c in changes[QUIET + 6 :]] == [0.0] * 9


def test_what_leaves_its_place_leaves_no_ghost() -> None:
    changes = run([with_square(20)] * QUIET + [with_square(20 + 8 * i) for i in range(1, 25)] + [with_square(212)] * 10)
    assert max(c.percent for c in changes[QUIET + 25 :]) == 0


@pytest.mark.parametrize("gain", [0.5, 1.5, 2.3])
def test_a_lamp_is_light(gain: float) -> None:
    changes = run([room()] * QUIET + [lit(room(), gain)] * 10)
    assert sum(c.percent >= SETTINGS.threshold for c in changes) < SETTINGS.fewest


def test_a_sudden_change_of_most_of_the_frame_is_light_and_the_new_scene_is_learned() -> None:
    other = np.ascontiguousarray(room()[::-1, ::-1])
    changes = run([room()] * QUIET + [other] * 10)
    assert changes[QUIET].light and max(c.percent for c in changes) == 0


def test_motion_is_seen_while_the_light_changes() -> None:
    images = [lit(with_square(40 + 6 * i), 1 + 0.02 * i) for i in range(20)]
    changes = run([room()] * QUIET + images)
    assert min(c.percent for c in changes[QUIET + 1 :]) > 1


def test_a_soft_shadow_is_light() -> None:
    x = np.arange(320)

    def shaded(at: float) -> Image:
        return as_image((room() * (1 - 0.35 * np.exp(-(((x - at) / 50) ** 2)))[None, :, None]).astype(np.uint8))

    changes = run([room()] * QUIET + [shaded(-80 + 5 * i) for i in range(90)])
    assert sum(c.percent >= SETTINGS.threshold for c in changes) < SETTINGS.fewest


def test_noise_and_a_flicker_are_no_motion() -> None:
    rng = np.random.default_rng(1)

    def frame(i: int) -> Image:
        noisy = room() * (1 + 0.06 * np.sin(2.1 * i)) + rng.normal(0, 10, (240, 320, 1))
        return as_image(np.clip(noisy, 0, 255).astype(np.uint8))

    assert max(c.percent for c in run([frame(i) for i in range(60)])) < SETTINGS.threshold


def test_the_mask_hides_what_is_under_it() -> None:
    images = [room()] * QUIET + [with_square(40 + 6 * i) for i in range(5)]
    hidden = run(images, SETTINGS.changed(mask=((0.0, 0.3, 0.6, 0.65),)))
    elsewhere = run(images, SETTINGS.changed(mask=((0.0, 0.7, 1.0, 1.0),)))
    assert max(c.percent for c in hidden) == 0
    assert elsewhere[-1].percent > 1.2 * run(images)[-1].percent, "a percentage of what is looked at"
    assert max(c.percent for c in run(images, SETTINGS.changed(mask=((0.0, 0.0, 1.0, 1.0),)))) == 0


def test_a_new_frame_size_starts_anew() -> None:
    changes = run([room() for _ in range(5)] + [room(640, 480) for _ in range(5)] + [room(100, 50)] * 3)
    assert max(c.percent for c in changes) == 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 700), (700, 1), (3, 5), (241, 319)])
@pytest.mark.parametrize("method", get_args(MotionMethod))
def test_any_shape_is_taken(shape: tuple[int, int], method: MotionMethod) -> None:
    rng = np.random.default_rng(0)
    images = [rng.integers(0, 255, (*shape, 3), dtype=np.uint8) for _ in range(3)]
    assert all(0 <= c.percent <= 100 for c in run(images, SETTINGS.changed(method=method)))


def test_small_pictures_stay_large_ones_shrink() -> None:
    assert reduced(room()).shape == (3, 120, 160) and reduced(room(200, 100)).shape == (3, 100, 200)
    assert max(reduced(np.zeros((720, 1280, 3), np.uint8)).shape) <= 240
