"""Photographs that come with scikit-image, to try things on without a camera or a file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from vision.imageio import load_image
from vision.types import Image, VisionError
from vision.words.said import said

PHOTOGRAPHS = {
    "astronaut": "astronaut.png",
    "cat": "chelsea.png",
    "coffee": "coffee.png",
    "rocket": "rocket.jpg",
    "coins": "coins.png",
    "photographer": "camera.png",
    "book": "page.png",
    "handwriting": "text.png",
    "horse": "horse.png",
    "galaxies": "hubble_deep_field.jpg",
}
"""Name -> file in scikit-image's package."""


def preview(name: str) -> Image:
    """What the processor of that name, that needs a learned model, makes of a photograph; 240 x 180."""
    return load_image(Path(__file__).parent / "learned" / "previews" / f"{name}.jpg")


@lru_cache(maxsize=len(PHOTOGRAPHS))
def photograph(name: str) -> Image:
    """The photograph of that name, read-only; raises VisionError listing the known ones."""
    import skimage

    if name not in PHOTOGRAPHS:
        raise VisionError(
            said("There is no photograph called {name!r}; there are: {known}.", name=name, known=", ".join(PHOTOGRAPHS))
        )
    image = load_image(Path(skimage.__file__).parent / "data" / PHOTOGRAPHS[name])
    image.flags.writeable = False
    return image
