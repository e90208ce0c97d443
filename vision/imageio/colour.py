"""Whatever a file's numbers mean becomes RGB."""

from __future__ import annotations

import numpy as np
import PIL.Image

from vision.imageio.depth import DEEP, to_eight_bit


def to_rgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    """The picture in mode RGB, transparency on white."""
    if picture.mode in DEEP:
        return PIL.Image.fromarray(to_eight_bit(np.asarray(picture))).convert("RGB")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", picture.size, "white")
        return PIL.Image.alpha_composite(white, picture).convert("RGB")
    return picture.convert("RGB")
