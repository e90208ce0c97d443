"""A file's bytes become an opened picture, whose size is known and bearable before a pixel is decoded."""

from __future__ import annotations

import io
import warnings

import PIL.Image
from PIL import UnidentifiedImageError
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from vision.imageio.formats import FORMATS, IN_WORDS, is_avif, is_heif, refusal
from vision.imageio.opencv import open_avif, open_tiff
from vision.imageio.remote import File, RemoteFile
from vision.imageio.tiff import is_tiff
from vision.types import VisionError
from vision.words.said import said

MOST_MEGAPIXELS = 50


def read_file(file: File, most: int | None = None) -> bytes:
    """The file's bytes, or the first `most` of them; raises VisionError naming it."""
    if isinstance(file, RemoteFile):
        return file.read(most)
    try:
        with file.open("rb") as opened:
            return opened.read(-1 if most is None else most)
    except OSError as error:
        raise VisionError(said("{name} cannot be read: {reason}.", name=file.name, reason=error.strerror)) from None


def open_picture(data: bytes) -> PIL.Image.Image:
    """The picture, not yet decoded; raises VisionError for what is empty, too large or no picture."""
    if not data:
        raise VisionError("The file is empty; please choose another one.")
    if words := refusal(data):
        raise VisionError(words)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DecompressionBombWarning)  # our own, lower limit follows
            opened = _open(data)
    except DecompressionBombError:
        raise VisionError(
            said("The picture is larger than {most} megapixels; please scale it down.", most=MOST_MEGAPIXELS)
        ) from None
    except UnidentifiedImageError:
        raise VisionError(
            said("This is not a picture that can be read, or it is damaged; it takes {formats}.", formats=IN_WORDS)
        ) from None
    except VisionError:
        raise
    except Exception:
        raise VisionError("The picture is damaged and cannot be opened; please save it again.") from None
    check_size(*opened.size)
    return opened


def check_size(width: int, height: int) -> None:
    """Raises VisionError for more pixels than are borne."""
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise VisionError(
            said(
                "The picture is too large ({width} x {height} pixels, {megapixels:.0f} megapixels); "
                "the limit is {most} megapixels.",
                width=width,
                height=height,
                megapixels=width * height / 1e6,
                most=MOST_MEGAPIXELS,
            )
        )


def _open(data: bytes) -> PIL.Image.Image:
    formats: tuple[str, ...] = FORMATS
    if is_heif(data):
        import pi_heif

        pi_heif.register_heif_opener()
        formats += ("HEIF",)
    try:
        return PIL.Image.open(io.BytesIO(data), formats=formats)
    except UnidentifiedImageError:
        if is_avif(data):
            return open_avif(data, check_size)
        if is_tiff(data):
            return open_tiff(data, check_size)
        raise
