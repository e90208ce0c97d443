"""The page of a file that a command works on."""

from __future__ import annotations

import argparse
import sys

from vision.imageio import EXTENSIONS, Picture, load_picture
from vision.imageio.remote import File, file_of
from vision.types import Image

DIED = "The process that worked on this picture died, each time; is the file damaged, or too large for the memory?"


def is_picture(file: File) -> bool:
    return file.suffix.lower().lstrip(".") in EXTENSIONS


def add_page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--page", type=int, metavar="N", help="of a TIFF with several; the first when left out")


def load_page(file: File | str, page: int | None) -> Image:
    """The picture; what is to be known of it goes to standard error. Raises VisionError."""
    file = file_of(file) if isinstance(file, str) else file
    picture = load_picture(file, 1 if page is None else page)
    if picture.pages > 1 and page is None:
        print(f"{file.name}: this is page 1 of {picture.pages}; --page chooses another.", file=sys.stderr)
    tell(file, picture)
    return picture.image


def tell(file: File, picture: Picture) -> None:
    """On standard error, what was done to show the picture."""
    for note in picture.notes:
        print(f"{file.name}: {note}", file=sys.stderr)
