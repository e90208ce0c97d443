"""Looks to start from: recipes that make people smile or wonder, each with a small picture."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np

from vision.catalogue import catalogue, find
from vision.imageio import save_jpeg
from vision.models.record import Model
from vision.photographs import photograph, preview
from vision.pipeline import Pipeline
from vision.recipe import Recipe
from vision.types import Image, as_image

_FRAMES = 10
_FRAME_S = 0.2
_PHOTO = {
    "hough_circles": "coins",
    "contours": "coins",
    "components": "coins",
    "skeleton": "horse",
    "text_lines": "book",
    "paper": "book",
    "threshold": "handwriting",
    "oil_paint": "coffee",
    "superpixels": "coffee",
}
_TAKES_TIME = {"motion", "memory"}


@dataclass(frozen=True, slots=True)
class Preset:
    """A look: its name, its recipe as text, one line of help, and the photograph its thumbnail is made from."""

    name: str
    text: str
    help: str
    photo: str = "astronaut"

    @property
    def recipe(self) -> Recipe:
        return Recipe.parse(self.text)

    @property
    def needs(self) -> tuple[Model, ...]:
        """The learned models that its steps need."""
        return tuple(model for step in self.recipe.steps for model in step.processor.needs)

    @property
    def slug(self) -> str:
        """The name as a file may be called."""
        return re.sub(r"\W+", "-", self.name.lower()).strip("-")


PRESETS = (
    Preset("Original", "none", "As the camera sees it."),
    Preset("Roberts edges", "roberts channel=red gain=4", "The oldest edge filter, dark lines on white."),
    Preset("Comic", "cartoon smoothness=3 lines=15", "Flat colours and black ink."),
    Preset("Find faces", "faces", "A box around each face."),
    Preset("Privacy", "blur_faces", "Faces go soft before anybody sees them."),
    Preset("What moved?", "background_motion", "Stand still and you vanish."),
    Preset("Negative", "invert", "Light and dark swapped."),
    Preset("Thermal", "gaussian_blur radius=2 colour_map", "Warm colours for bright places."),
    Preset("Pencil", "pencil_sketch", "Drawn on rough paper."),
    Preset("Ghost", "long_exposure seconds=1.5", "Movement leaves a soft trail."),
    Preset("Night vision", "clahe gamma exponent=0.7 sepia hue_saturation hue=85 saturation=2.4 old_television snow=60",
           "Green, grainy and secret."),
    Preset("X-ray", "invert clahe limit=4 colour_map colours=bone", "Light becomes dark, like at the doctor's.", "cat"),
    Preset("Old television", "old_television colour=false snow=60", "Your grandparents' evening."),
    Preset("Oil painting", "oil_paint brush=6", "Thick strokes of one clean colour.", "coffee"),
    Preset("Newspaper", "halftone colour=false", "Grey made of black dots."),
    Preset("Pop art", "bilateral posterise levels=3 hue_saturation hue=0 saturation=2.2 halftone cell=6",
           "Loud colours, printed in dots."),
    Preset("ASCII", "ascii_art", "Written with letters."),
    Preset("Kaleidoscope", "kaleidoscope", "You, many times around."),
    Preset("Stained glass", "superpixels pieces=150", "Cut into coloured panes.", "coffee"),
    Preset("Light trails", "trails seconds=2", "Wave your telephone's lamp in the dark.", "rocket"),
    Preset("Time warp", "slit_scan seconds=4", "A line freezes what it passes: move!"),
    Preset("Soft background", "blur_background", "You stay sharp, your room melts away."),
    Preset("In space", "replace_background", "You, before faraway galaxies."),
    Preset("What is that?", "objects", "Cups, cats and eighty kinds of things get their names."),
    Preset("Count my fingers", "hands", "Hold up your hand!"),
    Preset("Air drawing", "air_drawing", "Point with one finger and paint; an open hand wipes."),
    Preset("Skeleton", "body", "Your joints, found under your clothes."),
    Preset("Cat ears", "mask_party", "Everybody wears ears and whiskers."),
    Preset("Glitch", "glitch strength=55", "The robot is hurt."),
)  # fmt: skip


def thumbnail(preset: Preset, width: int = 160) -> Image:
    """The look on its photograph, 4:3 and `width` pixels wide; one that remembers sees the photograph slide by.

    A look that needs a learned model is shown by its packaged preview, whether the file is here or not.
    """
    if preset.needs:
        shown = preview(next(step.name for step in preset.recipe.steps if step.processor.needs))
        return as_image(cv2.resize(shown, (width, width * 3 // 4), interpolation=cv2.INTER_AREA))
    photo = cut(photograph(preset.photo))
    recipe = preset.recipe.at_width(photo.shape[1])
    pipeline = Pipeline()
    frames = _FRAMES if any(step.processor.group in _TAKES_TIME for step in recipe.steps) else 1
    image = photo
    for i in range(frames):
        sliding = np.roll(photo, 6 * (i + 1 - frames), axis=1)
        image = pipeline.run(sliding, recipe, i * _FRAME_S).image
    return as_image(cv2.resize(image, (width, width * 3 // 4), interpolation=cv2.INTER_AREA))


def photo_for(name: str) -> str:
    """The packaged photograph that suits a processor."""
    return _PHOTO.get(name, "astronaut")


def picture_of(name: str, width: int = 240) -> bytes:
    """What a processor makes of a photograph that suits it, 4:3, as JPEG."""
    entry = find(name)
    shown = thumbnail(Preset(entry.label, name, entry.help, photo_for(name)), width)
    return save_jpeg(shown, 85)


def pictures_of_all() -> dict[str, bytes]:
    """The picture of each processor, by its name."""
    return {name: picture_of(name) for name in catalogue()}


def cut(photo: Image) -> Image:
    """The largest 4:3 part at the top of the middle, 480x360."""
    height, width = photo.shape[:2]
    wide = min(width, height * 4 // 3)
    tall = wide * 3 // 4
    left = (width - wide) // 2
    return as_image(cv2.resize(photo[:tall, left : left + wide], (480, 360), interpolation=cv2.INTER_AREA))
