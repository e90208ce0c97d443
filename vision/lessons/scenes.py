"""What the lessons look at: photographs, and pictures made of them, each through any recipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from vision.imageio import save_jpeg
from vision.lessons import cats_and_cups
from vision.photographs import PHOTOGRAPHS, photograph
from vision.pipeline import Pipeline, Timing
from vision.recipe import Recipe
from vision.stills.animation import Animation, save_gif
from vision.stills.contact_sheet import contact_sheet
from vision.types import Image, VisionError, as_image
from vision.words.renamed import ENGLISH, OWN
from vision.words.said import said
from vision.working_size import narrowed

Frames = tuple[Image, ...]
FRAME_S = 0.2
_WALK = 12  # frames
_GRAIN = 22  # grey levels, the spread of the noise
_QUALITY = 88


@dataclass(frozen=True, slots=True, eq=False)
class Viewed:
    """The frames of a scene, one of a still, before and after a recipe; errors: of steps that were passed over."""

    before: Frames
    after: Frames
    errors: tuple[Timing, ...] = ()


def see(name: str, recipe: Recipe, names: Mapping[str, str] = ENGLISH) -> Viewed:
    """A scene through a recipe, worked as on a picture 640 pixels wide; raises VisionError for an unknown scene.

    names: what is written into it, in the viewer's language.
    """
    frames = (_WRITTEN[name](names),) if names and name in _WRITTEN else scene(name)
    pipeline, sized = Pipeline(), recipe.at_width(frames[0].shape[1])
    results = [pipeline.run(frame, sized, number * FRAME_S, {OWN: names}) for number, frame in enumerate(frames)]
    return Viewed(frames, tuple(result.image for result in results), results[-1].errors)


def as_file(frames: Frames) -> bytes:
    """A JPEG, of several frames a GIF that moves."""
    if len(frames) == 1:
        return save_jpeg(frames[0], _QUALITY)
    return save_gif(Animation(frames, (round(FRAME_S * 1000),) * len(frames)))


@lru_cache(maxsize=32)
def scene(name: str) -> Frames:
    """The frames of a scene, read-only; raises VisionError listing the known ones."""
    known = {**dict.fromkeys(PHOTOGRAPHS), **_MADE}
    if name not in known:
        raise VisionError(
            said("There is no scene called {name!r}; there are: {known}.", name=name, known=", ".join(known))
        )
    made = _MADE.get(name)
    frames = made() if made is not None else (narrowed(photograph(name)),)
    for frame in frames:
        frame.flags.writeable = False
    return frames


def _walk() -> Frames:
    """A horse goes by before a man with a camera; in the first frame it is not there yet."""
    ground = photograph("photographer")[128:]
    horse = photograph("horse")[..., 0] < 128
    small = cv2.resize(horse.astype(np.uint8), (232, 190), interpolation=cv2.INTER_AREA) > 0
    wide = ground.shape[1]
    steps = np.linspace(-small.shape[1], wide * 0.62, _WALK).astype(int)
    return tuple(_with_horse(ground, small, left) for left in steps)


def _with_horse(ground: Image, horse: np.ndarray, left: int) -> Image:
    frame = ground.copy()
    high, wide = horse.shape
    top = ground.shape[0] - high - 6
    from_column, to_column = max(0, -left), min(wide, ground.shape[1] - left)
    if to_column > from_column:
        part = frame[top : top + high, left + from_column : left + to_column]
        part[horse[:, from_column:to_column]] = (74, 50, 34)
    return frame


def _grainy_coins() -> Frames:
    coins = photograph("coins")
    grain = np.random.default_rng(4).normal(0, _GRAIN, coins.shape[:2])[..., None]
    return (as_image(np.clip(coins + grain, 0, 255).astype(np.uint8)),)


_WRITTEN: dict[str, Callable[[Mapping[str, str]], Image]] = {
    "examples": cats_and_cups.examples,
    "answers": cats_and_cups.answers,
}
_MADE: dict[str, Callable[[], Frames]] = {
    "eight ways": lambda: (contact_sheet(),),
    "walk": _walk,
    "grainy coins": _grainy_coins,
    "examples": lambda: (cats_and_cups.examples(),),
    "answers": lambda: (cats_and_cups.answers(),),
}
