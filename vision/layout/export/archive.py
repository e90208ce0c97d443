"""A page as files to take home: with its lines drawn, or each line by itself; several files as one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from itertools import chain, count

from vision.imageio import save_png
from vision.layout.drawing import draw_layout
from vision.layout.export import FORMATS
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


def all_pages(pages: Sequence[tuple[str, str, PageLayout]], form: str) -> bytes:
    """A ZIP of pages in a form of FORMATS; each page: what its file is called, its picture's file, its layout.

    Pages of one name are kept apart by a number.
    """
    write, ending = FORMATS[form]
    files: dict[str, bytes] = {}
    for stem, source, layout in pages:
        names = chain([stem + ending], (f"{stem}-{number}{ending}" for number in count(2)))
        name = next(name for name in names if name not in files)
        files[name] = write(layout, source).encode()
    return archive(files)


def drawn_png(image: Image, layout: PageLayout) -> bytes:
    """The page as PNG, with its lines, columns and gaps drawn on it."""
    return save_png(draw_layout(image, layout))


def lines_cut_out(image: Image, layout: PageLayout, stem: str) -> bytes:
    """A ZIP of each line as PNG, named so that they sort in reading order."""
    cuts = enumerate(crops(image, layout), 1)
    return archive({f"{stem}-{n:04}.png": save_png(cut) for n, cut in cuts})
