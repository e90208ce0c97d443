"""Before, after, and each setting's effect, as small files; a process for each core."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
import PIL.Image

from rig.site.subjects import FRAME_S, frames
from rig.site.variants import SHOWN, beside, variants
from vision.catalogue import catalogue
from vision.models.files import lacking
from vision.params import Param
from vision.photographs import preview
from vision.pipeline import Pipeline
from vision.recipe import Recipe, Step
from vision.types import Image

LARGE, SMALL = (480, 360), (240, 180)
_BEGIN_S = 1.3  # so that what moves by the clock has moved
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class Strip:
    """A setting's effect. beside: the step that it is changed in. pictures: what stands under each, and its file;
    none where the photograph shows no difference.
    """

    param: Param
    beside: Step
    pictures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gallery:
    """A processor's pictures, by their names below the folder; `step` is what `after` was made with.

    packaged: whether `after` is the preview that comes along, since a learned model's file is not here.
    """

    step: Step
    before: str
    after: str
    small: str
    strips: tuple[Strip, ...]
    packaged: bool


def make_all(folder: Path) -> dict[str, Gallery]:
    """The pictures of each processor, written below the folder; by the processors' names."""
    names = tuple(catalogue())
    with ProcessPoolExecutor(None, get_context("spawn"), cv2.setNumThreads, (1,)) as pool:
        return dict(zip(names, pool.map(partial(make, folder), names), strict=True))


def make(folder: Path, name: str) -> Gallery:
    """The pictures of one processor, in a folder of its name."""
    entry, seen = catalogue()[name], frames(name)
    step = Step.of(name, SHOWN.get(name))
    packaged = bool(lacking(entry.needs))
    after = preview(name) if packaged else _made(step, seen)
    (folder / name).mkdir(parents=True, exist_ok=True)
    before, large, small = (
        _kept(folder, f"{name}/{file}.webp", image, size)
        for file, image, size in (("before", seen[-1], LARGE), ("after", after, LARGE), ("small", after, SMALL))
    )
    strips = () if packaged else tuple(_strip(folder, step, param, seen) for param in entry.params)
    return Gallery(step, before, large, small, strips, packaged)


def _strip(folder: Path, step: Step, param: Param, seen: list[Image]) -> Strip:
    shown = [(caption, _made(varied, seen)) for caption, varied in variants(step, param)]
    alike = all(np.array_equal(image, shown[0][1]) for _, image in shown)
    pictures = (
        ()
        if alike
        else tuple(
            (caption, _kept(folder, f"{step.name}/{param.name}-{i}.webp", image, SMALL))
            for i, (caption, image) in enumerate(shown)
        )
    )
    return Strip(param, beside(step, param), pictures)


def _made(step: Step, seen: list[Image]) -> Image:
    """What comes of the last frame; raises RuntimeError when the step could not work."""
    pipeline, recipe = Pipeline(), Recipe((step,)).at_width(LARGE[0])
    for i, image in enumerate(seen):
        result = pipeline.run(image, recipe, _BEGIN_S + i * FRAME_S)
        if result.errors:
            raise RuntimeError(f"{step}: {result.errors[0].error}")
    return result.image


def _kept(folder: Path, file: str, image: Image, size: tuple[int, int]) -> str:
    shown = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    PIL.Image.fromarray(shown).save(folder / file, "WEBP", quality=_QUALITY)
    return file
