"""`python -m vision segment page.jpg --format jsonl`: the text lines of scanned pages, and their words."""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from vision.commands.scans import DPI, Scan, load_scan, parse_pages, scans, shared
from vision.imageio import load_image
from vision.layout import Options, PageLayout, trace
from vision.layout.export import FORMATS, to_jsonl
from vision.layout.export.searchable import ScannedPage, to_pdf
from vision.layout.options import Option, layout_options
from vision.read import read
from vision.read.program import check_languages
from vision.types import VisionError

PDF = "pdf"
"""The one form that holds the picture too."""

NEEDS_TEXT = ("txt", PDF)
DIED = "The process that worked on this page died, twice; is the file damaged, or too large for the memory?"


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("segment", help="find the text lines, columns and reading order of pages")
    parser.add_argument("files", nargs="+", metavar="FILE", help="pictures, PDFs, TIFFs of several pages, or folders")
    parser.add_argument("--pages", default="1-", metavar="A-B", help="of each PDF and TIFF; all when left out")
    parser.add_argument("--format", choices=(*FORMATS, PDF), default="jsonl")
    parser.add_argument("--read", metavar="LANG", help="read the words, by tesseract: eng, deu+frk (as installed)")
    parser.add_argument("--out", type=Path, help="a directory for one file a page, instead of standard output")
    parser.add_argument("--resume", action="store_true", help="with --out: leave alone what is written already")
    parser.add_argument("--workers", type=int, default=1, help="how many processes share the files")
    parser.add_argument("--mask", type=Path, help="a picture of the page's size: black is not looked at")
    for option in layout_options():
        add_option(parser, option)
    parser.set_defaults(run=run)


def add_option(parser: argparse.ArgumentParser, option: Option) -> None:
    """One option of the segmenter, read off its declaration."""
    param = option.param
    name, text = "--" + param.name.replace("_", "-"), param.help[0].lower() + param.help[1:].rstrip(".")
    if param.kind == "bool":
        parser.add_argument(name, action="store_true", help=text)
    elif param.kind == "choice":
        parser.add_argument(name, choices=param.choices, default=param.default, help=text)
    else:
        default = None if option.open else param.default
        parser.add_argument(name, type=int if param.kind == "int" else float, default=default, help=text)


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a page could not be segmented; the others are done all the same."""
    options = Options(**{o.param.name: getattr(args, o.param.name) for o in layout_options()})
    check_form(args)
    todo = scans(args.files, *parse_pages(args.pages))
    ending = ".pdf" if args.format == PDF else FORMATS[args.format][1]
    if args.out is not None:
        todo = prepare_directory(args.out, todo, ending, resume=args.resume)
    work = partial(page, options=options, mask_file=args.mask, form=args.format, language=args.read)
    failed = 0
    for scan, (data, error) in zip(todo, shared(work, todo, args.workers, (b"", DIED)), strict=True):
        failed += bool(error)
        if error:
            report(scan, error, args.format)
        elif args.out is None:
            sys.stdout.write(data.decode())
        else:
            write(args.out / (scan.stem + ending), data)
        sys.stdout.flush()
    return 1 if failed else 0


def check_form(args: argparse.Namespace) -> None:
    """Raises VisionError before any work is done: for text that is not read, a PDF without a place, no tesseract."""
    if args.format in NEEDS_TEXT and args.read is None:
        raise VisionError(f"--format {args.format} holds what is read: say --read and the language, --read eng.")
    if args.format == PDF and args.out is None:
        raise VisionError("A PDF needs a place: say --out and a directory.")
    if args.read is not None:
        check_languages(args.read)


def prepare_directory(out: Path, todo: list[Scan], ending: str, *, resume: bool) -> list[Scan]:
    """Make the directory, and leave out what is written there already when the run is resumed.

    Raises VisionError when it cannot be made, or when two pages would overwrite each other in it.
    """
    if len({scan.stem for scan in todo}) < len(todo):
        raise VisionError("Two of the files have the same name; write them to different directories.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VisionError(f"{out} cannot be made: {error.strerror or error}.") from None
    return [scan for scan in todo if not (resume and (out / (scan.stem + ending)).exists())]


def write(target: Path, data: bytes) -> None:
    """All of it or nothing: a run that is cut short leaves no half file for the next one to pass over."""
    part = target.with_name(target.name + ".part")
    part.write_bytes(data)
    part.replace(target)


def page(
    scan: Scan, *, options: Options, mask_file: Path | None, form: str, language: str | None = None
) -> tuple[bytes, str]:
    """One page in its form, or the sentence that says what is wrong with it; "ms" leaves out the decoding."""
    try:
        image = load_scan(scan)
        mask = None if mask_file is None else load_image(mask_file)[..., 1] > 127
        start = time.perf_counter()
        layout: PageLayout = trace(image, options, mask=mask).layout
        if language is not None:
            layout = read(image, layout, language)
        spent = 1000 * (time.perf_counter() - start)
    except VisionError as error:
        return b"", str(error)
    if form == PDF:
        return to_pdf([ScannedPage(lambda: image, layout, DPI)]), ""
    if form == "jsonl":
        return to_jsonl(layout, str(scan.file), spent, scan.page).encode(), ""
    return FORMATS[form][0](layout, scan.file.name).encode(), ""


def report(scan: Scan, error: str, form: str) -> None:
    """JSON lines carry the error in their stream; the other forms leave it to standard error."""
    if form == "jsonl":
        place = {"file": str(scan.file)} | ({} if scan.page is None else {"page": scan.page})
        print(json.dumps({**place, "error": error}, ensure_ascii=False))
    else:
        print(f"{scan}: {error}", file=sys.stderr)
