"""Which pages of which files a command works on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vision import pdf
from vision.batch.names import files
from vision.commands.pages import is_picture, tell
from vision.imageio import load_picture, page_count, read_file
from vision.imageio.remote import File
from vision.types import Image, VisionError

DPI = 300
"""Dots per inch at which the pages of a PDF are drawn: what scanners and text recognition are made for."""

_HEAD = 1024
"""Bytes that tell a PDF or a TIFF from files of one page."""

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


@dataclass(frozen=True, slots=True)
class Scan:
    """A page of a file, from 1; None where the file has only one, or cannot be opened."""

    file: File
    page: int | None = None

    @property
    def stem(self) -> str:
        return self.file.stem if self.page is None else f"{self.file.stem}-{self.page:03}"

    def __str__(self) -> str:
        return str(self.file) if self.page is None else f"{self.file}, page {self.page}"


def scans(words: Sequence[str], first: int, last: int | None) -> Iterator[Scan]:
    """The pages from `first` to `last` of each file that `words` name (`vision.batch.names`)."""
    none = True
    for file in files(words, is_scan):
        for scan in pages_of(file, first, last):
            none = False
            yield scan
    if none:
        raise VisionError("There is no picture or PDF with these pages in what was named.")


def is_scan(file: File) -> bool:
    return is_picture(file) or file.suffix.lower() == ".pdf"


def pages_of(file: File, first: int, last: int | None) -> list[Scan]:
    try:
        head = read_file(file, _HEAD)
        if not (pdf.is_pdf(head) or head.startswith(_TIFF)):
            return [Scan(file)]
        data = read_file(file)
        count = pdf.page_count(data) if pdf.is_pdf(data) else page_count(data)
    except VisionError:  # said when it is opened
        return [Scan(file)]
    if count == 1:
        return [Scan(file)]
    return [Scan(file, number) for number in range(first, min(last or count, count) + 1)]


def load_scan(scan: Scan) -> Image:
    """The picture of a page; what is to be known of it goes to standard error. Raises VisionError."""
    data, page = read_file(scan.file), scan.page or 1
    if pdf.is_pdf(data):
        return pdf.render_page(data, page, DPI)
    picture = load_picture(data, page)
    tell(scan.file, picture)
    return picture.image


def parse_pages(text: str) -> tuple[int, int | None]:
    """ "3", "3-7" or "3-" as first and last page; raises VisionError."""
    first, dash, last = text.partition("-")
    if first.isdecimal() and int(first) > 0 and (not last or last.isdecimal()):
        return int(first), int(last) if last else None if dash else int(first)
    raise VisionError(f"The pages {text!r} cannot be used: write 3, 3-7 or 3-.")
