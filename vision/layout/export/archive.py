"""Several files as one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from vision.imageio import save_png
from vision.layout.reading.edits import crops
from vision.layout.types import PageLayout
from vision.types import Image


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files under their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return buffer.getvalue()


def line_pictures(image: Image, layout: PageLayout, stem: str) -> dict[str, bytes]:
    """The picture of each line as PNG, named so that they sort in reading order."""
    return {f"{stem}-{n:04}.png": save_png(crop) for n, crop in enumerate(crops(image, layout), 1)}
