"""Things drawn, or cut out of packaged photographs, and held before drawn rooms: what teaching is measured on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.photographs import photograph
from vision.types import Image, as_image

SIZE = 240, 320
_CANVAS = 160
Colour = tuple[int, int, int]
Split = Literal["taught", "same", "harder", "another"]


@dataclass(frozen=True, slots=True)
class Scene:
    """How a thing is held. light: times the picture's values; cast: colour of the light; size: the thing's share of the
    picture's height; turn: degrees; x, y: its middle, shares of the picture."""

    light: float
    cast: tuple[float, float, float]
    size: float
    turn: float
    x: float
    y: float
    sway: float

    @classmethod
    def drawn(cls, random: np.random.Generator, *, hard: bool) -> Scene:
        between = random.uniform
        wide = 0.12 if hard else 0.03
        return cls(
            light=between(0.5, 1.35) if hard else between(0.88, 1.12),
            cast=_cast(random, wide),
            size=between(0.22, 0.62) if hard else between(0.34, 0.5),
            turn=between(-25, 25) if hard else between(-8, 8),
            x=between(0.2, 0.8) if hard else between(0.38, 0.62),
            y=between(0.3, 0.7) if hard else between(0.42, 0.6),
            sway=between(-1, 1),
        )


def _cast(random: np.random.Generator, wide: float) -> tuple[float, float, float]:
    red, green, blue = 1 + random.uniform(-wide, wide, 3)
    return float(red), float(green), float(blue)


