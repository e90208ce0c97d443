"""Which pages of which files a command works on, and processes that share them and may die."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from vision import pdf
from vision.commands.pages import tell
from vision.imageio import EXTENSIONS, load_picture, page_count, read_file
from vision.types import Image, VisionError

DPI = 300
"""Dots per inch at which the pages of a PDF are drawn: what scanners and text recognition are made for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scan:
    """A page of a file, from 1; None where the file has only one, or cannot be opened."""

    file: Path
    page: int | None = None

    @property
    def stem(self) -> str:
        return self.file.stem if self.page is None else f"{self.file.stem}-{self.page:03}"

    def __str__(self) -> str:
        return str(self.file) if self.page is None else f"{self.file}, page {self.page}"


def scans(files: Sequence[str], first: int, last: int | None) -> list[Scan]:
    """The pages from `first` to `last` of each file; a folder stands for its pictures and PDFs, in their order."""
    found: list[Scan] = []
    for file in map(Path, files):
        inside = sorted(f for f in file.iterdir() if is_scan(f)) if file.is_dir() else [file]
        found += [scan for one in inside for scan in pages_of(one, first, last)]
    if not found:
        raise VisionError("There is no picture or PDF with these pages in what was named.")
    return found


def is_scan(file: Path) -> bool:
    return file.suffix.lower().lstrip(".") in (*EXTENSIONS, "pdf")


def pages_of(file: Path, first: int, last: int | None) -> list[Scan]:
    try:
        data = file.read_bytes()
        count = pdf.page_count(data) if pdf.is_pdf(data) else page_count(data)
    except (OSError, VisionError):  # said when it is opened
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


def shared(work: Callable[[Scan], T], todo: Sequence[Scan], workers: int, lost: T) -> Iterator[T]:
    """What `work` says to each page, in their order, by so many processes.

    One that dies takes its pool with it: what it may have been working on is done again, each page alone; `lost` is
    the answer to a page that kills its process then too.
    """
    if workers <= 1 or len(todo) == 1:
        yield from map(work, todo)
        return
    rest = list(todo)
    while rest:
        with ProcessPoolExecutor(workers) as pool:
            futures = [pool.submit(work, scan) for scan in rest]
            done = 0
            try:
                for future in futures:
                    yield future.result()
                    done += 1
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
        suspects = rest[done : done + workers]
        for scan in suspects:
            yield alone(work, scan, lost)
        rest = rest[done + len(suspects) :]


def alone(work: Callable[[Scan], T], scan: Scan, lost: T) -> T:
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(work, scan).result()
    except BrokenProcessPool:
        return lost
