"""Any upload becomes an RGB array, or one clear sentence."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import PIL.Image
from PIL import ImageMode, ImageOps
from PIL.Image import DecompressionBombWarning

from vision.imageio.colour import to_rgb
from vision.imageio.opening import open_picture, read_file
from vision.types import Image, VisionError


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture and what it was as loaded.

    image: (H, W, 3) RGB, upright. mode: Pillow's name ("P", "CMYK", "I;16"...). dtype: of the numbers as loaded.
    frames: 1 for a still.
    """

    image: Image
    format: str
    mode: str
    dtype: str
    frames: int


def load_image(source: bytes | str | Path) -> Image:
    """The picture as (H, W, 3) RGB: upright by its EXIF tag, transparency on white, 16 bit scaled to 8.

    Of an animation, the first frame.
    Raises VisionError for what is empty, cut short, too large or no picture.
    """
    return load_picture(source).image


def load_picture(source: bytes | str | Path) -> Picture:
    """Like `load_image`, with what the file was."""
    data = source if isinstance(source, bytes) else read_file(Path(source))
    with warnings.catch_warnings():
        warnings.simplefilter("error", DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        with open_picture(data) as opened:
            return _decode(opened)


def _decode(opened: PIL.Image.Image) -> Picture:
    try:
        kind, mode, frames = opened.format or "", opened.mode, int(getattr(opened, "n_frames", 1))
        opened.seek(0)
        opened.load()
        image = np.array(to_rgb(ImageOps.exif_transpose(opened)), np.uint8)
    except MemoryError:
        raise VisionError("The picture needs more memory than there is; please scale it down.") from None
    except Exception:
        raise VisionError("The picture is cut short or damaged; please save or send it again.") from None
    dtype = np.dtype(ImageMode.getmode(mode).typestr).name
    return Picture(image, kind, mode, dtype, frames)
