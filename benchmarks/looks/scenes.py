"""Pictures of which the truth is known: people before photographs, things on walls, hands' signs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray

from rig.drawn_hand import Fingers
from vision.photographs import photograph
from vision.types import Detections, Image, as_image

WIDTH, HEIGHT = 640, 480

SIGNS: tuple[Fingers, ...] = tuple(
    tuple(letter == "1" for letter in sign)  # type: ignore[misc]
    for sign in ["11111", "00000", "01000", "01100", "10000", "01110", "01111", "11000", "11100", "00001"]
)


def frame(name: str, width: int = WIDTH, height: int = HEIGHT) -> Image:
    """The largest part of a photograph at the top of its middle that fills the frame."""
    photo = photograph(name)
    tall, wide = photo.shape[:2]
    scale = max(width / wide, height / tall)
    whole = cv2.resize(photo, (max(width, round(wide * scale)), max(height, round(tall * scale))))
    left = (whole.shape[1] - width) // 2
    return as_image(np.ascontiguousarray(whole[:height, left : left + width]))


# People: cut out once, so that the truth of what is composed is known to the pixel.

_AROUND = (
    *(150, 30, 200, 8, 268, 15, 285, 110, 276, 150, 322, 200, 330, 330, 285, 380, 272, 512),
    *(20, 512, 30, 300, 130, 200),
)
_WITHIN = (190, 40, 255, 40, 258, 140, 305, 230, 290, 340, 255, 500, 60, 500, 80, 300, 180, 180)
"""Corners, x and y in turn, of an outline around the astronaut and of one inside her, without the helmet beside her."""


def cut_person() -> tuple[Image, NDArray[np.float32]]:
    """The astronaut and her mask, by GrabCut from a generous outline; what it takes for her is her from here on."""
    image = np.ascontiguousarray(skimage.data.astronaut()[:, :400])
    mask = np.full(image.shape[:2], cv2.GC_BGD, np.uint8)
    cv2.fillPoly(mask, [np.array(_AROUND).reshape(-1, 2)], cv2.GC_PR_BGD)
    cv2.fillPoly(mask, [np.array(_WITHIN).reshape(-1, 2)], cv2.GC_FGD)
    cv2.grabCut(image, mask, (0, 0, 0, 0), np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_MASK)
    seen = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    seen = np.asarray(cv2.morphologyEx(seen, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), np.uint8)
    return as_image(image), np.asarray(cv2.GaussianBlur(seen.astype(np.float32), (0, 0), 0.8), np.float32)


BEHIND = ("rocket", "book", "cat", "galaxies", "handwriting", "coins")
CAMOUFLAGE = ("coffee",)
"""An orange suit before a red saucer that surrounds it."""


def people(scenes: tuple[str, ...]) -> Iterator[tuple[Image, NDArray[np.bool_]]]:
    """(frame, truth): the astronaut at two places and sizes before each of the photographs."""
    image, mask = cut_person()
    for scene, (scale, x) in itertools.product(scenes, ((0.9, 0.5), (0.75, 0.3))):
        behind = frame(scene)
        size = round(image.shape[1] * scale), round(image.shape[0] * scale)
        small, cover = cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.resize(mask, size)
        left, top = round(x * (WIDTH - size[0])), HEIGHT - size[1]
        share = np.zeros((HEIGHT, WIDTH), np.float32)
        laid = np.zeros_like(behind)
        laid[max(top, 0) :, left : left + size[0]] = small[max(-top, 0) :]
        share[max(top, 0) :, left : left + size[0]] = cover[max(-top, 0) :]
        yield as_image(cv2.blendLinear(laid, behind, share, 1 - share)), share > 0.5


# Things: crops of photographs laid onto textures.

THINGS = {
    "cup": ("coffee", (150, 10, 430, 300)),
    "cat": ("cat", (40, 0, 400, 300)),
    "person": ("astronaut", (60, 0, 380, 400)),
}
BOXES = {"cup": (162, 18, 420, 286), "cat": (75, 20, 400, 300), "person": (60, 15, 366, 400)}
"""Where each is in its photograph, as a person sees it."""


def things() -> Iterator[tuple[Image, Detections]]:
    """(frame, truth): two or three things at known places on a wall of texture."""
    rng = np.random.default_rng(4)
    walls = [_wall(i) for i in range(3)]
    for i in range(12):
        image = cv2.resize(walls[i % 3], (WIDTH, HEIGHT))
        boxes, labels = [], []
        for slot, name in enumerate(rng.permutation(list(THINGS))[: 2 + i % 2]):
            photo, (x0, y0, x1, y1) = THINGS[name]
            part = photograph(photo)[y0:y1, x0:x1]
            scale = min(205 / part.shape[1], 300 / part.shape[0]) * rng.uniform(0.75, 1.0)
            small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            left = 8 + slot * 210
            top = int(rng.integers(0, HEIGHT - small.shape[0]))
            image[top : top + small.shape[0], left : left + small.shape[1]] = small
            box = (np.array(BOXES[name], float) - [x0, y0, x0, y0]) * scale + [left, top, left, top]
            boxes.append(box)
            labels.append(str(name))
        yield as_image(image), Detections.of(boxes, labels)


def _wall(seed: int) -> Image:
    rng = np.random.default_rng(seed)
    rough = cv2.resize(rng.normal(0, 1, (60, 80)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    colour = np.array([(150, 140, 120), (110, 130, 140), (160, 150, 150)][seed])
    return as_image(np.clip(colour + 9 * rough[..., None], 0, 255).astype(np.uint8))
