"""Photographed faces stay whatever befell the picture; a face drawn in flat colours is told from them."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from tests.vision.faces.find.test_accurate import StandIn
from tests.vision.faces.photographs import FACE, astronaut
from vision.faces.find import accurate
from vision.faces.find.avatars import looks_drawn
from vision.imageio import load_image, save_jpeg
from vision.pixels.channels import to_gray
from vision.types import Image, as_image

DRAWN_FACE = np.array([60, 50, 180, 210], np.float32)
CHANGES: dict[str, Callable[[Image], Image]] = {
    "as it is": lambda image: image,
    "pressed hard": lambda image: load_image(save_jpeg(image, quality=12)),
    "in the dark": lambda image: as_image((image * 0.15).astype(np.uint8)),
    "overexposed": lambda image: as_image(np.clip(image * 2.5, 0, 255).astype(np.uint8)),
    "smoothed": lambda image: as_image(np.asarray(cv2.bilateralFilter(image, 9, 60, 9), np.uint8)),
    "blurred": lambda image: as_image(np.asarray(cv2.GaussianBlur(image, (0, 0), 2), np.uint8)),
}


def avatar() -> Image:
    """Skin, hair, eyes and mouth, each of one colour."""
    image = np.full((240, 240, 3), (150, 200, 230), np.uint8)
    cv2.ellipse(image, (120, 110), (72, 84), 0, 0, 360, (70, 45, 30), -1, cv2.LINE_AA)
    cv2.ellipse(image, (120, 130), (60, 80), 0, 0, 360, (240, 200, 170), -1, cv2.LINE_AA)
    for x in (95, 145):
        cv2.ellipse(image, (x, 120), (13, 8), 0, 0, 360, (245, 245, 245), -1, cv2.LINE_AA)
        cv2.circle(image, (x, 120), 6, (60, 90, 60), -1, cv2.LINE_AA)
    cv2.ellipse(image, (120, 170), (24, 12), 0, 0, 180, (170, 60, 60), -1, cv2.LINE_AA)
    return as_image(image)


@pytest.mark.parametrize("name", CHANGES)
def test_a_photographed_face_does_not_look_drawn(name: str) -> None:
    assert not looks_drawn(to_gray(CHANGES[name](astronaut())), FACE)


@pytest.mark.parametrize("quality", [60, 80, 95])
def test_a_face_in_flat_colours_looks_drawn(quality: int) -> None:
    assert looks_drawn(to_gray(load_image(save_jpeg(avatar(), quality=quality))), DRAWN_FACE)


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (-40, -40, 2, 2), (300, 300, 400, 400)])
def test_a_box_with_next_to_nothing_in_it_does_not_look_drawn(box: tuple[int, ...]) -> None:
    assert not looks_drawn(to_gray(avatar()), np.array(box, np.float32))


def test_the_accurate_detector_leaves_out_the_drawn_one_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    both = as_image(np.zeros((512, 752, 3), np.uint8))
    both[:, :512], both[:240, 512:] = astronaut(), avatar()
    offset = np.array([512, 0, 512, 0], np.float32)
    rows = [[*box[:2], *(box[2:] - box[:2]), *[0] * 10, 0.9] for box in (FACE, DRAWN_FACE + offset)]
    monkeypatch.setattr(accurate, "_network", lambda: StandIn(rows))
    assert accurate.accurate(both, side=752).xyxy.tolist() == [FACE.tolist()]
