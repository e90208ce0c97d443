"""`python -m vision segment page.jpg --format jsonl`: the text lines of scanned pages."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from vision.commands.pages import add_page, load_page
from vision.imageio import load_image
from vision.layout import Options, PageLayout, trace
from vision.layout.export import FORMATS, to_jsonl
from vision.layout.options import Option, layout_options
from vision.types import VisionError


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("segment", help="find the text lines, columns and reading order of pages")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, default="jsonl")
    parser.add_argument("--out", type=Path, help="a directory for one file a page, instead of standard output")
    parser.add_argument("--workers", type=int, default=1, help="how many processes share the files")
    parser.add_argument("--mask", type=Path, help="a picture of the page's size: black is not looked at")
    for option in layout_options():
        add_option(parser, option)
    add_page(parser)
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
    """Exit status 1 when a file could not be segmented; the others are done all the same."""
    options = Options(**{o.param.name: getattr(args, o.param.name) for o in layout_options()})
    work = partial(page, options=options, mask_file=args.mask, form=args.format, number=args.page)
    if args.out is not None:
        prepare_directory(args.out, args.files)
    failed = 0
    for file, (text, error) in zip(args.files, answers(work, args.files, args.workers), strict=True):
        failed += error is not None
        if error is not None:
            report(file, error, args.format)
        elif args.out is None:
            sys.stdout.write(text)
        else:
            target = args.out / (Path(file).stem + FORMATS[args.format][1])
            target.write_text(text, encoding="utf-8")
        sys.stdout.flush()
    return 1 if failed else 0


def prepare_directory(out: Path, files: list[str]) -> None:
    """Make the directory; VisionError when it cannot be, or when two files would overwrite each other in it."""
    if len({Path(file).stem for file in files}) < len(files):
        raise VisionError("Two of the files have the same name; write them to different directories.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VisionError(f"{out} cannot be made: {error.strerror or error}.") from None


def answers(work: partial[tuple[str, str | None]], files: list[str], workers: int) -> Iterator[tuple[str, str | None]]:
    """What `work` says to each file, in their order."""
    if workers <= 1 or len(files) == 1:
        yield from map(work, files)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, files)


def page(
    file: str, *, options: Options, mask_file: Path | None, form: str, number: int | None = None
) -> tuple[str, str | None]:
    """One page as text, or the sentence that says what is wrong with it; "ms" leaves out the decoding."""
    try:
        image = load_page(file, number)
        mask = None if mask_file is None else load_image(mask_file)[..., 1] > 127
        start = time.perf_counter()
        layout: PageLayout = trace(image, options, mask=mask).layout
        spent = 1000 * (time.perf_counter() - start)
    except VisionError as error:
        return "", str(error)
    if form == "jsonl":
        return to_jsonl(layout, file, spent), None
    return FORMATS[form][0](layout, Path(file).name), None


def report(file: str, error: str, form: str) -> None:
    """JSON lines carry the error in their stream; the other forms leave it to standard error."""
    if form == "jsonl":
        print(json.dumps({"file": file, "error": error}, ensure_ascii=False))
    else:
        print(f"{file}: {error}", file=sys.stderr)
