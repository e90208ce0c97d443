"""The kinds of picture that can be opened."""

from __future__ import annotations

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")
EXTENSIONS = ("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "avif")
