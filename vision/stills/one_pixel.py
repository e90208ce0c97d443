"""What one pixel gets from a kernel: the picture that the kernel is laid over, and a look at one place of it."""

from __future__ import annotations

import cv2

from vision.pipeline import Pipeline
from vision.pixels.kernels import Neighbourhood, neighbourhood
from vision.recipe import Recipe, Step
from vision.types import Image, Numbers, VisionError, as_image
from vision.words.said import N_
from vision.working_size import narrowed

CHANNELS = (N_("red"), N_("green"), N_("blue"))
_MARK = (255, 176, 0)


def kernel_in(recipe: Recipe) -> Step | None:
    """The last kernel that is on, None when there is none."""
    return next((step for step in reversed(recipe.running) if step.name == "kernel"), None)


def under_the_kernel(image: Image, recipe: Recipe) -> Image:
    """What the filters before the last kernel make of the picture, at working size, as the kernel gets it.

    Raises VisionError when there is no kernel, or when what should be hidden could not be.
    """
    step = kernel_in(recipe)
    if step is None:
        raise VisionError("There is no kernel among the filters.")
    small = narrowed(image)
    before = recipe.running[: len(recipe.running) - 1 - recipe.running[::-1].index(step)]
    filters = Recipe(tuple(s for s in before if s.processor.kind == "filter"))
    result = Pipeline().run(small, filters.at_width(small.shape[1]))
    if result.stand_in:
        raise VisionError("What should be hidden could not be, so no pixel of it is shown.")
    return result.image


def one_pixel(image: Image, step: Step, x: int, y: int, channel: str) -> Neighbourhood:
    """The first grid over one pixel of what `under_the_kernel` returned."""
    numbers = step.params["numbers"]
    assert isinstance(numbers, tuple)
    return neighbourhood(image, numbers, x, y, CHANNELS.index(channel), divide=bool(step.params["divide"]))


def marked(image: Image, x: int, y: int, numbers: Numbers) -> Image:
    """The picture with a frame around the pixels under the grid, wide enough to be seen."""
    reach, thick = round(len(numbers) ** 0.5) // 2, max(2, image.shape[1] // 200)
    canvas = image.copy()
    corner, other = (x - reach - thick, y - reach - thick), (x + reach + thick, y + reach + thick)
    cv2.rectangle(canvas, corner, other, _MARK, thick)
    return as_image(canvas)