class Room:
    """A wall with furniture and pictures, and somebody who sits before it and sways; drawn anew from its number."""

    def __init__(self, number: int) -> None:
        random = np.random.default_rng([7, number])
        height, width = SIZE
        wall = random.integers(70, 220, 3)
        down = np.linspace(1.1, 0.8, height)[:, None, None]
        self.wall = np.clip(wall * down * np.ones((height, width, 1)), 0, 255).astype(np.uint8)
        for _ in range(random.integers(5, 10)):
            self._furnish(random)
        grain = random.normal(0, 5, (height // 4, width // 4, 1)).astype(np.float32)
        rough = cv2.resize(grain, (width, height))[..., None]
        self.wall = np.clip(self.wall + rough, 0, 255).astype(np.uint8)
        self.skin = _colour(random.choice([[224, 172, 140], [150, 100, 70], [240, 200, 170], [100, 65, 45]]))
        self.shirt = _colour(random.integers(30, 220, 3))
        self.hair = _colour(random.integers(10, 90, 3))

    def _furnish(self, random: np.random.Generator) -> None:
        height, width = SIZE
        x, y = int(random.integers(-30, width)), int(random.integers(-20, height))
        w, h = random.integers(25, 120, 2)
        cv2.rectangle(self.wall, (x, y), (int(x + w), int(y + h)), _colour(random.integers(20, 250, 3)), -1)
        if random.random() < 0.5:
            cv2.rectangle(
                self.wall, (x + 4, y + 4), (int(x + w - 4), int(y + h - 4)), _colour(random.integers(20, 250, 3)), -1
            )
        if random.random() < 0.5:
            for at in range(x, int(x + w), int(random.integers(8, 20))):
                cv2.line(self.wall, (at, y), (at, int(y + h)), _colour(random.integers(20, 250, 3)), 2)

    def picture(self, sway: float) -> Image:
        image = self.wall.copy()
        height, width = SIZE
        x = int(width / 2 + 22 * sway)
        cv2.ellipse(image, (x, height + 30), (95, 110), 0, 180, 360, self.shirt, -1, cv2.LINE_AA)
        cv2.ellipse(image, (x, 92), (36, 46), 0, 0, 360, self.skin, -1, cv2.LINE_AA)
        cv2.ellipse(image, (x, 68), (38, 30), 0, 180, 360, self.hair, -1, cv2.LINE_AA)
        for side in (-14, 14):
            cv2.circle(image, (x + side, 88), 4, (30, 30, 30), -1, cv2.LINE_AA)
        return as_image(image)


def held(room: Room, thing: str | None, scene: Scene, random: np.random.Generator) -> Image:
    """One picture of the camera: (240, 320, 3), with the grain of its sensor. No `thing`: nothing is held."""
    image: NDArray[np.float32] = room.picture(scene.sway).astype(np.float32)
    if thing is not None:
        height, width = SIZE
        colour, cover = THINGS[thing]()
        scale = scene.size * height / _CANVAS
        turn = cv2.getRotationMatrix2D((_CANVAS / 2, _CANVAS / 2), scene.turn, scale)
        turn[0, 2] += scene.x * width - _CANVAS / 2
        turn[1, 2] += scene.y * height - _CANVAS / 2
        wrist = turn @ (_CANVAS / 2, _CANVAS * 0.92, 1)
        cv2.line(image, (int(wrist[0]), int(wrist[1])), (int(wrist[0] + 25), height + 20), room.shirt, 26, cv2.LINE_AA)
        cv2.circle(image, (int(wrist[0]), int(wrist[1])), 15, room.skin, -1, cv2.LINE_AA)
        laid = cv2.warpAffine(colour, turn, (width, height), flags=cv2.INTER_AREA).astype(np.float32)
        over = cv2.warpAffine(cover, turn, (width, height), flags=cv2.INTER_LINEAR)[..., None].astype(np.float32) / 255
        image = np.asarray(image * (1 - over) + laid * over, np.float32)
    lit = image * scene.light * np.array(scene.cast, np.float32) + random.normal(0, 3, image.shape)
    return as_image(np.clip(lit, 0, 255).astype(np.uint8))


def pictures(split: Split, room: int, thing: str | None, count: int, seed: int = 0) -> list[Image]:
    """`count` pictures of a thing: as it is taught, in the same way again, in a harder way, in another room."""
    number = sum(map(ord, f"{split} {thing}"))
    random = np.random.default_rng([seed, room, number])
    place = Room(room + 100 if split == "another" else room)
    return [held(place, thing, Scene.drawn(random, hard=split == "harder"), random) for _ in range(count)]


Thing = Callable[[], tuple[Image, NDArray[np.uint8]]]


def _colour(values: object) -> Colour:
    return tuple(int(v) for v in np.asarray(values))  # type: ignore[return-value]


class _Pen:
    """Draws a thing and what it covers, shaded from left to right."""

    def __init__(self) -> None:
        self.colour = np.zeros((_CANVAS, _CANVAS, 3), np.uint8)
        self.cover = np.zeros((_CANVAS, _CANVAS), np.uint8)

    def ellipse(self, x: int, y: int, w: int, h: int, colour: Colour, thick: int = -1) -> _Pen:
        cv2.ellipse(self.colour, (x, y), (w, h), 0, 0, 360, colour, thick, cv2.LINE_AA)
        cv2.ellipse(self.cover, (x, y), (w, h), 0, 0, 360, 255, thick, cv2.LINE_AA)
        return self

    def shape(self, points: list[tuple[int, int]], colour: Colour) -> _Pen:
        corners = [np.array(points, np.int32)]
        cv2.fillPoly(self.colour, corners, colour, cv2.LINE_AA)
        cv2.fillPoly(self.cover, corners, 255, cv2.LINE_AA)
        return self

    def box(self, x: int, y: int, w: int, h: int, colour: Colour) -> _Pen:
        return self.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour)

    def done(self) -> tuple[Image, NDArray[np.uint8]]:
        shade = np.linspace(1.12, 0.75, _CANVAS)[None, :, None]
        return as_image(np.clip(self.colour * shade, 0, 255).astype(np.uint8)), self.cover


def _cup() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().ellipse(122, 80, 22, 26, (205, 60, 50), 10).box(35, 35, 80, 95, (205, 60, 50))
    return pen.ellipse(75, 35, 40, 10, (245, 235, 225)).ellipse(75, 36, 33, 7, (70, 40, 25)).done()


def _ball() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().ellipse(80, 80, 60, 60, (240, 240, 235))
    for x, y in ((80, 80), (40, 55), (118, 52), (52, 118), (112, 116)):
        pen.ellipse(x, y, 15, 15, (25, 25, 30))
    return pen.done()


def _duck() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().ellipse(75, 105, 60, 38, (245, 205, 40)).ellipse(105, 55, 30, 30, (245, 205, 40))
    return pen.shape([(130, 50), (155, 60), (130, 70)], (235, 110, 20)).ellipse(112, 48, 5, 5, (20, 20, 20)).done()


def _bottle() -> tuple[Image, NDArray[np.uint8]]:
    pen = (
        _Pen().box(52, 60, 56, 90, (35, 120, 60)).box(68, 15, 24, 50, (35, 120, 60)).box(66, 6, 28, 14, (220, 220, 60))
    )
    return pen.box(52, 85, 56, 35, (240, 235, 215)).done()


def _book() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().box(25, 20, 105, 125, (40, 70, 160)).box(25, 20, 14, 125, (25, 40, 100))
    pen.box(50, 38, 68, 22, (240, 230, 200))
    for y in (80, 95, 110):
        pen.box(54, y, 60, 5, (150, 170, 220))
    return pen.done()


def _star() -> tuple[Image, NDArray[np.uint8]]:
    turns = np.linspace(0, 2 * np.pi, 11)[:-1] - np.pi / 2
    far = np.where(np.arange(10) % 2, 28, 70)
    points = [(int(80 + r * np.cos(a)), int(82 + r * np.sin(a))) for a, r in zip(turns, far, strict=True)]
    return _Pen().shape(points, (230, 120, 200)).done()


def _plant() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().shape([(45, 100), (115, 100), (102, 152), (58, 152)], (170, 95, 55))
    for x, y in ((80, 35), (45, 55), (115, 55), (60, 80), (100, 80)):
        pen.ellipse(x, y, 16, 28, (50, 150, 60))
    return pen.done()


def _robot() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().box(45, 15, 70, 50, (160, 165, 175)).box(35, 70, 90, 75, (120, 125, 140))
    pen.ellipse(65, 38, 9, 9, (60, 200, 230)).ellipse(95, 38, 9, 9, (60, 200, 230)).box(62, 52, 36, 6, (40, 40, 50))
    return pen.box(52, 88, 56, 26, (200, 60, 60)).done()


def _car() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().box(10, 75, 140, 40, (60, 110, 215)).shape([(40, 75), (58, 42), (108, 42), (128, 75)], (60, 110, 215))
    pen.shape([(52, 72), (64, 50), (82, 50), (82, 72)], (200, 225, 240))
    pen.shape([(88, 72), (88, 50), (104, 50), (116, 72)], (200, 225, 240))
    return pen.ellipse(42, 116, 18, 18, (25, 25, 25)).ellipse(118, 116, 18, 18, (25, 25, 25)).done()


def _carrot() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().shape([(55, 45), (105, 45), (82, 155)], (240, 125, 30))
    for x in (62, 80, 98):
        pen.ellipse(x, 25, 7, 24, (60, 160, 50))
    return pen.done()


def _house() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().box(35, 70, 90, 78, (235, 215, 170)).shape([(20, 72), (80, 12), (140, 72)], (180, 60, 45))
    return pen.box(68, 100, 26, 48, (110, 70, 40)).box(100, 85, 18, 20, (120, 190, 230)).done()


def _fish() -> tuple[Image, NDArray[np.uint8]]:
    pen = _Pen().ellipse(70, 80, 58, 36, (240, 140, 60)).shape([(115, 80), (155, 45), (155, 115)], (230, 110, 40))
    return pen.box(62, 48, 12, 64, (250, 245, 240)).ellipse(35, 70, 7, 7, (20, 20, 20)).done()


def _cut(name: str, x: int, y: int, side: int) -> Thing:
    def thing() -> tuple[Image, NDArray[np.uint8]]:
        part = cv2.resize(
            photograph(name)[y : y + side, x : x + side], (_CANVAS, _CANVAS), interpolation=cv2.INTER_AREA
        )
        return as_image(part), _Pen().ellipse(80, 80, 68, 72, (0, 0, 0)).cover

    return thing


DRAWN: dict[str, Thing] = {
    "cup": _cup, "ball": _ball, "duck": _duck, "bottle": _bottle, "book": _book, "star": _star, "plant": _plant,
    "robot": _robot, "car": _car, "carrot": _carrot, "house": _house, "fish": _fish,
}  # fmt: skip
CUT: dict[str, Thing] = {
    "coffee": _cut("coffee", 120, 40, 330), "cat": _cut("cat", 90, 20, 270), "coins": _cut("coins", 20, 20, 250),
    "horse": _cut("horse", 30, 10, 310), "rocket": _cut("rocket", 230, 80, 260),
    "galaxy": _cut("galaxies", 300, 300, 300),
    "helmet": _cut("astronaut", 300, 200, 210), "writing": _cut("handwriting", 20, 10, 150),
}  # fmt: skip
THINGS = {**DRAWN, **CUT}
