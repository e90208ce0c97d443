from __future__ import annotations

import cv2
import numpy as np
import pytest
import skimage.data

from vision.motion.stir import sketch, stir
from vision.types import Image, as_image

ROOM: Image = as_image(cv2.resize(skimage.data.coffee(), (640, 480)))


def noisy(image: Image, seed: int) -> Image:
    grain = np.random.default_rng(seed).normal(0, 6, image.shape)
    return as_image(np.clip(image + grain, 0, 255).astype(np.uint8))


def test_noise_is_no_movement() -> None:
    assert stir(sketch(noisy(ROOM, 1)), sketch(noisy(ROOM, 2))) == 0


@pytest.mark.parametrize("gain", [0.85, 1.1])
def test_nor_is_a_lamp(gain: float) -> None:
    grey = np.full_like(ROOM, 120)
    assert stir(sketch(grey), sketch(as_image((grey * gain).astype(np.uint8)))) == 0


def test_a_head_that_moves_is_and_one_that_rests_is_not() -> None:
    here, there = ROOM.copy(), ROOM.copy()
    cv2.circle(here, (300, 200), 60, (225, 140, 80), cv2.FILLED)
    cv2.circle(there, (315, 200), 60, (225, 140, 80), cv2.FILLED)
    assert 0.5 < stir(sketch(here), sketch(there)) < 5
    assert stir(sketch(noisy(here, 1)), sketch(noisy(here, 2))) == 0
