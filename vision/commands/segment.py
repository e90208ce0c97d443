"""`python -m vision segment page.jpg --format jsonl`: the text lines of scanned pages, and their words."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from vision.batch.choice import add_engine, engine_of
from vision.batch.names import count
from vision.batch.progress import Tally
from vision.batch.results import Folder
from vision.batch.run import carry_out
from vision.commands.scans import DPI, Scan, is_scan, load_scan, parse_pages, scans
from vision.imageio import load_image
from vision.layout import Options, PageLayout
from vision.layout.export import FORMATS, to_jsonl
from vision.layout.export.searchable import ScannedPage, to_pdf
from vision.layout.options import Option, layout_options
from vision.read import read
from vision.read.program import check_languages
from vision.read.scripts import check_osd, detect_scripts
from vision.read.turned import trace_turned
from vision.types import Image, VisionError

PDF = "pdf"
"""The one form that holds the picture too."""

NEEDS_TEXT = ("txt", PDF)
FILES = "pictures, PDFs, TIFFs of several pages, folders, patterns, addresses as s3://box/a.tif, or @names.txt, a list"
DIED = "The process that worked on this page died, each time; is the file damaged, or too large for the memory?"


@dataclass(frozen=True, slots=True)
class Questions:
    """What tesseract is asked about each page."""

    language: str | None = None
    scripts: bool = False

    def of(self, image: Image, layout: PageLayout) -> PageLayout:
        if self.scripts:
            layout = detect_scripts(image, layout)
        return layout if self.language is None else read(image, layout, self.language)


NOTHING = Questions()


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("segment", help="find the text lines, columns and reading order of pages")
    parser.add_argument("files", nargs="+", metavar="FILE", help=FILES)
    parser.add_argument("--pages", default="1-", metavar="A-B", help="of each PDF and TIFF; all when left out")
    parser.add_argument("--format", choices=(*FORMATS, PDF), default="jsonl")
    parser.add_argument("--read", metavar="LANG", help="read the words, by tesseract: eng, deu+frk (as installed)")
    parser.add_argument("--scripts", action="store_true", help="name the script of each line, by tesseract")
    parser.add_argument("--out", type=Path, help="a directory for one file a page, instead of standard output")
    parser.add_argument("--resume", action="store_true", help="with --out: leave alone what is written already")
    add_engine(parser)
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
    ending = ".pdf" if args.format == PDF else FORMATS[args.format][1]
    folder = None if args.out is None else Folder(args.out, args.resume)
    tally = Tally(count(args.files, is_scan) if sys.stderr.isatty() else None)

    todo = scans(args.files, *parse_pages(args.pages))
    if folder is not None:
        todo = folder.without(todo, lambda scan: scan.stem + ending, tally)

    def deliver(scan: Scan, answer: tuple[bytes, str]) -> bool:
        data, error = answer
        if not error and folder is not None:
            error = folder.write(scan.stem + ending, data)
        elif not error:
            sys.stdout.write(data.decode())
        if error:
            report(scan, error, args.format)
        sys.stdout.flush()
        return not error

    wanted = Questions(args.read, args.scripts)
    work = partial(page, options=options, mask_file=args.mask, form=args.format, wanted=wanted)
    told = args.out is not None
    return carry_out(engine_of(args), work, todo, deliver, lost=(b"", DIED), tally=tally, summary=told)


def check_form(args: argparse.Namespace) -> None:
    """Raises VisionError before any work is done: for text that is not read, a PDF without a place, no tesseract."""
    if args.format in NEEDS_TEXT and args.read is None:
        raise VisionError(f"--format {args.format} holds what is read: say --read and the language, --read eng.")
    if args.format == PDF and args.out is None:
        raise VisionError("A PDF needs a place: say --out and a directory.")
    if args.read is not None:
        check_languages(args.read)
    if args.scripts:
        check_osd()


def page(
    scan: Scan, *, options: Options, mask_file: Path | None, form: str, wanted: Questions = NOTHING
) -> tuple[bytes, str]:
    """One page in its form, or the sentence that says what is wrong with it; "ms" leaves out the decoding."""
    try:
        image = load_scan(scan)
        mask = None if mask_file is None else load_image(mask_file)[..., 1] > 127
        start = time.perf_counter()
        layout = trace_turned(image, options, mask=mask).layout
        layout = wanted.of(image, layout)
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
