"""OpenCV's decoders, for what Pillow's cannot: AVIF files that bend the rules, colours of more than 8 bits."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL import UnidentifiedImageError

from vision.imageio.depth import levels_of
from vision.imageio.tiff import is_tiff, page_profile, page_size

CheckSize = Callable[[int, int], None]
_SAMPLE = 1_000_000
_BITS = 258  # TIFF's tag
_PNG_DEPTH = 24  # where it stands in a PNG
_PROFILE_BOXES = (b"colrprof", b"colrrICC")


def open_avif(data: bytes, check_size: CheckSize) -> PIL.Image.Image:
    """The first picture, decoded by OpenCV's libavif, which is not strict; raises what `check_size` raises.

    Raises UnidentifiedImageError when it cannot be read.
    """
    at = data.find(b"ispe")
    if at < 0 or at + 16 > len(data):
        raise UnidentifiedImageError
    check_size(*struct.unpack_from(">II", data, at + 8))
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise UnidentifiedImageError
    if pixels.dtype == np.uint16:
        pixels = (pixels // 2 ** (_depth(data) - 8)).astype(np.uint8)
    swap = {2: None, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGBA}[pixels.shape[-1] if pixels.ndim == 3 else 2]
    picture = PIL.Image.fromarray(pixels if swap is None else cv2.cvtColor(pixels, swap))
    picture.format = "AVIF"
    if profile := _profile(data):
        picture.info["icc_profile"] = profile
    return picture


def open_tiff(data: bytes, check_size: CheckSize, place: int = 0) -> PIL.Image.Image:
    """A TIFF's page whose numbers Pillow has no mode for, such as colours in floats; raises like `open_avif`."""
    size = page_size(data, place)
    if size is None:
        raise UnidentifiedImageError
    check_size(*size)
    picture = deep_colours(data, place)
    profile = page_profile(data, place)
    if profile and not picture.info["note"]:  # stretched numbers are not those the profile is about
        picture.info["icc_profile"] = profile
    return picture


def deep_colours(data: bytes, place: int = 0) -> PIL.Image.Image:
    """A PNG's or TIFF's colours of 16 bit or in floats as 8 bits, stretched where they fill a small part of the range.

    place: of the page in the file. What was done is in `info`: "note" for the visitor, "dtype" of the
    numbers. OpenCV has turned a TIFF upright by its tag, and a PNG not. Raises UnidentifiedImageError.
    """
    values = _read(data, place)
    if values is not None and values.ndim == 2:
        values = np.dstack([values] * 3)
    if values is None or values.ndim != 3 or values.shape[2] not in (3, 4):
        raise UnidentifiedImageError
    every = max(1, int((values[..., 0].size / _SAMPLE) ** 0.5))
    levels = levels_of(values[::every, ::every, :3])
    seen = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), 256):
        seen[top : top + 256] = levels.to_eight_bit(values[top : top + 256])
        if values.shape[2] == 4:
            full = 1 if values.dtype.kind == "f" else np.iinfo(values.dtype).max
            seen[top : top + 256, :, 3] = values[top : top + 256, :, 3] * (255 / full)
    way = cv2.COLOR_BGR2RGB if values.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    picture = PIL.Image.fromarray(cv2.cvtColor(seen, way, dst=seen))
    picture.format = "TIFF" if is_tiff(data) else "PNG"
    picture.info |= {"note": levels.note, "dtype": values.dtype.name}
    return picture


def has_deep_colours(picture: PIL.Image.Image, data: bytes) -> bool:
    """Whether a picture that Pillow cuts to 8 bits has 16; then its transparent colour is cut likewise."""
    if picture.mode not in ("RGB", "RGBA"):
        return False
    if picture.format != "PNG":
        return bool(picture.format == "TIFF" and getattr(picture, "tag_v2", {}).get(_BITS, (8,))[0] == 16)
    hidden = picture.info.get("transparency")
    if data[_PNG_DEPTH] == 16 and isinstance(hidden, tuple):
        picture.info["transparency"] = tuple(level >> 8 for level in hidden)
    return data[_PNG_DEPTH] == 16


def _read(data: bytes, place: int) -> NDArray[Any] | None:
    if not place:
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    _, pages = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED, None, (place, place + 1))
    return pages[0] if pages else None


def _depth(data: bytes) -> int:
    """10 or 12 bits, as the decoder's own box says."""
    flags = data[data.find(b"av1C") + 6]
    return 12 if flags & 0x20 else 10


def _profile(data: bytes) -> bytes | None:
    for name in _PROFILE_BOXES:
        at = data.find(name, 0, 1 << 20)
        if at >= 4:
            (size,) = struct.unpack_from(">I", data, at - 4)
            return data[at + 8 : at - 4 + size]
    return None
