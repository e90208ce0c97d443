"""Drawn scenes of a steady camera, with the intervals in which something truly moves."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.types import Image

Plane = NDArray[np.float32]
Interval = tuple[float, float]
Light = Callable[[Plane, float], Plane]


@dataclass(frozen=True)
class Scene:
    """truth: when the thing is there and moves. thing: size in pixels; grey: its level; speed: pixels a second."""

    name: str
    truth: tuple[Interval, ...] = ((4.0, 7.0), (12.0, 14.5))
    fps: float | None = 30
    size: tuple[int, int] = (320, 240)
    length_s: float = 20.0
    noise: float = 2.0
    background: str = "texture"
    thing: tuple[int, int] = (40, 60)
    grey: float = 220
    speed: float = 60
    enters: bool = False
    stays: bool = False
    light: Light | None = field(default=None, compare=False)

    def times(self) -> list[float]:
        if self.fps:
            return [i / self.fps for i in range(int(self.length_s * self.fps))]
        rng, t, out = np.random.default_rng(5), 0.0, []
        while t < self.length_s:
            out.append(t)
            t += float(rng.choice([1 / 30, 1 / 15, 1 / 8], p=[0.6, 0.3, 0.1]))
        return out

    def frames(self) -> Iterator[tuple[Image, float]]:
        rng = np.random.default_rng(11)
        still = _background(self.background, self.size)
        for t in self.times():
            plane = still.copy()
            if self.light:
                plane = self.light(plane, t)
            self._draw_thing(plane, t)
            noisy = plane + rng.normal(0, self.noise, plane.shape) if self.noise else plane
            gray = np.clip(noisy, 0, 255).astype(np.uint8)
            yield np.dstack([gray, gray, np.clip(gray * 0.9, 0, 255).astype(np.uint8)]), t

    def _draw_thing(self, plane: Plane, t: float) -> None:
        moving = next((i for i in self.truth if i[0] <= t < i[1]), None)
        past = [i for i in self.truth if i[1] <= t]
        if moving:
            went = t - moving[0]
        elif self.stays and past:
            went = past[-1][1] - past[-1][0]
        else:
            return
        w, h = self.thing
        room = self.size[0] - w
        x = -w + self.speed * went if self.enters else abs((self.speed * went + 20 + room) % (2 * room) - room)
        y = (self.size[1] - h) // 2
        left, right = max(0, round(x)), max(0, min(self.size[0], round(x) + w))
        plane[y : y + h, left:right] = self.grey


def _background(kind: str, size: tuple[int, int]) -> Plane:
    width, height = size
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    if kind == "flat":
        return np.full((height, width), 110, np.float32)
    if kind == "ramp":
        return (60 + 120 * x / width).astype(np.float32)
    rough = np.random.default_rng(3).normal(0, 1, (height, width)).astype(np.float32)
    rough = cv2.GaussianBlur(rough, (0, 0), 4).astype(np.float32)
    rough = (rough / rough.std() * 22).astype(np.float32)
    shelves = 20 * ((x // 40 + y // 60) % 2)
    result: Plane = np.clip(90 + rough + shelves, 0, 255).astype(np.float32)
    return result


def lamp(at: float, gain: float = 1.5, takes: float = 0.0) -> Light:
    def lit(plane: Plane, t: float) -> Plane:
        share = 1.0 if t >= at + takes else 0.0 if t < at else (t - at) / takes
        bright: Plane = plane * np.float32(1 + (gain - 1) * share)
        return bright

    return lit


def desk_lamp(at: float, hard: bool = False, strength: float = 80) -> Light:
    """A pool of light around one place, fading out or with an edge."""

    def lit(plane: Plane, t: float) -> Plane:
        if t < at:
            return plane
        h, w = plane.shape
        x, y = np.meshgrid(np.arange(w), np.arange(h))
        far = np.hypot(x - 0.3 * w, y - 0.4 * h) / (0.25 * w)
        pool = (far < 1) * 1.0 if hard else np.exp(-(far**2))
        result: Plane = (plane * (1 + strength / 100 * pool)).astype(np.float32)
        return result

    return lit


def shadow(edge: float, speed: float = 30, dark: float = 0.6, wide: float = 120) -> Light:
    """A band of shade that wanders across; `edge` is how many pixels its border takes."""

    def shaded(plane: Plane, t: float) -> Plane:
        x = np.arange(plane.shape[1])
        from_left = (x - (speed * (t - 2) - wide)) / max(edge, 0.01)
        from_right = (speed * (t - 2) - x) / max(edge, 0.01)
        inside = np.clip(np.minimum(from_left, from_right), 0, 1)
        result: Plane = (plane * (1 - (1 - dark) * inside)).astype(np.float32)
        return result

    return shaded


def drift(plane: Plane, t: float) -> Plane:
    bright: Plane = plane * np.float32(1 + 0.02 * t)
    return bright


def flicker(plane: Plane, t: float) -> Plane:
    rows = np.sin(2 * np.pi * (np.arange(len(plane)) / len(plane) * 2 + 7.3 * t))
    result: Plane = (plane * (1 + 0.08 * math.sin(2 * math.pi * 9.7 * t)) + 5 * rows[:, None]).astype(np.float32)
    return result


def exposure(plane: Plane, t: float) -> Plane:
    bright: Plane = plane * np.float32(1 + 0.3 * math.sin(2 * math.pi * t / 6))
    return bright


def leaves(plane: Plane, t: float) -> Plane:
    """Two hundred small leaves that sway a few pixels each in its own time."""
    rng = np.random.default_rng(8)
    out = plane.copy()
    height, width = plane.shape
    at = rng.uniform(0, 1, (200, 2)) * [width * 0.6, height - 8]
    rate, phase = rng.uniform(0.5, 1.5, 200), rng.uniform(0, 6.3, 200)
    for (x, y), r, p in zip(at, rate, phase, strict=True):
        left = round(x + 2 * math.sin(2 * math.pi * r * t + p))
        out[int(y) : int(y) + 3, max(0, left) : max(0, left) + 4] = 60
    return out


SCENES = (
    Scene("quiet", truth=()),
    Scene("quiet, noise 12", truth=(), noise=12),
    Scene("plain, 30 a second"),
    Scene("plain, 10 a second", fps=10),
    Scene("plain, varying rate", fps=None),
    Scene("640x480", size=(640, 480), thing=(60, 90), speed=120),
    Scene("noise 12", noise=12),
    Scene("flat wall", background="flat"),
    Scene("ramp", background="ramp"),
    Scene("enters from the side", enters=True, speed=50),
    Scene("stays where it stops", enters=True, stays=True, truth=((4.0, 7.0),)),
    Scene("small and slow", thing=(10, 10), speed=8),
    Scene("small and slow, 10 a second", thing=(10, 10), speed=8, fps=10),
    Scene("large", thing=(180, 160)),
    Scene("fast", truth=((4.0, 4.5), (12.0, 12.6)), speed=600),
    Scene("fast, 10 a second", truth=((4.0, 4.6), (12.0, 12.7)), speed=500, fps=10),
    Scene("faint", grey=130, background="flat"),
    Scene("dark thing", grey=30),
    Scene("close together", truth=((4.0, 6.0), (8.0, 10.0), (12.0, 13.0))),
    Scene("lamp on", light=lamp(9.5)),
    Scene("lamp on, slowly", light=lamp(9.5, takes=0.7)),
    Scene("lamp on, very bright", light=lamp(9.5, gain=2.4)),
    Scene("lamp off", light=lamp(9.5, gain=0.5)),
    Scene("lamp on during motion", light=lamp(5.5)),
    Scene("lamp on, flat wall", light=lamp(9.5), background="flat"),
    Scene("desk lamp, soft", light=desk_lamp(9.5)),
    Scene("desk lamp, soft, flat wall", light=desk_lamp(9.5), background="flat"),
    Scene("desk lamp, hard edge", light=desk_lamp(9.5, hard=True)),
    Scene("desk lamp, hard edge, flat wall", light=desk_lamp(9.5, hard=True), background="flat"),
    Scene("shadow, soft edge", light=shadow(40)),
    Scene("shadow, soft edge, flat wall", light=shadow(40), background="flat"),
    Scene("shadow, hard edge", light=shadow(1)),
    Scene("shadow, hard edge, 10 a second", light=shadow(1), fps=10),
    Scene("shadow, soft edge, ramp", light=shadow(30), background="ramp"),
    Scene("shadow, hard edge, ramp", light=shadow(1), background="ramp"),
    Scene("shadow, faint, flat wall", light=shadow(10, dark=0.88), background="flat"),
    Scene("brightness drifts", light=drift),
    Scene("flickering light", light=flicker),
    Scene("exposure hunts", light=exposure),
    Scene("exposure hunts, flat wall", light=exposure, background="flat"),
    Scene("leaves sway", light=leaves),
)
