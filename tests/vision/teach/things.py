"""Three simple things held before a wall with furniture, to be told apart."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from vision.teach.lesson import Example, Lesson, TaughtClass
from vision.teach.training import Learned, learn
from vision.types import Image, as_image

NAMES = ("ball", "book", "star")


def scene(thing: str, seed: int, light: float = 1.0, wall: int = 0) -> Image:
    """(240, 320, 3); any other name holds nothing."""
    room, random = np.random.default_rng([wall, 5]), np.random.default_rng([seed, sum(map(ord, thing))])
    image = np.full((240, 320, 3), room.integers(90, 200, 3), np.uint8)
    for _ in range(6):
        x, y, w, h = (int(v) for v in room.integers(10, 240, 4))
        cv2.rectangle(image, (x, y), (x + w // 3, y + h // 3), room.integers(20, 240, 3).tolist(), -1)
    x, y, r = (int(v) for v in random.integers((120, 90, 32), (200, 150, 42)))
    if thing == "ball":
        cv2.circle(image, (x, y), r, (240, 240, 235), -1, cv2.LINE_AA)
        for dx, dy in ((0, 0), (-r // 2, -r // 2), (r // 2, -r // 2), (0, r // 2)):
            cv2.circle(image, (x + dx, y + dy), r // 5, (20, 20, 25), -1, cv2.LINE_AA)
    elif thing == "book":
        cv2.rectangle(image, (x - r, y - r), (x + r // 2, y + r), (40, 60, 170), -1)
        cv2.rectangle(image, (x - r // 2, y - r // 2), (x + r // 4, y - r // 4), (240, 230, 200), -1)
    elif thing == "star":
        turns = np.linspace(0, 2 * np.pi, 11)[:-1]
        far = np.where(np.arange(10) % 2, r // 2, r + 5)
        points = np.stack([x + far * np.cos(turns), y + far * np.sin(turns)], 1).astype(np.int32)
        cv2.fillPoly(image, [points], (230, 60, 60), cv2.LINE_AA)
    elif thing == "ring":
        cv2.circle(image, (x, y), r, (60, 180, 70), 12, cv2.LINE_AA)
    lit = image * light + random.normal(0, 3, image.shape)
    return as_image(np.clip(lit, 0, 255).astype(np.uint8))


def lesson(count: int = 8, names: tuple[str, ...] = NAMES) -> Lesson:
    """`count` examples of each."""
    return Lesson(tuple(TaughtClass(name, tuple(Example.of(scene(name, i)) for i in range(count))) for name in names))


@cache
def learned() -> Learned:
    return learn(lesson())
