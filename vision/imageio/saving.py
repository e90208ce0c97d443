"""An RGB array becomes a file."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image

from vision.types import Image


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
