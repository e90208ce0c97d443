"""Any upload becomes an RGB array, or one clear sentence."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import PIL.Image
from PIL import ImageMode
from PIL.Image import DecompressionBombWarning

from vision.imageio.opencv import deep_colours, has_deep_colours, open_tiff
from vision.imageio.opening import check_size, open_picture, read_file
from vision.imageio.remote import File
from vision.imageio.rendering import render
from vision.imageio.thrift import thrifty
from vision.imageio.tiff import page_places
from vision.types import Image, VisionError
from vision.words.said import said, said_of

_DARK = 64  # of colours cut to 8 bits: three quarters of the range are empty
_MOVING = ("GIF", "WEBP", "PNG", "AVIF")


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture and what it was as loaded.

    image: (H, W, 3) sRGB, upright. mode: Pillow's name ("P", "CMYK", "I;16"...). dtype: of the numbers as loaded.
    pages: of the file. animated: it moves. notes: sentences on what was done to show it.
    """

    image: Image
    format: str
    mode: str
    dtype: str
    pages: int = 1
    animated: bool = False
    notes: tuple[str, ...] = ()


def load_image(source: bytes | str | Path, page: int = 1) -> Image:
    """The picture as (H, W, 3) sRGB: upright by its EXIF tag, transparency on white, 16 bit scaled to 8.

    Of an animation the first frame, of a burst the main picture, of a TIFF that page, counted from 1.
    Raises VisionError for what is empty, cut short, too large or no picture, and for a page that is not there.
    """
    return load_picture(source, page).image


def load_picture(source: bytes | str | File, page: int = 1) -> Picture:
    """Like `load_image`, with what the file was."""
    data = source if isinstance(source, bytes) else read_file(Path(source) if isinstance(source, str) else source)
    with warnings.catch_warnings():
        warnings.simplefilter("error", DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        with open_picture(data) as opened:
            places = page_places(data) if opened.format == "TIFF" else (0,)
            if not 1 <= page <= len(places):
                raise VisionError(
                    said(
                        "There is no page {page}: this file has {pages}.",
                        page=page,
                        pages=said_of("{number} page", "{number} pages", len(places)),
                    )
                )
            return _decode(opened, data, len(places), places[page - 1])


def page_count(data: bytes) -> int:
    """How many pages a TIFF has, at most a thousand; 1 for any other file."""
    return len(page_places(data))


def _decode(opened: PIL.Image.Image, data: bytes, pages: int, place: int) -> Picture:
    try:
        if place:
            opened = _page(opened, data, place)
            check_size(*opened.size)
        kind, mode = opened.format or "", opened.mode
        animated = kind in _MOVING and bool(getattr(opened, "is_animated", False))
        opened = thrifty(opened, data)
        opened.load()
        deep = has_deep_colours(opened, data)
        image, notes = render(opened, data)
        if deep and image.max() < _DARK:
            image, notes = render(_upright_later(deep_colours(data, place), opened), data)
    except VisionError:
        raise
    except MemoryError:
        raise VisionError("The picture needs more memory than there is; please scale it down.") from None
    except Exception:
        raise VisionError("The picture is cut short or damaged; please save or send it again.") from None
    dtype = opened.info.get("dtype") or ("uint16" if deep else np.dtype(ImageMode.getmode(mode).typestr).name)
    return Picture(image, kind, mode, dtype, pages, animated, notes)


def _page(opened: PIL.Image.Image, data: bytes, place: int) -> PIL.Image.Image:
    try:
        opened.seek(place)
    except (EOFError, SyntaxError):  # Pillow has no mode for this page, or had none for the first
        return open_tiff(data, check_size, place)
    return opened


def _upright_later(deep: PIL.Image.Image, opened: PIL.Image.Image) -> PIL.Image.Image:
    """With the tag of how it was held, which OpenCV has used for a TIFF already."""
    if opened.format == "PNG" and "exif" in opened.info:
        deep.info["exif"] = opened.info["exif"]
    return deep
