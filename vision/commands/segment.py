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

from vision.imageio import load_image
from vision.layout import TEXT_DIRECTIONS, PageLayout, segment
from vision.layout.export import FORMATS, to_jsonl
from vision.layout.ink.binarise import METHODS
from vision.types import VisionError

KNOBS = (
    "text_direction",
    "scale",
    "max_column_separators",
    "black_column_separators",
    "keep_horizontal_rules",
    "pad",
    "method",
)


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("segment", help="find the text lines, columns and reading order of pages")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=FORMATS, default="jsonl")
    parser.add_argument("--out", type=Path, help="a directory for one file a page, instead of standard output")
    parser.add_argument("--workers", type=int, default=1, help="how many processes share the files")
    parser.add_argument("--text-direction", choices=TEXT_DIRECTIONS, default="horizontal-lr")
    parser.add_argument("--scale", type=float, help="height of a letter in pixels; estimated when left out")
    parser.add_argument("--max-column-separators", type=int, help="how many white gaps may part columns")
    parser.add_argument("--black-column-separators", action="store_true", help="short upright strokes part too")
    parser.add_argument("--keep-horizontal-rules", action="store_true", help="leave level rules in the text")
    parser.add_argument("--pad", type=int, default=0, help="pixels added left and right of each line")
    parser.add_argument("--mask", type=Path, help="a picture of the page's size: black is not looked at")
    parser.add_argument("--method", choices=METHODS, default="wolf", help="how ink is told from paper")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a file could not be segmented; the others are done all the same."""
    knobs = {name: getattr(args, name) for name in KNOBS}
    work = partial(page, knobs=knobs, mask_file=args.mask, form=args.format)
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


def page(file: str, *, knobs: dict[str, Any], mask_file: Path | None, form: str) -> tuple[str, str | None]:
    """One page as text, or the sentence that says what is wrong with it; "ms" leaves out the decoding."""
    try:
        image = load_image(file)
        mask = None if mask_file is None else load_image(mask_file)[..., 1] > 127
        start = time.perf_counter()
        layout: PageLayout = segment(image, mask=mask, **knobs)
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
