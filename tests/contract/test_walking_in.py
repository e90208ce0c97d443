"""A face that comes into the picture is hidden before the detector has looked, and all but what moved is shown."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import skimage.data

from rig.moving_faces import Late
from tests.contract.faces_shown import FACE, RAW, shows
from vision.catalogue import catalogue
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Image, as_image

HIDES = [entry.name for entry in catalogue().values() if entry.hides and entry.group == "privacy"]
RATE, SECONDS, LATE = 15, 3, 4
"""Frames a second; the detector answers LATE frames after it was asked."""
HEIGHT, WIDTH = 360, 640
HALL = as_image(cv2.resize(skimage.data.coffee(), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR))


def hall(left: int | None, grain: np.random.Generator) -> Image:
    """A room with the photograph standing at column `left`, as far as that is inside; a camera's noise."""
    image = HALL.copy()
    if left is not None:
        top, (height, width) = HEIGHT - RAW.shape[0], RAW.shape[:2]
        x0, x1 = max(0, left), min(WIDTH, left + width)
        if x1 > x0:
            image[top:, x0:x1] = RAW[:height, x0 - left : x1 - left]
    return as_image(np.clip(image + grain.normal(0, 3, (HEIGHT, WIDTH, 1)), 0, 255).astype(np.uint8))


def walks_in(time_s: float) -> int:
    return int(-RAW.shape[1] + max(0.0, time_s - 1) * 600) if time_s < 1.8 else 160


def runs_in(time_s: float) -> int:
    return int(-RAW.shape[1] + max(0.0, time_s - 1) * 1400) if time_s < 1.34 else 156


def pops_up(time_s: float) -> int | None:
    return 200 if time_s > 1.05 else None


@pytest.mark.parametrize("name", HIDES)
@pytest.mark.parametrize("way", [walks_in, runs_in, pops_up], ids=lambda way: way.__name__)
def test_a_face_that_comes_is_never_in_the_open(name: str, way: Callable[[float], int | None]) -> None:
    worker, grain = Late(LATE), np.random.default_rng(0)
    pipeline, recipe = Pipeline(worker.submit), Recipe.parse(name)
    seen, open_at = 0, []
    for i in range(RATE * SECONDS):
        left = way(i / RATE)
        shown = pipeline.run(hall(left, grain), recipe, i / RATE).image
        worker.tick()
        if left is not None and left + FACE[0] >= 0 and left + FACE[2] <= WIDTH:
            seen += 1
            if shows(shown[HEIGHT - RAW.shape[0] :], left=left):
                open_at.append(i / RATE)
    assert seen > RATE and not open_at


@pytest.mark.parametrize("name", HIDES)
def test_after_the_first_second_all_but_the_face_is_shown(name: str) -> None:
    worker, grain = Late(LATE), np.random.default_rng(0)
    pipeline, recipe = Pipeline(worker.submit), Recipe.parse(name)
    for i in range(2 * RATE):
        camera = hall(200 + round(2 * np.sin(i / 3)), grain)  # nobody stands quite still
        shown = pipeline.run(camera, recipe, i / RATE).image
        worker.tick()
        if i >= RATE:
            touched = (shown != camera).any(axis=2)
            assert 0.02 < touched.mean() < 0.25
            assert not touched[:, :120].any() and not touched[:, 560:].any()
