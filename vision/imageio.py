"""Any upload becomes an RGB array, or one clear sentence."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL import ImageMode, ImageOps, UnidentifiedImageError
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from vision.types import Image, VisionError, as_image

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")
EXTENSIONS = ("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "avif")
MOST_MEGAPIXELS = 50
_SIXTEEN_BIT = ("I;16", "I;16B", "I;16L", "I;16N", "I")


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
    data = source if isinstance(source, bytes) else _read(Path(source))
    if not data:
        raise VisionError("The file is empty; please choose another one.")
    with warnings.catch_warnings():
        warnings.simplefilter("error", DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        opened = _open(data)
        with opened:
            return _decode(opened)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VisionError(f"{path.name} cannot be read: {error.strerror}.") from None


def _open(data: bytes) -> PIL.Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DecompressionBombWarning)  # our own, lower limit follows
            opened = PIL.Image.open(io.BytesIO(data), formats=FORMATS)
    except DecompressionBombError:
        raise VisionError(f"The picture is larger than {MOST_MEGAPIXELS} megapixels; please scale it down.") from None
    except UnidentifiedImageError:
        kinds = "JPEG, PNG, GIF, WebP, TIFF, BMP or AVIF"
        raise VisionError(f"This is not a picture that can be read, or it is damaged; it takes {kinds}.") from None
    except Exception:
        raise VisionError("The picture is damaged and cannot be opened; please save it again.") from None
    width, height = opened.size
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        size = f"{width} x {height} pixels, {width * height / 1e6:.0f} megapixels"
        raise VisionError(f"The picture is too large ({size}); the limit is {MOST_MEGAPIXELS} megapixels.")
    return opened


def _decode(opened: PIL.Image.Image) -> Picture:
    try:
        kind, mode, frames = opened.format or "", opened.mode, int(getattr(opened, "n_frames", 1))
        opened.seek(0)
        opened.load()
        image = np.array(_to_rgb(ImageOps.exif_transpose(opened)), np.uint8)
    except MemoryError:
        raise VisionError("The picture needs more memory than there is; please scale it down.") from None
    except Exception:
        raise VisionError("The picture is cut short or damaged; please save or send it again.") from None
    dtype = np.dtype(ImageMode.getmode(mode).typestr).name
    return Picture(image, kind, mode, dtype, frames)


def _to_rgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    if picture.mode in _SIXTEEN_BIT or picture.mode == "F":
        return PIL.Image.fromarray(_to_eight_bit(np.asarray(picture))).convert("RGB")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", picture.size, "white")
        return PIL.Image.alpha_composite(white, picture).convert("RGB")
    return picture.convert("RGB")


def _to_eight_bit(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Integers count up to 65535, as 16-bit files do; floats to 1, or to their own largest value."""
    numbers = np.nan_to_num(values.astype(np.float64))
    full = 65535.0 if values.dtype.kind in "iu" else max(1.0, float(numbers.max(initial=0)))
    return as_image(np.clip(np.rint(numbers / full * 255), 0, 255).astype(np.uint8))


def save_png(image: Image) -> bytes:
    """The picture as PNG."""
    return _save(image, "PNG", compress_level=3)


def save_jpeg(image: Image, quality: int = 92) -> bytes:
    """The picture as JPEG."""
    return _save(image, "JPEG", quality=quality)


def _save(image: Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    PIL.Image.fromarray(image).save(buffer, kind, **options)
    return buffer.getvalue()
