"""A still picture or an animation through a recipe at one go, and pictures as one file to take home."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from vision.draw import colour_of
from vision.imageio import save_png
from vision.pipeline import Pipeline, Result
from vision.processor import NOTHING
from vision.recipe import Recipe
from vision.stills.animation import load_animation, save_gif
from vision.types import Image
from vision.words.said import said


@dataclass(frozen=True, slots=True)
class Film:
    """A filtered animation as GIF; note: a sentence when some frames could not be read, or "".

    stand_in: whether something that should be hidden could not be, so that there is no GIF.
    """

    gif: bytes
    frames: int
    seconds: float
    note: str
    stand_in: bool


def filtered(image: Image, recipe: Recipe, own: Mapping[str, Any] = NOTHING) -> Result:
    """One picture through a pipeline of its own, the recipe at its width. own: what its viewer alone brought along."""
    return Pipeline().run(image, recipe.at_width(image.shape[1]), own=own)


def filtered_film(
    data: bytes,
    recipe: Recipe,
    own: Mapping[str, Any] = NOTHING,
    progress: Callable[[float, str], None] | None = None,
) -> Film:
    """Every frame of a file through one pipeline, saved with one palette that holds the boxes' colours.

    Raises VisionError like `load_animation`.
    """
    film = load_animation(data)
    pipeline, seconds = Pipeline(), sum(film.durations_ms) / 1000
    sized = recipe.at_width(film.frames[0].shape[1])
    done, time_s, labels, failed = [], 0.0, set[str](), False
    for i, (frame, shown_ms) in enumerate(zip(film.frames, film.durations_ms, strict=True)):
        if progress is not None:
            progress(i / len(film.frames), said("Frame {frame} of {frames}", frame=i + 1, frames=len(film.frames)))
        result = pipeline.run(frame, sized, time_s, own)
        done.append(result.image)
        labels |= set(result.detections.label)
        failed = failed or result.stand_in
        time_s += shown_ms / 1000
    frames = iter(done)
    colours = [colour_of(label) for label in sorted(labels)]
    gif = b"" if failed else save_gif(film.map(lambda _: next(frames)), colours)
    return Film(gif, len(done), seconds, film.note, failed)


def zip_of_pictures(pictures: Mapping[str, Image]) -> bytes:
    """The pictures as PNG in one ZIP, numbered, under their names without folders and endings."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (name, image) in enumerate(pictures.items(), 1):
            archive.writestr(f"{number:03d}-{PurePath(name).stem}.png", save_png(image))
    return buffer.getvalue()
