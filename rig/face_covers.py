"""What covers a face, drawn: medical masks, cloth ones, a scarf, a hand over the mouth, sunglasses.

Each is drawn once where the eyes lie level and one eye's distance apart, and then laid over a face by its eyes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from vision.types import Image, as_image

UNIT = 120
"""Pixels that a cover is drawn with for one distance between the eyes."""
LEFT, TOP, SIDE = -2.0, -1.0, 4.0
"""The part of a head that a cover is drawn on, in distances between the eyes from the middle between them."""

Floats = NDArray[np.float32]
Points = Sequence[tuple[float, float]]
Colour = tuple[float, float, float]

SURGICAL = ((0, 0.45), (0.32, 0.5), (0.8, 0.66), (1.06, 0.74), (1.04, 1.25), (0.8, 1.62), (0.4, 1.86), (0, 1.92))
POINTED = ((0, 0.3), (0.2, 0.42), (0.6, 0.72), (1.02, 0.9), (1.0, 1.3), (0.7, 1.7), (0.35, 1.95), (0, 2.05))
CLOTH = ((0, 0.36), (0.3, 0.46), (0.7, 0.56), (1.12, 0.5), (1.1, 1.1), (0.85, 1.6), (0.45, 1.85), (0, 1.9))
"""Right halves of outlines, from the nose down to the chin."""
EARS = (((1.04, 0.78), (1.24, 0.1)), ((1.0, 1.3), (1.24, 0.4)))
FINGERS = tuple(((1.3, 1.45 + 0.26 * n), (-0.7 + 0.06 * abs(n - 1), 0.72 + 0.3 * n)) for n in range(4))
THUMB, FINGER = ((1.15, 1.7), (0.82, 0.5)), 0.36


@dataclass(frozen=True, eq=False)
class Cover:
    """colour: (S, S, 3) and alpha: (S, S, 1) in [0, 1]; of_skin: the colours are parts of the face's own."""

    colour: Floats
    alpha: Floats
    of_skin: bool = False


def covered(image: Image, eyes: NDArray[np.floating], name: str) -> Image:
    """A face with a cover on; eyes: (2, 2) left and right in the picture, x and y in pixels."""
    cover = cover_named(name)
    across = eyes[1] - eyes[0]
    apart, middle = float(np.linalg.norm(across)), eyes.mean(axis=0)
    small = max(8, round(SIDE * apart))
    colour, alpha = (
        cv2.resize(part, (small, small), interpolation=cv2.INTER_AREA) for part in (cover.colour, cover.alpha)
    )
    cos, sin = across / apart * SIDE * apart / small
    turn = np.array([[cos, -sin, 0], [sin, cos, 0]])
    turn[:, 2] = middle - turn[:, :2] @ np.array([-LEFT, -TOP]) * small / SIDE
    size = image.shape[1::-1]
    colour = cv2.warpAffine(colour, turn, size, borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpAffine(alpha, turn, size)[..., None]
    if cover.of_skin:
        colour = colour * _skin(image, middle, across)
    return as_image(np.clip(image * (1 - alpha) + colour * alpha, 0, 255).astype(np.uint8))


def _skin(image: Image, middle: NDArray[np.floating], across: NDArray[np.floating]) -> Floats:
    """The colour between the brows and the nose."""
    x, y = middle + 0.15 * np.array([-across[1], across[0]])
    reach = max(1.0, 0.15 * float(np.linalg.norm(across)))
    part = image[max(0, int(y - reach)) : int(y + reach) + 1, max(0, int(x - reach)) : int(x + reach) + 1]
    return np.asarray(np.median(part.reshape(-1, 3), axis=0) / 255, np.float32)


@cache
def cover_named(name: str) -> Cover:
    return COVERS[name]()


def _plane() -> tuple[Floats, Floats]:
    """For each pixel of a cover, how far right of and below the middle between the eyes it is."""
    side = int(SIDE * UNIT)
    y, x = (np.mgrid[:side, :side] / UNIT).astype(np.float32)
    return x + LEFT, y + TOP


def _pixels(points: Points) -> NDArray[np.int32]:
    return np.round((np.array(points) - [LEFT, TOP]) * UNIT).astype(np.int32)


def _outlined(half: Points) -> Floats:
    """The inside of an outline of which the right half is given, in [0, 1]."""
    right = CubicSpline(np.arange(len(half)), np.array(half))(np.linspace(0, len(half) - 1, 80))
    whole = np.concatenate([right, right[::-1] * [-1, 1]])
    inside = cv2.fillPoly(_blank(), [_pixels([(x, y) for x, y in whole])], 1.0)
    return _blurred(np.asarray(inside, np.float32))


def _blank() -> Floats:
    return np.zeros((int(SIDE * UNIT),) * 2, np.float32)


def _blurred(plane: Floats, reach: float = 0.02) -> Floats:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), reach * UNIT), np.float32)


def _lines(rows: Sequence[Points], width: float, *, both: bool = False) -> Floats:
    plane = _blank()
    for row in rows:
        for side in (1, -1) if both else (1,):
            points = _pixels([(side * x, y) for x, y in row])
            cv2.polylines(plane, [points], False, 1.0, max(1, round(width * UNIT)), cv2.LINE_AA)
    return _blurred(plane, 0.01)


def _worn(inside: Floats, colour: Colour, shade: Floats, loop: Colour) -> Cover:
    """A mask that is darker at the cheeks, where it turns away, with loops around the ears."""
    x, _ = _plane()
    loops = _lines(EARS, 0.05, both=True)
    round_cheeks = 1.06 - 0.3 * x**2
    fabric = np.array(colour, np.float32) * (shade * round_cheeks)[..., None]
    painted = np.where(inside[..., None] > 0.5, fabric, np.array(loop, np.float32))
    return Cover(painted.astype(np.float32), np.maximum(inside, loops)[..., None])


def _surgical(colour: Colour) -> Cover:
    pleats = (
        ((-1.1, 0.98), (0, 1.02), (1.1, 0.98)),
        ((-1.1, 1.2), (0, 1.24), (1.1, 1.2)),
        ((-1, 1.42), (0, 1.47), (1, 1.42)),
    )
    folds = _lines(pleats, 0.035)
    lit = np.roll(folds, -4, axis=0)
    hem = _outlined(SURGICAL) - _outlined([(0.94 * x, 1.2 + 0.92 * (y - 1.2)) for x, y in SURGICAL])
    return _worn(_outlined(SURGICAL), colour, 1 - 0.22 * folds + 0.08 * lit - 0.06 * hem, (225, 225, 225))


def _pointed(colour: Colour) -> Cover:
    x, y = _plane()
    seam = _lines([((0, 0.3), (0.02, 1.2), (0, 2.05))], 0.05)
    slope = 0.94 + 0.1 * np.where(x < 0, x, -0.6 * x) - 0.12 * np.clip(y - 1.2, 0, None)
    return _worn(_outlined(POINTED), colour, slope - 0.12 * seam, (235, 235, 235))


def _cloth(colour: Colour, weave: float = 0.05) -> Cover:
    noise = np.random.default_rng(4).normal(0, 1, _blank().shape).astype(np.float32)
    folds = _blurred(noise, 0.15)
    return _worn(_outlined(CLOTH), colour, 1 + weave * folds / folds.std(), colour)


def _dotted() -> Cover:
    """Red cloth with light dots in rows."""
    plain = _cloth((170, 40, 45))
    dots = _blank()
    for row in range(12):
        for column in range(16):
            (middle,) = _pixels([(-1.7 + 0.22 * column + 0.11 * (row % 2), 0.2 + 0.17 * row)])
            cv2.circle(dots, (int(middle[0]), int(middle[1])), 6, 1.0, -1, cv2.LINE_AA)
    dots = dots[..., None]
    return Cover(plain.colour * (1 - dots) + np.array((235, 225, 210), np.float32) * dots, plain.alpha)


def _scarf() -> Cover:
    """Wool in two tones, wound around nose, mouth and neck."""
    x, y = _plane()
    upper = 0.6 + 0.06 * np.sin(3 * x) + 0.12 * x**2 * 0.5
    alpha = _blurred(((y > upper) & (np.abs(x) < 1.25 + 0.25 * y)).astype(np.float32))
    winding = np.sin(9 * (y - 0.25 * np.abs(x) + 0.1 * np.sin(2 * x)))
    noise = np.random.default_rng(7).normal(0, 1, x.shape).astype(np.float32)
    shade = 0.9 + 0.1 * winding + 0.15 * _blurred(noise, 0.03) * 8
    tone = np.where((np.floor(3 * (y + 0.2 * x)) % 2)[..., None] > 0, (120, 55, 60), (70, 60, 95))
    return Cover((tone * shade[..., None]).astype(np.float32), alpha[..., None])


def _hand() -> Cover:
    """Four fingers and a thumb laid over the mouth from the right, in the face's own skin."""
    skin, alpha = np.full((*_blank().shape, 3), 255, np.float32), _blank()
    for finger in (THUMB, *FINGERS):
        inside = _blurred(_lines([finger], FINGER), 0.02)
        edge = _lines([finger], FINGER + 0.06) * (1 - inside)
        middle = _blurred(_lines([finger], 0.08), 0.07)
        tone = (0.82 + 0.2 * middle)[..., None]
        inside3, edge3 = inside[..., None], edge[..., None]
        skin = skin * (1 - inside3) + 255 * tone * np.array((1.0, 0.96, 0.94), np.float32) * inside3
        skin = skin * (1 - 0.45 * edge3)
        alpha = np.maximum(alpha, np.maximum(inside, edge))
    return Cover(skin.astype(np.float32), alpha[..., None], of_skin=True)


def _sunglasses() -> Cover:
    x, y = _plane()
    glass = np.zeros_like(x)
    for side in (-1, 1):
        glass = np.maximum(glass, (((x - side * 0.52) / 0.43) ** 4 + ((y - 0.06) / 0.33) ** 4 < 1).astype(np.float32))
    frame = _lines([((-0.15, -0.08), (0, -0.12), (0.15, -0.08))], 0.08)
    frame = np.maximum(frame, _lines([((0.9, -0.1), (1.2, -0.06))], 0.09, both=True))
    tone = 22 + 26 * np.clip(y + 0.3, 0, 1) + 40 * np.exp(-(((x - 0.35) ** 2 + (y + 0.1) ** 2) / 0.01))
    colour = tone[..., None] * np.array((1.0, 0.95, 0.95), np.float32)
    return Cover(colour.astype(np.float32), np.maximum(_blurred(glass), frame)[..., None])


COVERS: dict[str, Callable[[], Cover]] = {
    "surgical mask, blue": lambda: _surgical((150, 190, 215)),
    "surgical mask, white": lambda: _surgical((232, 232, 230)),
    "pointed mask, white": lambda: _pointed((240, 240, 238)),
    "cloth mask, black": lambda: _cloth((38, 38, 42), 0.1),
    "cloth mask, dotted": _dotted,
    "scarf": _scarf,
    "hand over the mouth": _hand,
    "sunglasses": _sunglasses,
}
